package org.tocsin.app.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.alert.Review;
import org.tocsin.app.Services;
import org.tocsin.app.Settings;
import org.tocsin.civic.Directory;
import org.tocsin.civic.Roster;
import org.tocsin.message.LargestMail;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.DeadlineCheck;
import org.tocsin.sheet.FactCheck;
import org.tocsin.sheet.ParsedSheet;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;

/** All that a careful editor would look at, as far as there is a database to hold it against. */
final class SheetReview {
  private final Context context;
  private final ParsedSheet reading;
  private final Sheet sheet;
  private final LocalTimes times;
  private final Instant release;
  private final boolean isLater;
  private final List<Problem> problems;

  SheetReview(Context context, ParsedSheet reading, Optional<Instant> release) {
    this.context = context;
    this.reading = reading;
    this.sheet = reading.sheet();
    this.times = Services.times(context.settings().get());
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
      unchecked(none.get(), broken);
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
    return Services.hasDatabase(settings)
        ? Optional.empty()
        : Optional.of("There is no database in " + settings.path("tocsin.data-dir") + " yet.");
  }

  private void unchecked(String why, boolean broken) {
    LocalDate day = LocalDate.ofInstant(release, times.zoneOrUtc());
    problems.addAll(new FactCheck(Optional.empty(), Set.of(), Set.of(), day).check(sheet));
    if (!broken) {
      mails(context.settings().get());
    }
    problems.add(
        Problem.hint(
            sheet.first().file(),
            0,
            "roster",
            why
                + " Names, seats, numbers, positions and the length of texts were not checked. Run:"
                + " tocsin officials import LEGISLATORS OFFICES --as-of DATE"));
  }

  /** At least as long as they are with nobody to call. */
  private void mails(Settings settings) {
    Roster nobody = new Roster(0, LocalDate.EPOCH, 0, List.of());
    Renderer renderer =
        new Renderer(
            Services.organization(settings), settings.text("tocsin.public-url"), Review.UNCUT);
    problems.addAll(LargestMail.tooLarge(sheet, nobody, List.of(), renderer));
  }

  private void withDatabase(boolean broken) {
    try {
      context.with(
          parts -> {
            review(parts, broken);
            return null;
          });
    } catch (TocsinException e) {
      unchecked(
          "The database does not answer: " + e.getMessage().lines().findFirst().orElse(""), broken);
    }
  }

  private void review(Services parts, boolean broken) {
    Optional<Directory> known = parts.rosters.directory(release);
    if (known.isEmpty()) {
      unchecked("No officials are known yet.", broken);
      return;
    }
    if (isLater) {
      problems.addAll(parts.publishing.officialsAt(release));
    }
    problems.addAll(parts.review.against(known.get(), sheet, release, broken));
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
