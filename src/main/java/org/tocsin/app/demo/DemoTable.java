package org.tocsin.app.demo;

import java.io.PrintStream;
import java.util.List;
import org.tocsin.app.demo.Person.Standing;
import org.tocsin.app.demo.Person.Way;

/** Prints what went to whom, and why the rest got nothing. Fits a terminal of 100 columns. */
public final class DemoTable {
  private static final int[] WIDTHS = {20, 7, 16, 25, 24};

  private final DemoPeople people;

  public DemoTable(DemoPeople people) {
    this.people = people;
  }

  public void print(PrintStream out) {
    List<Person> all = people.all();
    line(out, "Name", "ZIP", "District", "Email", "Text");
    line(out, "-".repeat(20), "-".repeat(7), "-".repeat(16), "-".repeat(25), "-".repeat(24));
    for (Person person : all) {
      line(
          out,
          person.label(),
          person.zip(),
          person.district().isEmpty() ? "unknown" : person.district(),
          person.email().brief(),
          person.text().brief());
    }
    totals(out, all);
  }

  private static void line(PrintStream out, String... cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(fit(cells[i], WIDTHS[i])).append("  ");
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
