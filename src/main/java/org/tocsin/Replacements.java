package org.tocsin;

import java.util.List;
import java.util.regex.Pattern;

/** Expressions, each with what is put in place of what it finds, tried one after the other. */
public final class Replacements {
  /** Between the two in a line of a file. */
  static final String BY = " -> ";

  record Replacement(Pattern sought, String by) {}

  private final List<Replacement> all;

  Replacements(List<Replacement> all) {
    this.all = all;
  }

  /**
   * @param line "expression -> replacement"; quotation marks hold a replacement that ends with a
   *     space, and $1 is the first group
   */
  static Replacement one(String line) {
    String[] parts = line.split(BY, 2);
    String by = parts.length < 2 ? "" : parts[1].replaceFirst("^\"(.*)\"$", "$1");
    return new Replacement(Pattern.compile(parts[0]), by);
  }

  /** The text with all of them in place. */
  public String in(String text) {
    String replaced = text;
    for (Replacement each : all) {
      replaced = each.sought().matcher(replaced).replaceAll(each.by());
    }
    return replaced;
  }
}
