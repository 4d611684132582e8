package org.tocsin.console;

/**
 * Something that somebody should look at.
 *
 * @param name what it concerns, such as "mailbox"
 * @param isDown whether the program cannot do its work for it
 * @param words a sentence that says what to do
 */
public record Concern(String name, boolean isDown, String words) {}
