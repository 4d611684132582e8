package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.civic.Districts;
import org.tocsin.civic.NearestOffices;
import org.tocsin.civic.Roster;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.RenderingKey;
import org.tocsin.sheet.Sheet;

/**
 * Says before publishing what a sheet would become for its whole audience. It asks the questions of
 * {@link Gathering} in the same words and makes the same texts, so what it says is what is sent;
 * nothing is kept. Groups of people that the same text fits come one after the other, so that
 * memory does not grow with the audience.
 */
public final class Previewing {
  private static final int AT_ONCE = 1_000;

  private static final String GROUPS =
      """
      , shared AS (
        SELECT phone_key, min(id) AS first FROM person WHERE sms_eligibility = 'go'
        GROUP BY phone_key HAVING count(*) > 1)
      SELECT rendering_key, has_stop_notice, corrects, near, lang, assignment, state, districts, shares, named, place,
        min(first_name) AS written,
        count(*) FILTER (WHERE email_eligibility = 'go') AS emails,
        count(*) FILTER (WHERE sms_eligibility = 'go' AND (first IS NULL OR first = id)) AS texts,
        count(*) FILTER (WHERE sms_eligibility = 'go' AND first <> id) AS shared
      FROM person LEFT JOIN shared USING (phone_key)
      WHERE email_eligibility = 'go' OR sms_eligibility = 'go'
      GROUP BY rendering_key, has_stop_notice, corrects, near, lang, assignment, state, districts, shares, named, place,
        CASE WHEN :byName THEN first_name END
      ORDER BY lang, districts, rendering_key, has_stop_notice
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AlertSources sources;
  private final Districts districts;
  private final Publishing publishing;

  public Previewing(
      Jdbi jdbi, Clock clock, AlertSources sources, Districts districts, Publishing publishing) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sources = sources;
    this.districts = districts;
    this.publishing = publishing;
  }

  /**
   * People who get the same words.
   *
   * @param key equal for all who get one email
   * @param place as {@link Place} names it, or null for who gets no text
   * @param firstName theirs where the text has one in it, else that of one of them
   * @param shared whose number gets its text in someone else's name
   */
  record Group(
      UUID key,
      RenderingKey fit,
      String place,
      String firstName,
      long emails,
      long texts,
      long shared) {
    static Group read(ResultSet row, Object context) throws SQLException {
      return new Group(
          row.getObject("rendering_key", UUID.class),
          RenderingKey.of(row),
          row.getString("place"),
          row.getString("written"),
          row.getLong("emails"),
          row.getLong("texts"),
          row.getLong("shared"));
    }
  }

  /**
   * @throws org.tocsin.BadInput when the sheet has errors
   * @throws org.tocsin.TocsinException when there are no officials or districts to go by
   */
  public Preview of(Sheet written, SendOptions order) {
    // Here nobody can say what is to become of what waits of an older alert, or that it goes
    // anyway.
    return of(publishing.preview(written, order.over(Leftover.CANCEL).anyhow()), order);
  }

  /**
   * The same where it has been looked at already.
   *
   * @param order how it is to go
   */
  public Preview of(PublishPreview seen, SendOptions order) {
    Sheet sheet = seen.sheet();
    Roster roster = sources.rosters().orRefused(order.releaseAt().orElse(clock.instant()));
    Instant release = order.releaseAt().orElse(clock.instant());
    Tally tally =
        new Tally(sheet, roster, new Tally.Times(release, publishing.deadline(sheet, order)));
    jdbi.useTransaction(
        handle -> {
          count(handle, sheet, order, roster, tally);
          // what was worked out on the way is not kept
          handle.rollback();
        });
    return tally.preview(seen, sources.renderer());
  }

  private void count(Handle handle, Sheet sheet, SendOptions order, Roster roster, Tally tally) {
    Instant release = tally.release();
    long revision = sources.sheets().find(sheet).orElse(0L);
    PriorAlerts.Of alert = new PriorAlerts.Of(sheet, revision, 0, order);
    PriorAlerts past = PriorAlerts.of(handle, alert, clock.instant(), sources.stopInterval());
    DataVersions basis = new DataVersions(roster.id(), districts.orRefused(roster.congress()));
    NearestOffices.prepare(handle, basis.rosterId(), basis.mapId());
    Texts texts = new Texts(sheet, roster);
    Map<String, Optional<Instant>> open = new HashMap<>();
    try (Stream<Group> groups =
        AudienceQuery.bind(
            handle.createQuery(AudienceQuery.WITH + GROUPS), order, sheet, past, basis, IdRange.ALL)
            .bind("byName", hasNames(sheet))
            .setFetchSize(AT_ONCE)
            .map(Group::read)
            .stream()) {
      groups.forEach(
          group -> {
            Optional<Instant> opens =
                Optional.ofNullable(group.place())
                    .flatMap(
                        named ->
                            open.computeIfAbsent(
                                named,
                                place ->
                                    sources
                                        .hours()
                                        .next(release, Place.of(place))
                                        .map(TextHours.Window::opens)));
            boolean wanted = group.texts() > 0;
            tally.add(group, opens, wanted ? texts.of(group) : Optional.empty());
          });
    }
  }

  private static boolean hasNames(Sheet sheet) {
    return sheet.editions().stream()
        .flatMap(edition -> Stream.of(edition.sms(), edition.smsGeneral()))
        .flatMap(Optional::stream)
        .anyMatch(text -> text.contains("first_name"));
  }

  /** Makes each text once, as its groups come one after the other. */
  private final class Texts {
    private final Renderer renderer = sources.renderer();
    private final Sheet sheet;
    private final Roster roster;
    private UUID key;
    private boolean hasNotice;
    private Optional<Rendering> text = Optional.empty();

    Texts(Sheet sheet, Roster roster) {
      this.sheet = sheet;
      this.roster = roster;
    }

    Optional<Rendering> of(Group group) {
      if (!group.key().equals(key) || group.fit().hasRecentStopNotice() != hasNotice) {
        key = group.key();
        hasNotice = group.fit().hasRecentStopNotice();
        text =
            renderer
                .text(sheet, group.fit(), roster)
                .or(
                    () ->
                        hasNotice
                            ? renderer.text(sheet, group.fit().hasRecentStopNotice(false), roster)
                            : Optional.empty());
      }
      return text;
    }
  }
}
