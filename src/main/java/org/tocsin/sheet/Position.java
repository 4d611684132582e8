package org.tocsin.sheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an official stands on what a sheet demands. */
public enum Position {
  SUPPORTS,
  SILENT,
  OPPOSES,
  UNKNOWN;

  /** As it stands in sheet files and templates: "supports". */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Position> of(String code) {
    return Arrays.stream(values()).filter(p -> p.code().equals(code)).findFirst();
  }
}
