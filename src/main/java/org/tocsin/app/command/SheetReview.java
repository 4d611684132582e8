package org.tocsin.app.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.app.Parts;
import org.tocsin.app.Settings;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.message.LongestText;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.DeadlineCheck;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.FactCheck;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Reading;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;

/** All that a careful editor would look at, as far as there is a database to hold it against. */
final class SheetReview {
  /** Far more than a text may have, so that nothing is cut while it is measured. */
  private static final int UNCUT = 24;

  private final Context context;
  private final Reading reading;
  private final Sheet sheet;
  private final LocalTimes times;
  private final Instant release;
  private final boolean isLater;
  private final List<Problem> problems;

  SheetReview(Context context, Reading reading, Optional<Instant> release) {
    this.context = context;
    this.reading = reading;
    this.sheet = reading.sheet();
    this.times = Parts.times(context.settings().get());
    this.isLater = release.isPresent();
    this.release = release.orElse(context.clock().instant());
    this.problems = new ArrayList<>(reading.problems());
  }

  /** Whatever is wrong, also where something else could not even be read. */
  List<Problem> problems() {
    add(new SheetCheck().check(sheet));
    DeadlineCheck.of(sheet, times, release).ifPresent(problems::add);
    boolean broken = problems.stream().anyMatch(Problem::isError);
    Optional<String> none = noDatabase(context.settings().get());
    if (none.isPresent()) {
      unchecked(none.get());
    } else {
      withDatabase(broken);
    }
    return reading.inOrder(problems);
  }

  private void add(List<Problem> found) {
    found.stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
  }

  /** A check alone makes no database. */
  private static Optional<String> noDatabase(Settings settings) {
    return Parts.hasDatabase(settings)
        ? Optional.empty()
        : Optional.of("There is no database in " + settings.path("tocsin.data-dir") + " yet.");
  }

  private void unchecked(String why) {
    problems.addAll(facts(Optional.empty(), Set.of(), context.settings().get()));
    problems.add(
        Problem.hint(
            sheet.first().file(),
            0,
            "roster",
            why
                + " Names, seats, numbers, positions and the length of texts were not checked. Run:"
                + " tocsin officials import LEGISLATORS OFFICES --as-of DATE"));
  }

  private void withDatabase(boolean broken) {
    try {
      context.with(
          parts -> {
            review(parts, broken);
            return null;
          });
    } catch (TocsinException e) {
      unchecked("The database does not answer: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private void review(Parts parts, boolean broken) {
    Optional<Directory> directory = parts.rosters.directory(release);
    if (directory.isEmpty()) {
      unchecked("No officials are known yet.");
      return;
    }
    if (isLater) {
      problems.addAll(parts.publishing.officialsAt(release));
    }
    Optional<Long> map = parts.districts.mapFor(directory.get().inForce().congress());
    Set<District> districts = map.map(parts.districts::all).orElse(Set.of());
    problems.addAll(facts(directory, districts, parts.settings));
    editions(parts.subscribers.languages());
    List<Problem> names = PositionNames.problems(sheet, directory.map(Directory::inForce));
    problems.addAll(names);
    if (!broken && names.isEmpty()) {
      texts(parts, directory.get(), map);
    }
  }

  private List<Problem> facts(
      Optional<Directory> directory, Set<District> districts, Settings settings) {
    LocalDate day = LocalDate.ofInstant(release, times.zoneOrUtc());
    Set<String> own = Set.of(settings.text("tocsin.organization.phone"));
    return new FactCheck(directory, districts, own, day).check(sheet);
  }

  private void editions(Map<String, Long> readers) {
    for (Map.Entry<String, Long> entry : readers.entrySet()) {
      Edition edition = sheet.in(entry.getKey());
      if (!edition.lang().split("-")[0].equalsIgnoreCase(entry.getKey().split("-")[0])) {
        problems.add(
            Problem.warning(
                sheet.first().file(),
                0,
                "lang",
                entry.getValue()
                    + " people read '"
                    + entry.getKey()
                    + "' and would get the edition in '"
                    + edition.lang()
                    + "'. Write "
                    + sheet.slug()
                    + "."
                    + entry.getKey()
                    + ".md for them."));
      }
    }
  }

  private void texts(Parts parts, Directory directory, Optional<Long> map) {
    int most = parts.settings.number("tocsin.sms.segments-at-most", 1, UNCUT);
    Renderer uncut =
        new Renderer(parts.organization, parts.settings.text("tocsin.public-url"), UNCUT);
    List<List<Districts.Part>> places =
        map.map(parts.districts::places)
            .orElseGet(
                () ->
                    directory.inForce().officials().stream()
                        .filter(o -> o.district() != null)
                        .map(o -> List.of(new Districts.Part(o.district(), null)))
                        .toList());
    Sheet known = PositionNames.known(sheet, directory::inForce);
    for (Edition edition : sheet.editions()) {
      LongestText.of(known, edition, directory.inForce(), places, uncut)
          .filter(text -> text.segments() > most)
          .ifPresent(text -> tooLong(edition, text, most));
    }
  }

  private void tooLong(Edition edition, LongestText text, int most) {
    problems.add(
        Problem.error(
            edition.file(),
            edition.lineOf("sms"),
            "sms",
            "It comes to "
                + text.segments()
                + " segments for "
                + text.to()
                + ", and "
                + most
                + " are the limit (tocsin.sms.segments-at-most), so it would be cut. Shorten it: "
                + text.body()));
  }

  /** With the officials that are known, if there is a database that knows any. */
  static <T> T withDirectory(Context context, Function<Optional<Directory>, T> work) {
    if (noDatabase(context.settings().get()).isPresent()) {
      return work.apply(Optional.empty());
    }
    return work.apply(directory(context));
  }

  private static Optional<Directory> directory(Context context) {
    try {
      return context.with(parts -> parts.rosters.directory());
    } catch (TocsinException e) {
      return Optional.empty();
    }
  }
}
