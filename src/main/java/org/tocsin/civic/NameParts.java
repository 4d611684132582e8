package org.tocsin.civic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of an official as words, without case and accents.
 *
 * @param given what stands before the last name, in quotes or brackets too
 * @param family the last names; most have one
 * @param initial of the first given name
 */
record NameParts(Set<String> given, List<List<String>> family, String initial) {
  private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\.){2,3}\\p{Lu}?|\\p{Lu}{2}");

  static NameParts of(Official official) {
    Set<String> given = new HashSet<>(FamilyNames.words(official.firstName()));
    given.addAll(FamilyNames.words(official.fullName()));
    List<List<String>> family = FamilyNames.of(official);
    family.forEach(given::removeAll);
    List<String> first = FamilyNames.words(official.firstName());
    return new NameParts(given, family, first.isEmpty() ? "" : first.get(0).substring(0, 1));
  }

  /**
   * Whether someone writes a given name so: "Chuck" for Charles, an initial, and initials as "GT"
   * and "J.D." by the first of them.
   *
   * @param folded as {@link GivenNames#fold} leaves it
   */
  boolean fits(String written, String folded) {
    return given.stream().anyMatch(each -> GivenNames.same(folded, each))
        || !initial.isEmpty() && folded.startsWith(initial) && INITIALS.matcher(written).matches();
  }
}
