/** The organizers' pages: who may see which, and what stands on them. */
package org.tocsin.console;
