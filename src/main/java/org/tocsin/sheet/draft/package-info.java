/** Turns what groups have, as text, HTML or .docx, into a sheet file for an editor to finish. */
package org.tocsin.sheet.draft;
