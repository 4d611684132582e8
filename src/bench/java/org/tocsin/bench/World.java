package org.tocsin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.tocsin.audience.Phones;

/**
 * A made-up country in the files that Tocsin imports: 435 districts, 100 senators, ZIPs of which
 * every tenth is split, and as many people as wanted. Every name and number is fictional (555-01xx
 * is kept for that), every address is at example.org. The same each time.
 */
final class World {
  private static final List<String> FIRST =
      List.of("Ana", "Ben", "Carla", "Dev", "Ella", "Femi", "Grace", "Hugo", "Iris", "Jonas");
  private static final List<String> LAST =
      List.of(
          "Abbott",
          "Birch",
          "Castillo",
          "Dunmore",
          "Ekwueme",
          "Fairley",
          "Gomez",
          "Harker",
          "Iwata",
          "Juarez",
          "Kessler",
          "Lindqvist",
          "Mbeki",
          "Norwood");

  private static final String COLUMNS =
      "email,phone,first_name,last_name,language,zip,email_consent,sms_consent\n";

  private final Path folder;
  private final Congressmen congress = new Congressmen(LocalDate.now());

  /**
   * @param folder into which the files are written
   */
  World(Path folder) {
    this.folder = folder;
  }

  /** Officials, districts and people, by the program's own commands. */
  void importInto(Server server, int people, boolean withPhones) {
    importFacts(server);
    try {
      Path csv = write("people.csv", out -> writePeople(out, people, withPhones));
      server.run("subscribers", "import", "" + csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Officials and districts. */
  void importFacts(Server server) {
    try {
      Path members = json("legislators.json", congress.members());
      Path offices = json("offices.json", congress.offices());
      server.run("officials", "import", "" + members, "" + offices, "--as-of", congress.asOf());
      Path zips = write("zccd.csv", this::writeZips);
      server.run("districts", "import", "" + zips, "--congress", "" + congress.number());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path json(String name, Object value) throws IOException {
    Path file = folder.resolve(name);
    new ObjectMapper().writeValue(file.toFile(), value);
    return file;
  }

  private interface Rows {
    void to(BufferedWriter out) throws IOException;
  }

  private Path write(String name, Rows rows) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      rows.to(out);
    }
    return file;
  }

  private void writeZips(BufferedWriter out) throws IOException {
    out.write("state_abbr,zcta,cd\n");
    List<Congressmen.Seat> seats = congress.seats();
    for (int zip = 0; zip < zips(); zip++) {
      Congressmen.Seat seat = seats.get(zip % seats.size());
      out.write(seat.state() + "," + zipCode(zip) + "," + seat.district() + "\n");
      Congressmen.Seat neighbor = seats.get((zip + 1) % seats.size());
      if (zip % 10 == 9 && neighbor.state().equals(seat.state())) {
        out.write(neighbor.state() + "," + zipCode(zip) + "," + neighbor.district() + "\n");
      }
    }
  }

  private int zips() {
    return 9 * congress.seats().size();
  }

  private static String zipCode(int zip) {
    return "" + (10_001 + 7 * zip);
  }

  private void writePeople(BufferedWriter out, int people, boolean withPhones) throws IOException {
    List<String> phones = withPhones ? phones(people) : List.of();
    out.write(COLUMNS);
    for (int i = 0; i < people; i++) {
      String phone = withPhones ? phones.get(i) : "";
      writePerson(out, i, phone, zipCode((int) (i * 7919L % zips())));
    }
  }

  /** One who lives in each. */
  static void writePeopleOf(List<String> zips, BufferedWriter out) throws IOException {
    out.write(COLUMNS);
    for (int i = 0; i < zips.size(); i++) {
      writePerson(out, i, "", zips.get(i));
    }
  }

  private static void writePerson(BufferedWriter out, int i, String phone, String zip)
      throws IOException {
    String first = i % 20 == 0 ? "" : FIRST.get(i % FIRST.size());
    out.write("person" + i + "@example.org," + phone + "," + first);
    out.write("," + LAST.get(i % LAST.size()) + ",en," + zip + ",yes,yes\n");
  }

  /** A hundred for each area code that there is. */
  private static List<String> phones(int wanted) {
    List<String> phones =
        IntStream.range(200, 1000)
            .filter(area -> Phones.e164(area + "-555-0100").isPresent())
            .boxed()
            .flatMap(
                area -> IntStream.range(0, 100).mapToObj(n -> "+1%d55501%02d".formatted(area, n)))
            .limit(wanted)
            .toList();
    if (phones.size() < wanted) {
      throw new org.tocsin.TocsinException(
          "There are " + phones.size() + " fictional phone numbers; ask for no more people.");
    }
    return phones;
  }

  /**
   * A sheet.
   *
   * @param mailBytes how large a mail of it shall be, about, with headers and both parts
   */
  Path sheet(int mailBytes) {
    try {
      return write("keep-our-post-office.md", out -> out.write(SheetText.of(mailBytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
