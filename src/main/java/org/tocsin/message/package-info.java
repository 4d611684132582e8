/** Finished texts: rendering a sheet for all whom it fits, and counting segments. */
package org.tocsin.message;
