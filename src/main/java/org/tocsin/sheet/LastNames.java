package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a last name stands alone. */
final class LastNames {
  private LastNames() {}

  static List<Integer> places(String text, String name, int from, int to) {
    List<Integer> places = new ArrayList<>();
    Matcher found =
        Pattern.compile("(?<![\\p{L}@])" + Pattern.quote(name) + "(?!\\p{L})").matcher(text);
    found.region(from, Math.max(from, to));
    while (found.find()) {
      places.add(found.start());
    }
    return places;
  }
}
