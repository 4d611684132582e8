/** Composing mail and handing it to an SMTP server. */
package org.tocsin.email;
