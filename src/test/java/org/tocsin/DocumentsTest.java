package org.tocsin;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.support.Documents.files;
import static org.tocsin.support.Documents.groups;
import static org.tocsin.support.Documents.spans;
import static org.tocsin.support.Documents.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.support.Documents;

/** What the documents name is there: files, classes, routes, tables, settings, chores. */
final class DocumentsTest {
  private static final Path CODE = Path.of("src/main/java/org/tocsin");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern SETTING =
      Pattern.compile("(?<![\\w/.-])(tocsin\\.[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*)(?![\\w(])");
  private static final Set<String> FILES = Set.of("tocsin.zip", "tocsin.service", "tocsin.dump");
  private static final Pattern CHORE = Pattern.compile("`make ([a-z]+)");

  /** "Outbox.claim": by the class, where its text stands. */
  private static final Map<String, String> CLASSES =
      files(Path.of("src"), 20)
          .filter(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java"))
          .collect(
              Collectors.toMap(
                  f -> f.getFileName().toString().replace(".java", ""),
                  Documents::text,
                  (one, other) -> one + other));

  static List<Path> all() {
    return Documents.all();
  }

  static List<Path> ofTheCode() {
    return Documents.ofTheCode();
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_link_leads_somewhere(Path document) {
    groups(LINK, text(document))
        .filter(link -> !link.matches("(https?|mailto):.*"))
        .forEach(link -> assertThat(leads(document, link)).as(link).isTrue());
  }

  private static boolean leads(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && (parts.length == 1
            || groups(HEADING, text(target)).anyMatch(h -> anchor(h).equals(parts[1])));
  }

  /** As the usual hosts make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_path_is_there(Path document) {
    assertThat(
            spans(document).stream().filter(s -> s.matches("(src|db|docs|routes|\\.ci)/[\\w./-]*")))
        .allMatch(path -> Files.exists(Path.of(path)));
    assertThat(spans(document).stream().filter(s -> s.matches("\\d\\d-[a-z-]+")))
        .allMatch(route -> Files.exists(Path.of("routes", route + ".camel.yaml")));
  }

  @ParameterizedTest
  @MethodSource("ofTheCode")
  void every_class_and_method_is_there(Path document) {
    spans(document).stream()
        .filter(span -> span.matches("[A-Z][A-Za-z]*[a-z][A-Za-z]*(\\.[A-Za-z]+)?"))
        .forEach(name -> assertThat(isThere(name.split("\\."))).as(name).isTrue());
  }

  private static boolean isThere(String[] name) {
    String source = CLASSES.get(name[0]);
    return source != null
        && (name.length == 1
            || Pattern.compile("\\b" + name[1] + "\\(|(enum|class|record|interface) " + name[1])
                .matcher(source)
                .find());
  }

  @ParameterizedTest
  @MethodSource("ofTheCode")
  void every_route_is_there(Path document) {
    String routes = joined(Path.of("routes"));
    assertThat(spans(document).stream().filter(s -> s.matches("[a-z]+(-[a-z]+)+")))
        .allMatch(id -> routes.contains("    id: " + id + "\n"));
  }

  @ParameterizedTest
  @MethodSource("ofTheCode")
  void every_table_is_there(Path document) {
    String tables = joined(Path.of("db"));
    assertThat(spans(document).stream().filter(s -> s.matches("[a-z]+(_[a-z]+)+")))
        .allMatch(name -> tables.matches("(?s).*\\b" + name + "\\b.*"));
  }

  private static String joined(Path folder) {
    return files(folder, 1).map(Documents::text).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_setting_is_there(Path document) {
    Set<String> known =
        groups(
                Pattern.compile("(?m)^#?(tocsin\\.[a-z.-]+) ="),
                text(Path.of("src/main/resources/application.properties")))
            .collect(toSet());
    assertThat(groups(SETTING, text(document)).filter(name -> !FILES.contains(name)))
        .allMatch(name -> known.stream().anyMatch(k -> k.equals(name) || k.startsWith(name + ".")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_chore_is_there(Path document) {
    String chores = text(Path.of("Makefile"));
    assertThat(groups(CHORE, text(document)))
        .allMatch(chore -> Pattern.compile("(?m)^" + chore + ":").matcher(chores).find());
  }

  @Test
  void the_map_shows_every_package_and_no_other() {
    Pattern row = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");
    assertThat(groups(row, text(Path.of("docs/architecture.md"))))
        .containsExactlyInAnyOrderElementsOf(packages().toList());
  }

  private static Stream<String> packages() {
    return files(CODE, 2)
        .map(file -> CODE.relativize(file))
        .filter(file -> file.getNameCount() > 1)
        .map(file -> file.getName(0).toString())
        .distinct();
  }
}
