package org.tocsin.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.tocsin.Expressions;
import org.tocsin.audience.Assignment;
import org.tocsin.call.CallResult;
import org.tocsin.call.Caller;
import org.tocsin.call.ReportedCalls;
import org.tocsin.call.ReportedCalls.Call;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Rosters;

/**
 * People who answer an alert with CALLED. It counts for their own representative, named in the
 * text; what came of the call they do not say, so they have reached somebody. Who may belong to
 * several representatives names none, and is not counted.
 */
public final class TextedCalls {
  private static final Set<String> SAID = Expressions.of("replies").phrases("CALLED");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 40;

  private final Rosters rosters;
  private final ReportedCalls calls;

  public TextedCalls(Rosters rosters, ReportedCalls calls) {
    this.rosters = rosters;
    this.calls = calls;
  }

  private record Alerted(long subscriberId, long alertId, String slug, Assignment assignment) {
    Call about(Official official) {
      return new Call(slug, official.bioguide(), CallResult.REACHED);
    }

    Caller caller() {
      return new Caller(
          Optional.of(subscriberId), Optional.empty(), Optional.of(alertId), Caller.Way.TEXT);
    }
  }

  /**
   * Takes a text that is neither a keyword nor an opt-out, within a transaction of the caller's.
   *
   * @param number the sender's, as AddressKeys has it
   * @return whether to thank them: it says that they called, and they are counted from now on
   */
  public boolean hear(Handle handle, UUID number, String body) {
    return isOne(body)
        && alerted(handle, number)
            .flatMap(
                by ->
                    official(by).map(who -> calls.reportFirst(handle, by.about(who), by.caller())))
            .orElse(false);
  }

  /** The whole text says that they called, and nothing else. */
  static boolean isOne(String body) {
    return body.length() <= LONGEST
        && SAID.contains(BETWEEN.matcher(body.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
  }

  /** By the last text that went to the number. */
  private static Optional<Alerted> alerted(Handle handle, UUID number) {
    return handle
        .createQuery(
            """
            SELECT s.id, d.alert_id, r.slug, s.assignment, s.state, s.districts, s.shares
            FROM subscriber s
            JOIN delivery d ON d.subscriber_id = s.id AND d.channel = <sms>
            JOIN alert a ON a.id = d.alert_id
            JOIN revision r ON r.id = a.revision_id
            WHERE s.phone_key = :number AND d.address_key = :number AND d.attempted_at IS NOT NULL
            ORDER BY d.attempted_at DESC LIMIT 1
            """)
        .bind("number", number)
        .map(
            (row, c) ->
                new Alerted(
                    row.getLong("id"),
                    row.getLong("alert_id"),
                    row.getString("slug"),
                    Assignment.of(row)))
        .findOne();
  }

  private Optional<Official> official(Alerted alerted) {
    List<District> districts = alerted.assignment().districts();
    return districts.size() == 1
        ? rosters.inForce().flatMap(roster -> roster.houseMember(districts.get(0)))
        : Optional.empty();
  }
}
