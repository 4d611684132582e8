package org.tocsin.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;
import org.tocsin.alert.Leftover;
import org.tocsin.alert.SendOptions;

/**
 * What somebody chose on the send page.
 *
 * @param asked the fields of its form, or of its address
 */
record SendForm(Map<String, String> asked) {
  /** All that says how it is sent. */
  static final List<String> FIELDS =
      List.of(
          "audience",
          "value",
          "also",
          "also_value",
          "channels",
          "at",
          "deadline",
          "older",
          "again",
          "correction",
          "stale");

  String field(String name) {
    return asked.getOrDefault(name, "").strip();
  }

  boolean has(String name) {
    return !field(name).isEmpty();
  }

  /**
   * @param areas who gets it, none for everyone
   * @throws TocsinException where something of it makes no sense
   */
  SendOptions order(LocalTimes times, List<String> areas) {
    Set<Channel> channels =
        has("channels") ? EnumSet.of(Channel.of(field("channels"))) : EnumSet.allOf(Channel.class);
    SendOptions order =
        new SendOptions(
                time(times, "at"),
                time(times, "deadline"),
                channels,
                areas,
                has("again"),
                has("stale"))
            .over(older());
    return has("correction") ? order.asCorrection() : order;
  }

  /** As the address of a page carries it; "" where nothing was chosen. */
  String query() {
    return FIELDS.stream()
        .filter(this::has)
        .map(name -> name + "=" + URLEncoder.encode(field(name), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Optional<Instant> time(LocalTimes times, String name) {
    return Optional.of(field(name))
        .filter(time -> !time.isEmpty())
        .map(WallTime::of)
        .map(times::instant);
  }

  /** What is not understood cancels nothing that is wanted: it is refused. */
  private Leftover older() {
    if (!has("older")) {
      return Leftover.REPLACE;
    }
    return List.of(Leftover.KEEP, Leftover.CANCEL).stream()
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(field("older")))
        .findFirst()
        .orElseThrow(() -> new TocsinException("'" + field("older") + "' is no such choice."));
  }

  /**
   * A time as a field for times has it, by the clocks of a zone; what cannot be so written stays as
   * it is.
   */
  String local(LocalTimes times, String name) {
    if (times.zone().isEmpty() || !has(name)) {
      return field(name);
    }
    ZoneId zone = times.zone().get();
    try {
      WallTime written = WallTime.of(field(name));
      LocalDateTime at =
          written.zone().isEmpty()
              ? written.at()
              : LocalDateTime.ofInstant(times.instant(written), zone);
      boolean isOnce = zone.getRules().getValidOffsets(at).size() == 1;
      return isOnce ? at.truncatedTo(ChronoUnit.MINUTES).toString() : field(name);
    } catch (TocsinException | DateTimeException e) {
      return field(name);
    }
  }
}
