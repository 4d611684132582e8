package org.tocsin.app.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import org.tocsin.app.demo.Person.Standing;
import org.tocsin.app.demo.Person.Way;

/** Prints who got what, and why the rest got nothing. Fits a terminal of 100 columns. */
public final class DemoTable {
  private static final List<String> HEADS =
      List.of("Name", "ZIP", "District", "Representative", "Email", "Text");
  private static final int[] WIDTHS = {15, 5, 11, 27, 16, 16};

  private final DemoPeople people;

  public DemoTable(DemoPeople people) {
    this.people = people;
  }

  public void print(PrintStream out) {
    List<Person> all = people.all();
    line(out, HEADS);
    line(out, IntStream.of(WIDTHS).mapToObj("-"::repeat).toList());
    all.forEach(person -> lines(out, person));
    totals(out, all);
  }

  /** A line, and one more for each further candidate of a split ZIP. */
  private static void lines(PrintStream out, Person person) {
    List<String> districts = List.of(person.district().split("(?= or )"));
    List<String> callers = callers(person);
    line(
        out,
        List.of(
            person.label(),
            person.zip(),
            districts.get(0).isEmpty() ? "unknown" : districts.get(0),
            callers.get(0),
            person.email().brief(),
            person.text().brief()));
    for (int i = 1; i < Math.max(districts.size(), callers.size()); i++) {
      String district = i < districts.size() ? districts.get(i).strip() : "";
      line(out, List.of("", "", district, i < callers.size() ? "or " + callers.get(i) : ""));
    }
  }

  /** "Katko 202-225-3701", for each who may be the one. */
  private static List<String> callers(Person person) {
    if (person.representatives().isEmpty()) {
      return List.of(person.district().isEmpty() ? "not known" : "seat vacant");
    }
    return person.representatives().stream()
        .map(each -> (each.lastName() + " " + each.phone()).strip())
        .toList();
  }

  private static void line(PrintStream out, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(fit(cells.get(i), WIDTHS[i])).append("  ");
    }
    out.println(line.toString().stripTrailing());
  }

  private static String fit(String cell, int width) {
    int length = cell.codePointCount(0, cell.length());
    return length > width
        ? cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…"
        : cell + " ".repeat(width - length);
  }

  private static void totals(PrintStream out, List<Person> all) {
    List<Way> emails = all.stream().map(Person::email).toList();
    List<Way> texts = all.stream().map(Person::text).toList();
    long waiting = count(emails, Standing.WAITING) + count(texts, Standing.WAITING);
    long nothing = all.stream().filter(Person::gotNothing).count();
    out.println();
    out.println(
        counted(all.size(), "person", "people")
            + ": "
            + counted(count(emails, Standing.ARRIVED), "email", "emails")
            + " and "
            + counted(count(texts, Standing.ARRIVED), "text", "texts")
            + " arrived"
            + (waiting == 0 ? "" : ", " + counted(waiting, "still waits", "still wait"))
            + "; "
            + counted(nothing, "person", "people")
            + " got nothing.");
  }

  private static long count(List<Way> ways, Standing standing) {
    return ways.stream().filter(way -> way.standing() == standing).count();
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
