/**
 * Turns what groups have, as text, Markdown, pages, mails, .docx or PDF, into a sheet file for an
 * editor to finish.
 */
package org.tocsin.sheet.draft;
