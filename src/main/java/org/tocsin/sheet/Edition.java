package org.tocsin.sheet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.WallTime;

/**
 * A sheet in one language, as one file holds it.
 *
 * @param lang BCP 47 tag, "en"
 * @param file name of the file, without folders
 * @param title plain text; subject, sms, smsGeneral and asks are templates
 * @param positions by bioguide id or by name, as written, in the order of the file
 * @param rules where officials stand who are not named
 * @param body Markdown, a template
 * @param bodyLine the line of the file on which the body begins, counted from 1
 * @param source the whole file, lines ended by LF
 */
public record Edition(
    String lang,
    String file,
    String title,
    String subject,
    Optional<String> sms,
    Optional<String> smsGeneral,
    Map<String, Position> positions,
    List<PositionRule> rules,
    Map<Position, String> asks,
    String body,
    int bodyLine,
    Optional<WallTime> deadline,
    String source) {
  public Edition {
    positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
    rules = List.copyOf(rules);
    asks = Map.copyOf(asks);
  }

  /** The line of a key of the front matter; 1 where it is not given. */
  public int lineOf(String key) {
    return FrontMatter.of(file, source).line(key);
  }
}
