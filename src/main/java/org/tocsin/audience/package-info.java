/** Subscribers, their districts, and how they come in and go out as files. */
package org.tocsin.audience;
