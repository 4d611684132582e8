package org.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.TocsinException;
import org.tocsin.audience.Whereabouts;

/**
 * When texts may go, in the recipient's local time: the hours of the setting (47 CFR 64.1200(c)(1),
 * L01), less what the states they may be in forbid (L05). Where several zones are possible every
 * one must be inside (L03).
 */
public final class TextHours {
  /** Longer than any row of closed days; after that there is no hour that fits. */
  private static final Duration HORIZON = Duration.ofDays(10);

  private final Optional<Hours> usual;
  private final StateRules rules;

  private TextHours(Optional<Hours> usual, StateRules rules) {
    this.usual = usual;
    this.rules = rules;
  }

  /**
   * When a text may go.
   *
   * @param closes empty where it may go at all hours
   */
  public record Window(Instant opens, Optional<Instant> closes) {}

  /**
   * Reads the setting {@code tocsin.quiet-hours}: "09:00-20:00", or "off" for all hours everywhere.
   */
  public static TextHours parse(String text, StateRules rules) {
    if (text.strip().equalsIgnoreCase("off")) {
      return new TextHours(Optional.empty(), rules);
    }
    String[] ends = text.split("-", 2);
    return Hours.read(ends[0].strip(), ends[ends.length - 1].strip())
        .map(hours -> new TextHours(Optional.of(hours), rules))
        .orElseThrow(
            () ->
                new TocsinException(
                    "tocsin.quiet-hours is '" + text + "'. Write it as 09:00-20:00, or off."));
  }

  /** Names these hours and rules; the same words in every process that has the same. */
  String inForce() {
    return usual.map(hours -> hours.opens() + "-" + hours.closes()).orElse("off")
        + " "
        + rules.digest();
  }

  /**
   * The next window at {@code from} or later.
   *
   * @return empty where the zones have no hour in common
   */
  Optional<Window> next(Instant from, Place place) {
    return usual.isEmpty()
        ? Optional.of(new Window(from, Optional.empty()))
        : next(from, local(usual.get(), place));
  }

  /**
   * The same for someone who is not on the list yet.
   *
   * @param phone E.164
   */
  public Optional<Window> next(Instant from, Whereabouts where, String phone) {
    return next(from, Place.of(where.zones(), where.states(), phone));
  }

  private List<LocalHours> local(Hours hours, Place place) {
    return place.zones().stream()
        .map(zone -> new LocalHours(zone, day -> rules.on(day, hours, place.states())))
        .toList();
  }

  private static Optional<Window> next(Instant from, List<LocalHours> everywhere) {
    Instant limit = from.plus(HORIZON);
    Instant opens = from;
    Instant tried;
    do {
      tried = opens;
      for (LocalHours local : everywhere) {
        opens = local.opening(opens, limit);
      }
    } while (opens.isAfter(tried) && !opens.isAfter(limit));
    return opens.isAfter(limit)
        ? Optional.empty()
        : Optional.of(new Window(opens, Optional.of(closing(opens, everywhere))));
  }

  private static Instant closing(Instant inside, List<LocalHours> everywhere) {
    return everywhere.stream()
        .map(local -> local.closing(inside))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
