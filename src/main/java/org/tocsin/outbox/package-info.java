/** Handing over: what is due is claimed and begun, at what pace, and what its outcome means. */
package org.tocsin.outbox;
