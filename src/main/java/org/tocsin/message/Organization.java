package org.tocsin.message;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who sends, from the settings {@code tocsin.organization.*}. Absent parts are "". */
public record Organization(
    String name, String tagline, String postalAddress, String phone, String email, String website) {
  /** What stands below a short mail of ours (C01). */
  public String signature() {
    return Stream.of("--", name, postalAddress, phone, email, website)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
