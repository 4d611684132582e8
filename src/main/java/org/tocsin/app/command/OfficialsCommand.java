package org.tocsin.app.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tocsin.app.Services;
import org.tocsin.civic.Congress;
import org.tocsin.civic.Correction;
import org.tocsin.civic.Corrections;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Withdrawals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "officials",
    mixinStandardHelpOptions = true,
    description = "Who holds which seat, and the numbers of their offices.",
    synopsisSubcommandLabel = "COMMAND")
final class OfficialsCommand extends Group {
  private final Context context;

  OfficialsCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the files of unitedstates/congress-legislators, JSON or YAML. Of the Congress that"
            + " sits the roster with the newest date is in force; that of a Congress to come is"
            + " kept until noon Eastern on 3 January. Bad files change nothing. To go back:"
            + " officials back."
      })
  void importFiles(
      @Parameters(paramLabel = "LEGISLATORS", description = "legislators-current.json") Path people,
      @Parameters(paramLabel = "OFFICES", description = "legislators-district-offices.json")
          Path offices,
      @Option(
              names = "--as-of",
              required = true,
              paramLabel = "DATE",
              description = "The day on which the files were right, such as 2026-06-15")
          LocalDate asOf,
      @Option(
              names = "--fewer-because",
              paramLabel = "WHY",
              description =
                  "Take files that list a fifth fewer officials or offices than those before; why"
                      + " that is right is written down with them")
          String why) {
    Optional<String> fewer = Optional.ofNullable(why).filter(each -> !each.isBlank());
    context.withFirst(
        List.of(people, offices),
        parts -> {
          tell(parts, parts.rosters.importFiles(people, offices, asOf, fewer), asOf.toString());
          return people;
        });
  }

  private void tell(Services parts, Rosters.Imported in, String asOf) {
    in.warnings().forEach(warning -> print("warning " + warning));
    print(
        in.officials()
            + " officials with "
            + in.offices()
            + " offices as of "
            + asOf
            + "; vacant House seats: "
            + in.vacantHouseSeats());
    print(in.waits().orElseGet(() -> inForce(parts, in.rosterId())));
    parts
        .rosters
        .inForce()
        .map(Roster::congress)
        .filter(congress -> parts.districts.mapFor(congress).isEmpty())
        .ifPresent(congress -> print(Districts.unknown(congress) + ". Until then alerts wait."));
    Moves.tell(parts, this::print);
  }

  private static String inForce(Services parts, long id) {
    Roster roster = parts.rosters.orRefused();
    return roster.id() == id
        ? "They are in force."
        : "They are kept. In force stay " + described(roster);
  }

  private static String described(Roster roster) {
    return "those as of "
        + roster.asOf()
        + ", of the "
        + Congress.ordinal(roster.congress())
        + " Congress.";
  }

  @Command(
      name = "back",
      mixinStandardHelpOptions = true,
      description =
          "Takes back the officials that were imported last, in force or waiting: those before them"
              + " are in force again. They are kept for the alerts that went by them; to use them"
              + " again, import them again.")
  void back(
      @Option(
              names = "--to",
              paramLabel = "DATE",
              description = "Take back all that are of a later day, such as 2026-12-31")
          LocalDate day) {
    context.with(
        parts -> {
          Withdrawals withdrawals = new Withdrawals(parts.jdbi, parts.clock, parts.rosters);
          Roster now = day == null ? withdrawals.lastOfficials() : withdrawals.officialsAfter(day);
          print("Taken back. In force are " + described(now));
          if (parts.settings.flag("tocsin.officials.update-daily")) {
            print(
                "The next daily update brings newer ones; to stay with these, set"
                    + " tocsin.officials.update-daily=false.");
          }
          Moves.tell(parts, this::print);
          return now;
        });
  }

  @Command(
      name = "update",
      mixinStandardHelpOptions = true,
      description =
          "Fetches the published files (tocsin.officials.legislators-url and offices-url) and"
              + " imports them as of today. What cannot be true changes nothing.")
  void update() {
    context.withFirst(
        List.of(),
        parts -> {
          tell(parts, parts.rosterUpdate().run(), "today");
          return parts;
        });
  }

  @Command(
      name = "correct",
      mixinStandardHelpOptions = true,
      description =
          "Says another number of an office from now on, also after every later import, until it is"
              + " undone with: officials uncorrect")
  void correct(
      @Parameters(paramLabel = "BIOGUIDE", description = "Such as K000386") String bioguide,
      @Option(
              names = "--office",
              required = true,
              paramLabel = "TOWN",
              description = "The town of the office, or DC")
          String office,
      @Option(
              names = "--phone",
              required = true,
              paramLabel = "NUMBER",
              description = "The number that works, or none")
          String phone,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "WHO",
              description = "Who found out, for those who ask later")
          String by,
      @Option(names = "--new", description = "The office is one that is not published")
          boolean isNew) {
    context.with(
        parts -> {
          Corrections corrections = new Corrections(parts.jdbi, parts.clock, parts.rosters);
          String number = phone.equalsIgnoreCase("none") ? "" : phone;
          print(said(corrections.correct(bioguide, office, number, isNew, by)));
          return bioguide;
        });
  }

  private static String said(Correction c) {
    return c.id()
        + ": "
        + c.bioguide()
        + ", "
        + c.office()
        + ": "
        + (c.phone() == null ? "no number" : c.phone())
        + " in place of "
        + (c.published() == null ? "no number" : c.published())
        + ", by "
        + c.by()
        + " on "
        + c.at().truncatedTo(ChronoUnit.SECONDS);
  }

  @Command(
      name = "corrections",
      mixinStandardHelpOptions = true,
      description = "What is said here in place of what is published, who said it and since when.")
  void corrections() {
    context.with(
        parts -> {
          new Corrections(parts.jdbi, parts.clock, parts.rosters)
              .list()
              .forEach(each -> print(said(each)));
          return parts;
        });
  }

  @Command(
      name = "uncorrect",
      mixinStandardHelpOptions = true,
      description = "Says what is published again.")
  void uncorrect(
      @Parameters(paramLabel = "ID", description = "As officials corrections shows it") long id,
      @Option(names = "--by", required = true, paramLabel = "WHO") String by) {
    context.with(
        parts -> {
          Correction undone = new Corrections(parts.jdbi, parts.clock, parts.rosters).undo(id, by);
          print(
              undone.bioguide()
                  + ", "
                  + undone.office()
                  + ": "
                  + (undone.published() == null ? "no number" : undone.published())
                  + " again, as published");
          return id;
        });
  }
}
