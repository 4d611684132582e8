package org.tocsin.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of header fields, unfolded, in their order. Reads anything: a line that is no field goes
 * to the field before it when it is indented, else it is left out.
 */
final class Headers {
  private static final Pattern FIELD = Pattern.compile("^([!-9;-~]{1,100})[ \\t]*:[ \\t]*(.*)$");

  /** A field of 64 KB says nothing that a shorter one does not. */
  private static final int LONGEST = 1 << 16;

  /** What a subject says, it says by then. */
  private static final int MOST_READ = 4000;

  /** A mail that went through a hundred servers has fewer. */
  private static final int MOST_FIELDS = 2000;

  /** A field; the name is in lower case. */
  record Field(String name, String value) {}

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * @param lines up to the first empty one, or all
   */
  static Headers of(Iterable<String> lines) {
    List<Field> fields = new ArrayList<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : lines) {
      if (line.isEmpty() || fields.size() == MOST_FIELDS) {
        break;
      }
      boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      Matcher field = FIELD.matcher(line);
      if (folded && value.length() < LONGEST) {
        value.append(' ').append(line.strip());
      } else if (!folded && field.matches()) {
        add(fields, name, value);
        name = field.group(1).toLowerCase(Locale.ROOT);
        value = new StringBuilder(field.group(2).strip());
      }
    }
    add(fields, name, value);
    return new Headers(fields);
  }

  private static void add(List<Field> fields, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      fields.add(new Field(name, value.toString().replace('\0', ' ').strip()));
    }
  }

  /** All of them, in their order. */
  List<Field> fields() {
    return fields;
  }

  /** The first field of that name as it stands, or "". */
  String get(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }

  /** The beginning of the first field of that name, its encoded words decoded (RFC 2047). */
  String text(String name) {
    String raw = get(name);
    String some = raw.substring(0, Math.min(raw.length(), MOST_READ));
    String value = BodyDecoder.utf8(some.getBytes(StandardCharsets.ISO_8859_1)).orElse(some);
    return EncodedWords.decoded(value);
  }

  /** The content type without its parameters, in lower case; "text/plain" where there is none. */
  String type() {
    String type = get("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? "text/plain" : type;
  }

  /** A parameter of the content type, without quotes. */
  Optional<String> parameter(String name) {
    Pattern pattern =
        Pattern.compile(
            "[;\\s]" + Pattern.quote(name) + "\\*?\\s*=\\s*(?:\"([^\"]*)\"?|([^\\s;]+))",
            Pattern.CASE_INSENSITIVE);
    Matcher found = pattern.matcher(get("content-type"));
    return found.find()
        ? Optional.of(found.group(1) == null ? found.group(2) : found.group(1))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
