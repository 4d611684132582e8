package org.tocsin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
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
import org.tocsin.alert.SendOptions;

/**
 * What somebody chose on the send page.
 *
 * @param asked the fields of its form, or of its address
 */
record SendForm(Map<String, String> asked) {
  /** All that says how it is sent. */
  static final List<String> FIELDS =
      List.of("audience", "value", "channels", "at", "deadline", "stale");

  private static final List<String> KINDS = List.of("state", "district", "zip", "tag");

  String field(String name) {
    return asked.getOrDefault(name, "").strip();
  }

  boolean has(String name) {
    return !field(name).isEmpty();
  }

  /**
   * @param who what to say where it is not said who gets it
   * @throws TocsinException where something of it makes no sense
   */
  SendOptions order(LocalTimes times, String who) {
    Set<Channel> channels =
        has("channels") ? EnumSet.of(Channel.of(field("channels"))) : EnumSet.allOf(Channel.class);
    return new SendOptions(
        time(times, "at"), time(times, "deadline"), channels, areas(who), false, has("stale"));
  }

  private Optional<Instant> time(LocalTimes times, String name) {
    return Optional.of(field(name))
        .filter(time -> !time.isEmpty())
        .map(WallTime::of)
        .map(times::instant);
  }

  /** An audience that is not understood is refused, never taken for everyone. */
  private List<String> areas(String who) {
    if (!has("audience") && !has("value")) {
      return List.of();
    }
    if (!KINDS.contains(field("audience")) || !has("value")) {
      throw new TocsinException(who);
    }
    boolean isTag = field("audience").equals("tag");
    String value = isTag ? field("value") : field("value").toUpperCase(Locale.ROOT);
    return List.of(field("audience") + "=" + value);
  }

  /** What was asked, as it stands behind the ? of an address. */
  String inAddress() {
    return FIELDS.stream()
        .filter(this::has)
        .map(name -> name + "=" + URLEncoder.encode(field(name), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
