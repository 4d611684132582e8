package org.tocsin.message;

import java.util.stream.Collectors;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;

/**
 * All that a rendering depends on, besides the sheet and the roster. People whom the same rendering
 * fits have the same {@link #key()}.
 *
 * @param lang the reader's language, or ""
 * @param named whether the reader gave a first name
 */
public record Fit(String lang, Assignment assignment, boolean named) {
  /** "en/NY/NY-24/named": equal exactly where the renderings are. */
  public String key() {
    String shares = assignment.shares().toString();
    String districts =
        assignment.districts().stream()
            .sorted()
            .map(District::code)
            .collect(Collectors.joining("+"));
    // how a district came to be known makes no difference to the reader
    String how = assignment.isCertain() ? "sure" : assignment.kind().name();
    String name = named ? "named" : "unnamed";
    return String.join("/", lang, how, assignment.state(), districts, shares, name);
  }
}
