/** Officials, seats, offices, districts and time zones: who represents whom, from when on. */
package org.tocsin.civic;
