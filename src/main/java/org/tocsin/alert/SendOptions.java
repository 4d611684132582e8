package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.TocsinException;

/**
 * How a sheet is to be sent.
 *
 * @param releaseAt when sending starts; empty for at once
 * @param deadline after which nothing goes; empty for the sheet's own
 * @param areas "state=NY", "district=NY-24", "zip=13202", "zip=132*", "tag=volunteers",
 *     "language=es", "missed=7" (who got nothing of alert 7): the same kind once more widens it,
 *     another kind narrows it; empty for everyone
 * @param again also to those who had this revision
 * @param staleRoster although the House's terms in the roster have ended
 * @param leftover what becomes of what waits of an older alert of the sheet
 * @param correction also to those who had an older revision, marked as a correction
 * @param listed whether the start page names the sheet; empty: where it goes to everyone
 * @param anyway although the {@link Review} finds errors
 */
public record SendOptions(
    Optional<Instant> releaseAt,
    Optional<Instant> deadline,
    Set<Channel> channels,
    List<String> areas,
    boolean again,
    boolean staleRoster,
    Leftover leftover,
    boolean correction,
    Optional<Boolean> listed,
    boolean anyway) {
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  public SendOptions {
    channels = Set.copyOf(channels);
    areas = areas.stream().map(Areas::checked).distinct().toList();
    releaseAt.ifPresent(SendOptions::checkTime);
    deadline.ifPresent(SendOptions::checkTime);
    if (channels.isEmpty()) {
      throw new TocsinException("Name at least one channel: email, sms.");
    }
  }

  /** In place of what waits of an older alert, and only to those who had nothing of it. */
  public SendOptions(
      Optional<Instant> releaseAt,
      Optional<Instant> deadline,
      Set<Channel> channels,
      List<String> areas,
      boolean again,
      boolean staleRoster) {
    this(
        releaseAt,
        deadline,
        channels,
        areas,
        again,
        staleRoster,
        Leftover.REPLACE,
        false,
        Optional.empty(),
        false);
  }

  /** At once, to everyone who has not had it, by both channels. */
  public static SendOptions plain() {
    return new SendOptions(
        Optional.empty(), Optional.empty(), Set.of(Channel.values()), List.of(), false, false);
  }

  private static void checkTime(Instant time) {
    if (time.isBefore(FIRST) || !time.isBefore(END)) {
      throw new TocsinException(
          "'" + time + "' is no time to send at. Name one of the years 1990 to 2199.");
    }
  }

  /** The same, although the House's terms have ended. */
  public SendOptions evenStale() {
    return new SendOptions(
        releaseAt, deadline, channels, areas, again, true, leftover, correction, listed, anyway);
  }

  /** The same with another say on an older alert of the sheet. */
  public SendOptions over(Leftover older) {
    return new SendOptions(
        releaseAt,
        deadline,
        channels,
        areas,
        again,
        staleRoster,
        older,
        correction,
        listed,
        anyway);
  }

  /** The same, also to those who had an older revision. */
  public SendOptions asCorrection() {
    return new SendOptions(
        releaseAt, deadline, channels, areas, again, staleRoster, leftover, true, listed, anyway);
  }

  /** The same, to a part of the people. */
  public SendOptions to(List<String> others) {
    return new SendOptions(
        releaseAt,
        deadline,
        channels,
        others,
        again,
        staleRoster,
        leftover,
        correction,
        listed,
        anyway);
  }

  /** The same with a say on whether the start page names the sheet. */
  public SendOptions listing(Optional<Boolean> onStartPage) {
    return new SendOptions(
        releaseAt,
        deadline,
        channels,
        areas,
        again,
        staleRoster,
        leftover,
        correction,
        onStartPage,
        anyway);
  }

  /** The same, although the sheet says what is not so by the roster. */
  public SendOptions anyhow() {
    return new SendOptions(
        releaseAt,
        deadline,
        channels,
        areas,
        again,
        staleRoster,
        leftover,
        correction,
        listed,
        true);
  }

  /** Whether the start page names the sheet once it has gone out. */
  boolean isListed() {
    return listed.orElse(areas.isEmpty());
  }

  /** As the database keeps them, in their order. */
  List<String> channelCodes() {
    return channels.stream().map(Channel::code).sorted().toList();
  }

  /** All of it in one line, which is the same for the same order, whatever process writes it. */
  public String inOneLine() {
    return Stream.of(
            String.join(",", channelCodes()),
            "to " + (areas.isEmpty() ? "everyone" : String.join(",", areas)),
            releaseAt.map(at -> "at " + at).orElse("now"),
            deadline.map(at -> "until " + at).orElse(""),
            again ? "again" : "",
            staleRoster ? "stale roster" : "",
            leftover == Leftover.REPLACE ? "" : "older: " + leftover,
            correction ? "as correction" : "",
            listed.map(is -> "listed: " + is).orElse(""),
            anyway ? "anyway" : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Whether it reaches everyone that another reaches. */
  boolean covers(SendOptions other) {
    return channels.containsAll(other.channels)
        && (areas.isEmpty() || Set.copyOf(areas).equals(Set.copyOf(other.areas)));
  }

  /** As a row of alert keeps it, with its channels, audience, again and correction. */
  static SendOptions of(ResultSet row) throws SQLException {
    Set<Channel> on = Set.copyOf(Arrays.stream(strings(row, "channels")).map(Channel::of).toList());
    SendOptions order =
        new SendOptions(
            Optional.empty(),
            Optional.empty(),
            on,
            List.of(strings(row, "audience")),
            row.getBoolean("again"),
            false);
    return row.getBoolean("correction") ? order.asCorrection() : order;
  }

  private static String[] strings(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }
}
