package org.tocsin.consent;

/**
 * By what a change of consent can be looked up later.
 *
 * @param way how it was said: "text", "one-click", "page", "report"
 * @param source where that stands: a provider's id, a delivery's id
 * @param words what the person wrote or was shown, or ""
 */
public record Evidence(String way, String source, String words) {}
