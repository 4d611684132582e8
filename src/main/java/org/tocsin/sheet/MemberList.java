package org.tocsin.sheet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/**
 * The members of a committee, as a sheet's rule names it.
 *
 * @param source the file: a bioguide id at the start of each line; what stands behind it, empty
 *     lines and lines that begin with # are passed over
 */
public record MemberList(String file, String source, Set<String> members) {
  private static final Pattern LINE = Pattern.compile("([A-Z]\\d{6})(?:[,;\\s].*)?");

  public MemberList {
    members = Set.copyOf(members);
  }

  static MemberList read(String file, String source, List<Problem> problems) {
    Set<String> members = new HashSet<>();
    List<String> lines = source.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = LINE.matcher(lines.get(i).replace("\"", ""));
      if (line.matches()) {
        members.add(line.group(1));
      } else if (!lines.get(i).isEmpty()
          && !lines.get(i).startsWith("#")
          && !(i == 0 && lines.get(i).toLowerCase(java.util.Locale.ROOT).startsWith("bioguide"))) {
        problems.add(
            Problem.error(
                file, i + 1, "", "A line begins with a bioguide id, such as K000386. Mend it."));
      }
    }
    if (members.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.error(file, 1, "", "The list is empty. Write a bioguide id a line."));
    }
    return new MemberList(file, source, members);
  }
}
