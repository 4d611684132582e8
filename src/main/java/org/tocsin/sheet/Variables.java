package org.tocsin.sheet;

import static org.tocsin.sheet.Shape.Simple.CALL_LIST;
import static org.tocsin.sheet.Shape.Simple.FLAG;
import static org.tocsin.sheet.Shape.Simple.MARK;
import static org.tocsin.sheet.Shape.Simple.NUMBER;
import static org.tocsin.sheet.Shape.Simple.POSITION;
import static org.tocsin.sheet.Shape.Simple.TEXT;
import static org.tocsin.sheet.Shape.Simple.URL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every variable that a sheet may use. */
public final class Variables {
  /** Stands for the first name in samples; letters and digits only. */
  static final String SAMPLE_MARK = "sAmPlE0mark0";

  /** Stands for the call list in samples. */
  static final String SAMPLE_CALL_LIST = "sAmPlE0calls0";

  private static final Shape PHONES = new Shape.Items(texts("label", "number", "tel"));
  private static final Shape.Fields OFFICIAL =
      with(
          texts("name", "first_name", "last_name", "title", "party", "state", "district", "phone"),
          Map.of("position", POSITION, "ask", TEXT, "phones", PHONES));
  private static final Shape OFFICIALS = new Shape.Items(OFFICIAL);

  static final Shape.Fields LOOP =
      new Shape.Fields(Map.of("index", NUMBER, "length", NUMBER, "first", FLAG, "last", FLAG));

  /** What subject, texts and body may use; the body also {@code call_list}. */
  static final Map<String, Shape> ALL =
      Map.ofEntries(
          Map.entry("subscriber", new Shape.Fields(Map.of("first_name", MARK, "language", TEXT))),
          Map.entry("district", with(texts("name"), Map.of("known", FLAG))),
          Map.entry("representative", with(OFFICIAL, Map.of("known", FLAG))),
          Map.entry("candidates", OFFICIALS),
          Map.entry("senators", OFFICIALS),
          Map.entry("officials", OFFICIALS),
          Map.entry("senators_line", TEXT),
          Map.entry("sheet", with(texts("title"), Map.of("url", URL, "short_url", URL))),
          Map.entry(
              "organization",
              with(
                  texts("name", "tagline", "postal_address", "phone", "email"),
                  Map.of("website", URL))),
          Map.entry("unsubscribe_url", MARK),
          Map.entry("preferences_url", MARK));

  static final Map<String, Shape> IN_BODY = plus(ALL, "call_list", CALL_LIST);

  /** An ask speaks of one official, to one person, and of nobody else. */
  static final Map<String, Shape> IN_ASK =
      plus(
          Map.of(
              "subscriber", ALL.get("subscriber"),
              "sheet", ALL.get("sheet"),
              "organization", ALL.get("organization")),
          "official",
          OFFICIAL);

  private Variables() {}

  private static Shape.Fields texts(String... names) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Arrays.stream(names).forEach(name -> shapes.put(name, TEXT));
    return new Shape.Fields(shapes);
  }

  private static Shape.Fields with(Shape.Fields fields, Map<String, Shape> more) {
    Map<String, Shape> shapes = new LinkedHashMap<>(fields.shapes());
    shapes.putAll(more);
    return new Shape.Fields(shapes);
  }

  private static Map<String, Shape> plus(Map<String, Shape> shapes, String name, Shape shape) {
    Map<String, Shape> all = new LinkedHashMap<>(shapes);
    all.put(name, shape);
    return all;
  }

  /** Every variable with its path, "representative.last_name"; lists as "phones[].number". */
  public static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    IN_BODY.forEach((name, shape) -> collect(name, shape, paths));
    return paths;
  }

  private static void collect(String path, Shape shape, Set<String> paths) {
    if (shape instanceof Shape.Fields fields) {
      fields.shapes().forEach((name, inner) -> collect(path + "." + name, inner, paths));
    } else if (shape instanceof Shape.Items items) {
      collect(path + "[]", items.each(), paths);
    } else {
      paths.add(path);
    }
  }

  /** Values of the right shapes, to try a template with. */
  static Map<String, Object> sample(Map<String, Shape> shapes) {
    Map<String, Object> values = new TreeMap<>();
    shapes.forEach(
        (name, shape) -> values.put(name, sampleOf(name.endsWith("_url") ? URL : shape)));
    return values;
  }

  private static Object sampleOf(Shape shape) {
    if (shape instanceof Shape.Fields fields) {
      return sample(fields.shapes());
    }
    if (shape instanceof Shape.Items items) {
      return new ArrayList<>(List.of(sampleOf(items.each()), sampleOf(items.each())));
    }
    return switch ((Shape.Simple) shape) {
      case TEXT -> "Sample";
      case URL -> Markdown.trusted("https://example.org/s/sample");
      case POSITION -> Position.SILENT.code();
      case NUMBER -> 1;
      case FLAG -> true;
      case MARK -> SAMPLE_MARK;
      case CALL_LIST -> SAMPLE_CALL_LIST;
    };
  }
}
