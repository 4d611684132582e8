/**
 * The HTTP server under the routes: how much it takes from strangers, and who waits for which
 * others. Camel sees an engine of its platform-http component.
 */
package org.tocsin.app.http;
