package org.tocsin.web.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.alert.Leftover;
import org.tocsin.alert.SendOptions;

/**
 * What {@code POST /alerts} asks for. What cannot be understood to the last field sends nothing: an
 * audience that was misread would be everyone.
 *
 * @param sheet its name
 */
record AlertWish(String sheet, SendOptions order) {
  private static final List<String> FIELDS =
      List.of(
          "sheet",
          "at",
          "deadline",
          "channels",
          "audience",
          "again",
          "older",
          "correction",
          "listed",
          "stale_roster",
          "anyway");

  /** A request may be under way for so long; a time before that is a slip. */
  private static final Duration LATE = Duration.ofHours(1);

  /**
   * @param times in which a time without a zone is meant
   * @throws org.tocsin.BadInput naming every field that is wrong
   */
  static AlertWish read(byte[] body, Clock clock, LocalTimes times) {
    StrictObject wish = StrictObject.read(body, FIELDS);
    Optional<String> sheet = wish.text("sheet");
    if (sheet.isEmpty()) {
      wish.wrong("sheet", "Name the sheet, such as \"sessions-must-resign\".");
    }
    Optional<Instant> at = wish.time("at", times);
    at.filter(time -> time.isBefore(clock.instant().minus(LATE)))
        .ifPresent(time -> wish.wrong("at", "It is over. Leave it out to send at once."));
    Optional<Instant> deadline = wish.time("deadline", times);
    Set<Channel> channels = channels(wish);
    List<String> audience = audience(wish);
    boolean again = wish.flag("again");
    boolean stale = wish.flag("stale_roster");
    Leftover older = older(wish);
    boolean corrects = wish.flag("correction");
    Optional<Boolean> listed = wish.choice("listed");
    boolean anyway = wish.flag("anyway");
    wish.check();
    return new AlertWish(
        sheet.orElseThrow(),
        new SendOptions(
            at, deadline, channels, audience, again, stale, older, corrects, listed, anyway));
  }

  /** What becomes of what waits of an older alert. */
  private static Leftover older(StrictObject wish) {
    Optional<String> name = wish.text("older");
    for (Leftover leftover : Leftover.values()) {
      if (leftover.name().toLowerCase(Locale.ROOT).equals(name.orElse("replace"))) {
        return leftover;
      }
    }
    wish.wrong("older", "Write replace, cancel or keep.");
    return Leftover.REPLACE;
  }

  private static Set<Channel> channels(StrictObject wish) {
    Optional<List<String>> codes = wish.texts("channels", "[\"email\", \"sms\"]");
    if (codes.isEmpty()) {
      return EnumSet.allOf(Channel.class);
    }
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    for (String code : codes.get()) {
      try {
        channels.add(Channel.of(code));
      } catch (TocsinException e) {
        wish.wrong("channels", e.getMessage());
      }
    }
    return channels;
  }

  private static List<String> audience(StrictObject wish) {
    List<String> areas =
        wish.texts("audience", "[\"state=NY\", \"tag=volunteers\"]").orElse(List.of());
    SendOptions plain = SendOptions.plain();
    for (String area : areas) {
      try {
        new SendOptions(
            plain.releaseAt(), plain.deadline(), plain.channels(), List.of(area), false, false);
      } catch (TocsinException e) {
        wish.wrong("audience", e.getMessage());
      }
    }
    return areas;
  }
}
