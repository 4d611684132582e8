package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.Problem;
import org.tocsin.civic.Directory;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Rosters;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/**
 * Every official of the published roster in a line of a list, in the forms in which people write
 * them, one after the other: with the right number it is no error, with another's it is one.
 */
@Tag("shared")
class EveryOfficialsNumberTest {
  private static Directory directory;
  private static List<Official> all;

  @BeforeAll
  static void the_published_roster() {
    Rosters rosters = new Rosters(TestDatabase.fresh().jdbi(), Clock.systemUTC());
    rosters.importFiles(
        Shared.path("data/civic/2026-06/legislators-current.json"),
        Shared.path("data/civic/2026-06/legislators-district-offices.json"),
        LocalDate.of(2026, 6, 15));
    directory = rosters.directory().orElseThrow();
    all =
        directory.inForce().officials().stream()
            .filter(official -> numbers(official).size() > 0)
            .toList();
  }

  private static List<String> numbers(Official official) {
    return official.offices().stream()
        .map(Office::phone)
        .filter(phone -> phone != null && !phone.contains("x"))
        .toList();
  }

  private static boolean isFaulty(String body, boolean alsoWarnings) {
    String source = "---\ntitle: A\nsubject: B\nlang: en\n---\n" + body + "\n";
    Sheet sheet = SheetFiles.parse("a", Map.of("a.md", source));
    FactCheck check =
        new FactCheck(Optional.of(directory), Set.of(), Set.of(), LocalDate.of(2026, 11, 24));
    return check.check(sheet).stream()
        .anyMatch(p -> p.isError() || alsoWarnings && p.level() == Problem.Level.WARNING);
  }

  private static String title(Official official) {
    return official.chamber() == Chamber.SENATE ? "Sen." : "Rep.";
  }

  private static String given(Official official) {
    return official.firstName().replaceAll(" ?\\(.*\\)", "");
  }

  private static String seat(Official official) {
    return official.party().charAt(0) + "-" + official.state();
  }

  private static List<String> lines(Official o, String number) {
    String last = o.lastName();
    return List.of(
        "- " + title(o) + " " + last + ": " + number,
        "- " + last + " (" + seat(o) + ") " + number,
        "- " + given(o) + " " + last + " " + number,
        "- " + last + ", " + given(o) + ": " + number,
        "- " + last + ", " + given(o) + " (" + seat(o) + ") " + number,
        "- " + o.fullName() + " – " + number,
        o.titled() + ": " + number,
        "### " + title(o) + " " + o.fullName() + "\n\n- " + number,
        "Call " + number + " (" + title(o) + " " + last + ").");
  }

  private static String line(int at, String number) {
    List<String> lines = lines(all.get(at), number);
    return lines.get(at % lines.size());
  }

  @Test
  void each_with_a_number_of_their_own_is_no_error() {
    List<String> faulty = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String line = line(i, numbers(all.get(i)).get(0));
      if (isFaulty(line, true)) {
        faulty.add(line);
      }
    }
    assertThat(faulty).isEmpty();
  }

  @Test
  void each_with_anothers_number_is_an_error() {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Official official = all.get(i);
      Official other = all.get((i + 37) % all.size());
      if (!other.lastName().equals(official.lastName())) {
        String line = line(i, numbers(other).get(numbers(other).size() - 1));
        if (!isFaulty(line, false)) {
          missed.add(line);
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  private static List<String> pairs(Official x, String a, Official y, String b) {
    String full = given(x) + " " + x.lastName() + " " + a + ", " + given(y) + " " + y.lastName();
    return List.of(
        "- " + full + " " + b,
        "- " + title(x) + " " + x.fullName() + ": " + a + "\n- " + y.fullName() + ": " + b,
        "Call " + title(x) + " " + x.fullName() + " at " + a + " and " + y.fullName() + " at " + b,
        given(x) + " and " + given(y) + " " + y.lastName() + ": " + a + " / " + b);
  }

  @Test
  void two_of_one_last_name_are_told_apart() {
    List<String> wrong = new ArrayList<>();
    Map<String, List<Official>> byName =
        all.stream().collect(Collectors.groupingBy(Official::lastName));
    byName.values().stream()
        .filter(list -> list.size() > 1)
        .forEach(list -> list.forEach(x -> list.forEach(y -> tellApart(x, y, wrong))));
    assertThat(byName.values().stream().filter(list -> list.size() > 1).count()).isEqualTo(28);
    assertThat(wrong).isEmpty();
  }

  private static void tellApart(Official x, Official y, List<String> wrong) {
    if (x != y) {
      String a = numbers(x).get(0);
      String b = numbers(y).get(0);
      pairs(x, a, y, b).stream().filter(line -> isFaulty(line, true)).forEach(wrong::add);
      pairs(x, b, y, a).stream().filter(line -> !isFaulty(line, false)).forEach(wrong::add);
    }
  }

  @Test
  void neighbors_in_a_delegation_are_named_together() {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i + 1 < all.size(); i++) {
      Official x = all.get(i);
      Official y = all.get(i + 1);
      String a = numbers(x).get(0);
      String b = numbers(y).get(0);
      String form = i % 2 == 0 ? "%s/%s: %s / %s" : "Call %s or %s at %s or %s.";
      String right = form.formatted(x.lastName(), y.lastName(), a, b);
      String swapped = form.formatted(x.lastName(), y.lastName(), b, a);
      boolean isOneName = NameSearch.plain(x.lastName()).equals(NameSearch.plain(y.lastName()));
      if (isFaulty(right, true) || !isOneName && !isFaulty(swapped, false)) {
        wrong.add(right);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
