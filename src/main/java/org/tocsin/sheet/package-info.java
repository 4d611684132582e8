/** Sheet files: reading, checking and keeping them. */
package org.tocsin.sheet;
