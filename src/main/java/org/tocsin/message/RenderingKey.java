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
 * @param told whether a text has told the reader lately who sends and how to stop
 * @param near the office of each official that lies nearest, as {@link
 *     org.tocsin.civic.NearestOffices} names it; "" where that is not known
 * @param corrects whether the reader had an older revision of the sheet
 */
public record RenderingKey(
    String lang,
    Assignment assignment,
    boolean named,
    boolean told,
    String near,
    boolean corrects) {
  /** Someone who has not been told, and of whose place nothing more is known. */
  public RenderingKey(String lang, Assignment assignment, boolean named) {
    this(lang, assignment, named, false, "", false);
  }

  public RenderingKey near(String offices) {
    return new RenderingKey(lang, assignment, named, told, offices, corrects);
  }

  public RenderingKey told(boolean lately) {
    return new RenderingKey(lang, assignment, named, lately, near, corrects);
  }

  public RenderingKey correcting(boolean older) {
    return new RenderingKey(lang, assignment, named, told, near, older);
  }

  /** "en/NY/NY-24/named": equal exactly where the renderings are. */
  public String key() {
    String districts =
        assignment.districts().stream()
            .sorted()
            .map(District::code)
            .collect(Collectors.joining("+"));
    // how a district came to be known makes no difference to the reader
    String how = assignment.isCertain() ? "sure" : assignment.kind().name();
    String name = named ? "named" : "unnamed";
    String shares = assignment.shares().toString();
    String stop = told ? "told" : "untold";
    String mark = corrects ? "corrects" : "";
    return String.join(
        "/", lang, how, assignment.state(), districts, shares, name, stop, mark, near);
  }
}
