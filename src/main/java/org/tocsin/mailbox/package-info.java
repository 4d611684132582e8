/** Mail that comes back: bounces, complaints, auto-replies and what people answer. */
package org.tocsin.mailbox;
