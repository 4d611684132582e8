/** The ledger: what is due, who claimed it, what came of it. */
package org.tocsin.outbox;
