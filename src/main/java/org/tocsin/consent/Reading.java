package org.tocsin.consent;

/**
 * What a reply means, and why it was read so.
 *
 * @param why one line for the organizer who looks at it; may quote the person's words
 */
public record Reading(Reply reply, String why) {}
