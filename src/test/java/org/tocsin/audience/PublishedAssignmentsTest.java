package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Official;
import org.tocsin.civic.Rosters;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/** P7 over every ZIP of both vintages: a district is certain exactly where the file lists one. */
@Tag("shared")
final class PublishedAssignmentsTest {
  @TempDir Path folder;
  private final Jdbi jdbi = TestDatabase.fresh().jdbi();
  private final Rosters rosters = new Rosters(jdbi, Clock.systemUTC());

  @Test
  void everyone_has_the_districts_of_their_zip_before_and_after_redistricting() throws IOException {
    Map<String, TreeSet<District>> in2017 = districtsIn("data/civic/2017-03/zccd.csv");
    Map<String, TreeSet<District>> in2026 = districtsIn("data/civic/2026-06/zccd.csv");
    importVintage("data/civic/2017-03/", ".yaml", "2017-03-14", 115);
    TreeSet<String> zips = new TreeSet<>(in2017.keySet());
    zips.addAll(in2026.keySet());
    importOnePersonOf(zips);
    assertAssigned(zips, in2017);

    importVintage("data/civic/2026-06/", ".json", "2026-06-15", 119);
    assertThat(new Assignments(jdbi, People.CLOCK).reassignAll()).isPositive();
    assertAssigned(zips, in2026);
  }

  private static Map<String, TreeSet<District>> districtsIn(String file) throws IOException {
    Map<String, TreeSet<District>> lines = new TreeMap<>();
    for (String line : Files.readAllLines(Shared.path(file)).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      lines
          .computeIfAbsent(cells[2], z -> new TreeSet<>())
          .add(new District(cells[1], Integer.parseInt(cells[3])));
    }
    return lines;
  }

  private void importVintage(String folder, String ending, String day, int congress) {
    rosters.importFiles(
        Shared.path(folder + "legislators-current" + ending),
        Shared.path(folder + "legislators-district-offices" + ending),
        LocalDate.parse(day));
    new Districts(jdbi, People.CLOCK).importFile(Shared.path(folder + "zccd.csv"), congress);
  }

  private void importOnePersonOf(TreeSet<String> zips) {
    List<String> rows = new ArrayList<>();
    rows.add("email,zip");
    zips.forEach(zip -> rows.add("of" + zip + "@example.org," + zip));
    Subscribers.Imported imported =
        new People(jdbi, folder).importRows(rows.toArray(String[]::new));
    assertThat(imported.added()).isEqualTo(zips.size());
  }

  private void assertAssigned(TreeSet<String> zips, Map<String, TreeSet<District>> lines) {
    Map<String, Assignment> assigned = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM subscriber")
                .map((r, c) -> Subscriber.of(r))
                .forEach(s -> assigned.put(s.zip(), s.assignment())));
    Map<String, Assignment> expected = new TreeMap<>();
    zips.forEach(zip -> expected.put(zip, expected(lines.getOrDefault(zip, new TreeSet<>()))));
    assertThat(assigned).isEqualTo(expected);
  }

  private static Assignment expected(TreeSet<District> listed) {
    Kind kind = listed.isEmpty() ? Kind.UNKNOWN : listed.size() == 1 ? Kind.ZIP : Kind.ZIP_SPLIT;
    TreeSet<String> states = new TreeSet<>();
    listed.forEach(d -> states.add(d.state()));
    return new Assignment(kind, states.size() == 1 ? states.first() : "", List.copyOf(listed));
  }

  @Test
  void katkos_numbers_are_those_of_syracuse_in_2017() {
    importVintage("data/civic/2017-03/", ".yaml", "2017-03-14", 115);
    People people = new People(jdbi, folder);
    people.importRows("email,zip", "ann@example.org,13202");
    District district = people.find("ann@example.org").assignment().districts().get(0);
    Optional<Official> katko = rosters.inForce().orElseThrow().houseMember(district);
    assertThat(katko.orElseThrow().offices())
        .extracting("phone")
        .contains("315-423-5657", "315-253-4068", "202-225-3701");
  }
}
