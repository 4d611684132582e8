/** What people say came of their calls to officials, each person counted once. */
package org.tocsin.call;
