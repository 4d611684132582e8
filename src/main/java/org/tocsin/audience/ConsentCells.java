package org.tocsin.audience;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.audience.ConsentWords.Said;
import org.tocsin.consent.Consent.Reason;

/**
 * What a row says of one channel: whether somebody agreed, whether they opted out or cannot be
 * reached, and since when. What is not understood is never a yes.
 */
final class ConsentCells {
  /** Of several columns that say it, the one that says least counts. */
  private static final List<Said> LEAST_FIRST =
      List.of(Said.OUT, Said.NO, Said.UNKNOWN, Said.NOTHING, Said.YES);

  private final FoundProblems problems;
  private final IncomingCells cells;
  private final Channel channel;
  private final Instant now;

  /**
   * @param channel whose code begins the names of its fields
   */
  ConsentCells(FoundProblems problems, IncomingCells cells, Channel channel, Instant now) {
    this.problems = problems;
    this.cells = cells;
    this.channel = channel;
    this.now = now;
  }

  /** In a file without addresses what is said of nothing in particular is said of the numbers. */
  private String field(String what) {
    String own = channel.code() + what;
    boolean isOfNumbers = channel == Channel.SMS && !cells.hasColumn("email");
    return isOfNumbers && !cells.hasColumn(own) ? Channel.EMAIL.code() + what : own;
  }

  private boolean usesStatus() {
    return channel == Channel.EMAIL || !cells.hasColumn("email");
  }

  /** Null where the row says neither yes nor no. */
  Boolean consent() {
    Said said = said(field("_consent"), true, "It is neither yes nor no");
    Said state = state();
    if (state == Said.UNKNOWN && said == Said.YES) {
      return null;
    }
    return switch (said) {
      case YES -> true;
      case NO, OUT -> false;
      case UNKNOWN -> null;
      case NOTHING -> cells.hasColumn(field("_consent")) ? null : byState(state);
    };
  }

  private Said state() {
    if (!cells.get(field("_state")).isEmpty()) {
      return said(field("_state"), true, "It is no state that is known");
    }
    boolean isSaid = !usesStatus() || cells.hasColumn(field("_consent"));
    return isSaid ? Said.NOTHING : said("status", false, "It does not say that they agreed");
  }

  private Boolean byState(Said state) {
    return switch (state) {
      case YES -> true;
      case NO -> false;
      case NOTHING -> isAgreedByTime() ? true : null;
      default -> null;
    };
  }

  /** Some programs write no more than when somebody agreed. */
  private boolean isAgreedByTime() {
    return channel == Channel.EMAIL
        && cells.get("email_state").isEmpty()
        && cells.get("status").isEmpty()
        && isPast(cells.get("agreed_at"));
  }

  private Said said(String field, boolean isOfSubscription, String wrong) {
    List<Said> all =
        cells
            .all(field)
            .filter(cell -> !ConsentWords.tellsOfDelivery(cell))
            .map(cell -> said(cell, field, isOfSubscription))
            .toList();
    if (all.contains(Said.UNKNOWN)) {
      problems.warn(
          cells.line(), cells.column(field), wrong + ", so the row gives no consent by it.");
    }
    return LEAST_FIRST.stream().filter(all::contains).findFirst().orElse(Said.NOTHING);
  }

  /** When somebody agreed may stand where others write that they did. */
  private Said said(String cell, String field, boolean isOfSubscription) {
    Said said = ConsentWords.read(cell, isOfSubscription);
    boolean isWhen = said == Said.UNKNOWN && field.endsWith("_consent") && isPast(cell);
    return isWhen ? Said.YES : said;
  }

  private boolean isPast(String cell) {
    return Dates.past(cell, now).isPresent();
  }

  /** Null where nobody opted out. */
  OptOut optOut() {
    Optional<Reason> way = way();
    Optional<Reason> out =
        way.isPresent()
            ? way
            : strongest(
                Stream.of(
                    word(field("_state")),
                    word(field("_consent")),
                    usesStatus() ? word("status") : Optional.empty(),
                    flag(field("_opt_out"), ofTheirOwn()),
                    flag("both_opt_out", Reason.BY_HAND),
                    flag(field("_bounced"), unreachable()),
                    time(field("_opt_out_at"), ofTheirOwn()),
                    time(field("_bounced_at"), unreachable())));
    return out.map(reason -> new OptOut(reason, at())).orElse(null);
  }

  /**
   * As our own export writes it: it tells more than the state, which only says that there is one.
   */
  private Optional<Reason> way() {
    return cells.get(field("_state")).equals("suppressed")
        ? ConsentWords.reason(cells.get(field("_opt_out")).replace('_', ' '))
        : Optional.empty();
  }

  private Optional<Reason> word(String field) {
    return strongest(cells.all(field).map(ConsentWords::reason));
  }

  private static Optional<Reason> strongest(Stream<Optional<Reason>> reasons) {
    return reasons.flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  /**
   * A column that is filled in where somebody opted out; words that nobody knows are an opt-out.
   */
  private Optional<Reason> flag(String field, Reason reason) {
    return strongest(cells.all(field).map(cell -> flagged(cell, reason)));
  }

  private static Optional<Reason> flagged(String cell, Reason reason) {
    return switch (ConsentWords.read(cell, false)) {
      case NO, NOTHING -> Optional.empty();
      case YES -> ConsentWords.tellsOfJoining(cell) ? Optional.empty() : Optional.of(reason);
      case OUT -> ConsentWords.reason(cell);
      case UNKNOWN -> Optional.of(Dates.read(cell).isPresent() ? reason : Reason.BY_HAND);
    };
  }

  private Optional<Reason> time(String field, Reason reason) {
    String cell = cells.get(field);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    boolean isNever =
        ConsentWords.read(cell, false) == Said.NOTHING || cell.matches("[0:/ -]*(\\.0+)?");
    return isNever ? Optional.empty() : Optional.of(reason);
  }

  private Reason ofTheirOwn() {
    return switch (channel) {
      case EMAIL -> Reason.UNSUBSCRIBE;
      case SMS -> Reason.STOP;
    };
  }

  private Reason unreachable() {
    return switch (channel) {
      case EMAIL -> Reason.HARD_BOUNCE;
      case SMS -> Reason.PROVIDER;
    };
  }

  private Instant at() {
    String field = field("_opt_out_at");
    String cell = cells.get(field).isEmpty() ? cells.get(field("_bounced_at")) : cells.get(field);
    Optional<Instant> at = Dates.past(cell, now);
    if (!cell.isEmpty() && at.isEmpty()) {
      problems.warn(
          cells.line(),
          cells.column(field),
          "It is no time that is past. The opt-out counts from today.");
    }
    return at.or(() -> Dates.past(cells.get(field("_opt_out")), now)).orElse(null);
  }
}
