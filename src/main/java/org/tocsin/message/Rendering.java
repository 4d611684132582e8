package org.tocsin.message;

/**
 * A finished text for everyone that it fits. What differs from person to person is left as a slot
 * (see {@link Placeholders}); a text message has only a body.
 *
 * @param lang language of the edition, as a BCP 47 tag
 * @param body plain text, lines ended by LF
 * @param html a whole HTML document, or ""
 */
public record Rendering(String lang, String subject, String body, String html) {}
