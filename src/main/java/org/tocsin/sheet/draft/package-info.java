/**
 * Turns what groups have, as text, Markdown, pages, mails or .docx, into a sheet file for an editor
 * to finish.
 */
package org.tocsin.sheet.draft;
