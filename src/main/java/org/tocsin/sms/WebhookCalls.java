package org.tocsin.sms;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers calls to the webhooks that were refused for their signature, until a genuine one comes:
 * after a change of the token or of the address every STOP would be lost and nobody would know.
 * Anyone can make such calls, so only two rows are written, and not at each.
 */
public final class WebhookCalls {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookCalls.class);
  private static final Set<String> PATHS = Set.of("/twilio/inbound", "/twilio/status");
  private static final long APART_SECONDS = 5;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();

  /** Refused calls that are not written yet, and when some were. */
  private record Counted(long refused, Instant writtenAt) {}

  public WebhookCalls(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Webhooks whose last call was refused.
   *
   * @param times since the last genuine one
   */
  public record Trouble(String path, long times, Instant last) {
    /** A sentence for an operator, with what to do. */
    public String words() {
      return "Calls to "
          + path
          + " are refused, since their signature is wrong: "
          + (times == 1 ? "once, at " : times + " times, last at ")
          + last
          + ". If they are Twilio's, answers such as STOP are lost: check tocsin.twilio.auth-token,"
          + " and that Twilio has the address in tocsin.public-url.";
    }
  }

  /** A call was refused. What goes wrong here changes nothing for the one who calls. */
  void refused(String uri) {
    String path = uri.replaceFirst("\\?.*", "");
    if (PATHS.contains(path)) {
      counted.remove("genuine " + path);
      Counted now = counted.merge(path, new Counted(1, Instant.MIN), WebhookCalls::added);
      Instant due = clock.instant().minusSeconds(APART_SECONDS);
      if (now.writtenAt().isBefore(due) && counted.replace(path, now, written(0))) {
        write(path, now.refused());
      }
    }
  }

  private static Counted added(Counted one, Counted more) {
    return new Counted(one.refused() + more.refused(), one.writtenAt());
  }

  private Counted written(long refused) {
    return new Counted(refused, clock.instant());
  }

  private void write(String path, long times) {
    LOG.warn(
        "A call to {} was refused, since its signature is wrong ({} times). If it is Twilio's,"
            + " answers such as STOP are lost: check tocsin.twilio.auth-token and"
            + " tocsin.public-url",
        path,
        times);
    quietly(
        """
        INSERT INTO webhook_call (path, refused, refused_at) VALUES (:path, :times, :now)
        ON CONFLICT (path) DO UPDATE SET refused = webhook_call.refused + :times, refused_at = :now
        """,
        path,
        times);
  }

  /** A genuine call ends the trouble; a refused one after it is written at once. */
  void genuine(String uri) {
    String path = uri.replaceFirst("\\?.*", "");
    Instant due = clock.instant().minusSeconds(APART_SECONDS);
    Counted was = counted.get("genuine " + path);
    if (PATHS.contains(path) && (was == null || was.writtenAt().isBefore(due))) {
      counted.put("genuine " + path, written(0));
      counted.remove(path);
      quietly(
          """
          UPDATE webhook_call SET refused = 0, genuine_at = :now
          WHERE path = :path AND refused > 0 AND :times = 0
          """,
          path,
          0);
    }
  }

  private void quietly(String sql, String path, long times) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(sql)
                  .bind("path", path)
                  .bind("times", times)
                  .bind("now", clock.instant())
                  .execute());
    } catch (RuntimeException e) {
      LOG.debug("What was noted of a call to {} could not be kept", path, e);
    }
  }

  /** What is refused now; empty where the last call to each webhook was genuine. */
  public List<Trouble> troubles() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT path, refused AS times, refused_at AS last FROM webhook_call WHERE refused > 0
                    ORDER BY path
                    """)
                .map(ConstructorMapper.of(Trouble.class))
                .list());
  }
}
