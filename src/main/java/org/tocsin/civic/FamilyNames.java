package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The last names of an official, as words; most have one, some sign with a shorter one. */
final class FamilyNames {
  static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");

  private FamilyNames() {}

  /** Each as {@link GivenNames#fold} leaves its words: "van hollen" is two, "diaz-balart" too. */
  static List<List<String>> of(Official official) {
    List<String> last = words(official.lastName());
    List<String> full = new ArrayList<>(words(official.fullName()));
    full.removeIf(SUFFIXES::contains);
    String signed = full.isEmpty() ? "" : full.get(full.size() - 1);
    boolean isShorter = last.size() > 1 && last.subList(0, last.size() - 1).contains(signed);
    return isShorter ? List.of(last, List.of(signed)) : List.of(last);
  }

  /** The words of a name, without case, accents and what joins them. */
  static List<String> words(String name) {
    return java.util.stream.Stream.of(GivenNames.fold(name).split("[^\\p{L}'’]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
