/**
 * Officials, seats, offices, districts and time zones: who represents which people, from when on.
 */
package org.tocsin.civic;
