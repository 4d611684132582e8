package org.tocsin.console;

/**
 * A point of what an installation needs before it sends.
 *
 * @param name "organization", "mail", "texts", "officials", "people" or "feed"
 * @param words how it is, or what to do
 */
public record SetUp(String name, boolean isDone, String words) {}
