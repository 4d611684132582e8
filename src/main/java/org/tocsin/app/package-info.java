/** Puts the parts together: settings, wiring, command line. */
package org.tocsin.app;
