package org.tocsin.message;

/** Who sends, from the settings {@code tocsin.organization.*}. Absent parts are "". */
public record Organization(
    String name,
    String tagline,
    String postalAddress,
    String phone,
    String email,
    String website) {}
