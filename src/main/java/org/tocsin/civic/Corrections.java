package org.tocsin.civic;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.Problem;
import org.tocsin.TocsinException;

/**
 * Corrections of the published numbers. One makes a new roster at once, since a roster never
 * changes, and is laid over every roster that is imported later.
 */
public final class Corrections {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Rosters rosters;

  public Corrections(Jdbi jdbi, Clock clock, Rosters rosters) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.rosters = rosters;
  }

  /**
   * Says another number of an office from now on.
   *
   * @param office a town in which the official has an office, "DC", or another town with isNew
   * @param phone in any writing, or "" for none
   * @throws TocsinException when there is no such official or office, or it is no number
   */
  public Correction correct(
      String bioguide, String office, String phone, boolean isNew, String by) {
    return correct(bioguide, official -> office(official, office, isNew), phone, by);
  }

  /**
   * The same where the office still has the number that somebody saw there.
   *
   * @param office its label
   * @param seen the number, or "" for none
   * @throws TocsinException also where somebody has changed it since
   */
  public Correction correctSeen(
      String bioguide, String office, String seen, String phone, String by) {
    return correct(
        bioguide, official -> unchanged(office(official, office, false), seen), phone, by);
  }

  private static Office unchanged(Office office, String seen) {
    String now = office.phone() == null ? "" : office.phone();
    if (!now.equals(seen)) {
      throw new TocsinException(
          "Somebody has changed this number since you opened the page: it is "
              + (now.isEmpty() ? "none" : now)
              + " now. Nothing was saved; look again.");
    }
    return office;
  }

  /** One after the other, also with imports: each makes its roster of the one before. */
  static void lock(Handle handle) {
    handle.execute("LOCK TABLE correction IN SHARE ROW EXCLUSIVE MODE");
  }

  private Official official(String bioguide) {
    return rosters.current().stream()
        .flatMap(roster -> roster.official(bioguide).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new TocsinException(
                    "Nobody with the id "
                        + bioguide
                        + " is in the roster in force, nor in one that waits."));
  }

  private Correction correct(
      String bioguide, Function<Official, Office> office, String phone, String by) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle);
          Office known = office.apply(official(bioguide));
          Correction correction = add(handle, bioguide, known, normal(phone), by);
          rosters.replace(handle, "corrected by " + by, List.of(correction), List.of());
          return correction;
        });
  }

  private static String normal(String phone) {
    return phone.isEmpty()
        ? null
        : Fields.normalPhone(phone)
            .orElseThrow(
                () ->
                    new TocsinException(
                        "'" + phone + "' is no US number. Write it as 315-555-0101."));
  }

  private static Office office(Official official, String label, boolean isNew) {
    List<Office> same =
        official.offices().stream().filter(o -> o.label().equalsIgnoreCase(label)).toList();
    List<Office> inTown =
        same.isEmpty()
            ? official.offices().stream().filter(o -> o.town().equalsIgnoreCase(label)).toList()
            : same;
    if (inTown.isEmpty() && isNew) {
      return new Office(label, null, null, null);
    }
    if (inTown.size() != 1) {
      String labels =
          official.offices().stream().map(Office::label).collect(Collectors.joining(", "));
      throw new TocsinException(
          official.fullName()
              + (inTown.isEmpty() ? " has no office in " : " has several offices in ")
              + label
              + ". Known are: "
              + labels
              + (inTown.isEmpty() ? ". Add --new for another one." : "."));
    }
    return inTown.get(0);
  }

  private Correction add(Handle handle, String bioguide, Office office, String phone, String by) {
    Optional<Correction> before =
        active(handle).stream()
            .filter(c -> c.bioguide().equals(bioguide))
            .filter(c -> c.office().equalsIgnoreCase(office.label()))
            .findFirst();
    before.ifPresent(c -> end(handle, c.id(), by));
    return handle
        .createQuery(
            """
            INSERT INTO correction (bioguide, office, phone, published, said_by, said_at)
            VALUES (:bioguide, :office, :phone, :published, :by, :now) RETURNING *
            """)
        .bind("bioguide", bioguide)
        .bind("office", office.label())
        .bind("phone", phone)
        .bind("published", before.map(Correction::published).orElse(office.phone()))
        .bind("by", by)
        .bind("now", now())
        .map(ConstructorMapper.of(Correction.class))
        .one();
  }

  /** Says what is published again. */
  public Correction undo(long id, String by) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle);
          Correction correction =
              active(handle).stream()
                  .filter(c -> c.id() == id)
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new TocsinException(
                              "No correction "
                                  + id
                                  + " is in force. See: tocsin officials corrections"));
          end(handle, id, by);
          rosters.replace(handle, "undone by " + by, List.of(), List.of(correction));
          return correction;
        });
  }

  private void end(Handle handle, long id, String by) {
    handle
        .createUpdate("UPDATE correction SET undone_by = :by, undone_at = :now WHERE id = :id")
        .bind("by", by)
        .bind("now", now())
        .bind("id", id)
        .execute();
  }

  /** Those in force, oldest first. */
  public List<Correction> list() {
    return jdbi.withHandle(Corrections::active);
  }

  private static List<Correction> active(Handle handle) {
    return handle
        .createQuery("SELECT * FROM correction WHERE undone_at IS NULL ORDER BY id")
        .map(ConstructorMapper.of(Correction.class))
        .list();
  }

  /** Those in force that were said since a time. */
  static List<Correction> saidSince(Handle handle, Instant time) {
    return active(handle).stream().filter(each -> !each.at().isBefore(time)).toList();
  }

  /** Those that held at a time and were undone after it. */
  static List<Correction> undoneSince(Handle handle, Instant time) {
    return handle
        .createQuery(
            """
            SELECT * FROM correction
            WHERE said_at <= :time AND undone_at > :time ORDER BY id
            """)
        .bind("time", time)
        .map(ConstructorMapper.of(Correction.class))
        .list();
  }

  /**
   * Lays those in force over what was just read from published files, within the import's
   * transaction, and warns where the files have changed their mind since.
   */
  static List<Official> layOver(Handle handle, List<Official> read, Consumer<Problem> warnings) {
    List<Official> officials = new ArrayList<>(read);
    for (Correction correction : active(handle)) {
      for (int i = 0; i < officials.size(); i++) {
        if (officials.get(i).bioguide().equals(correction.bioguide())) {
          officials.set(i, layOver(handle, correction, officials.get(i), warnings));
        }
      }
    }
    return officials;
  }

  private static Official layOver(
      Handle handle, Correction correction, Official official, Consumer<Problem> warnings) {
    String published = correction.publishedIn(official);
    if (!Objects.equals(published, correction.published())) {
      handle
          .createUpdate("UPDATE correction SET published = :published WHERE id = :id")
          .bind("published", published)
          .bind("id", correction.id())
          .execute();
      warnings.accept(news(correction, published));
    }
    return new Correction(
            correction.id(),
            correction.bioguide(),
            correction.office(),
            correction.phone(),
            published,
            correction.by(),
            correction.at())
        .laidOver(official);
  }

  private static Problem news(Correction correction, String published) {
    return Problem.warning(
        "correction " + correction.id(),
        0,
        correction.bioguide() + ", " + correction.office(),
        "The files now say "
            + (published == null ? "no number" : published)
            + "; ours, "
            + (correction.phone() == null ? "no number" : correction.phone())
            + " (by "
            + correction.by()
            + "), stays. If theirs is right: tocsin officials uncorrect "
            + correction.id()
            + " --by WHO");
  }

  private Instant now() {
    return clock.instant();
  }
}
