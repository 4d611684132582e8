/** Public pages and the API. */
package org.tocsin.web;
