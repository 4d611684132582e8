package org.tocsin.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * One person as a program tells of them, read as a row of a file is. Nobody looks at it before it
 * counts, so what cannot be read refuses the whole.
 */
final class OnePerson {
  private final Map<String, String> said;
  private final FoundProblems problems;
  private final IncomingRow row;

  /**
   * @param said by our own names of columns
   * @throws BadInput naming each field that cannot be read
   */
  OnePerson(Map<String, String> said, String file, Destinations destinations, Instant now) {
    this.said = said;
    this.problems = new FoundProblems(file);
    RowReader reader =
        new RowReader(problems, destinations, now, Headings.of(said.keySet()), Agreement.NONE);
    Optional<IncomingRow> read = reader.read(IncomingCells.of(said));
    reader.tellUnfounded();
    this.row = read.orElseThrow(() -> new BadInput(problems.kept()));
    refuseUnread();
  }

  private void refuseUnread() {
    List<String> unread =
        Stream.of(
                unread("email", row.email()),
                unread("phone", row.phone()),
                unread("first_name", row.firstName()),
                unread("last_name", row.lastName()),
                unread("language", row.language()),
                unread("street", row.street()),
                unread("city", row.city()),
                unread("state", row.state()),
                unread("zip", row.zip()),
                unread("consent_source", row.consentSource()),
                unread("consent_at", row.consentAt()),
                unread("tags", row.tags()))
            .flatMap(Optional::stream)
            .toList();
    List<Problem> wrong =
        problems.kept().stream().filter(problem -> unread.contains(problem.field())).toList();
    if (!wrong.isEmpty()) {
      throw new BadInput(wrong);
    }
  }

  private Optional<String> unread(String field, Object read) {
    return said.getOrDefault(field, "").isBlank() || read != null
        ? Optional.empty()
        : Optional.of(field);
  }

  IncomingRow row() {
    return row;
  }

  FoundProblems problems() {
    return problems;
  }
}
