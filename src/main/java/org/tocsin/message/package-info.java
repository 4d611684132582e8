/** Finished texts: rendering a sheet for all that it fits, and counting segments. */
package org.tocsin.message;
