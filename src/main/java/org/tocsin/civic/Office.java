package org.tocsin.civic;

/**
 * An office of an official.
 *
 * @param label the town, or "DC"
 * @param phone "315-423-5657", or null where it has none
 * @param latitude degrees north, or null where unknown; likewise longitude, degrees east
 */
public record Office(String label, String phone, Double latitude, Double longitude) {}
