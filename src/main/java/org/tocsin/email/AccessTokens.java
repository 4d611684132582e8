package org.tocsin.email;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The access tokens of a mail account, by which one logs in with XOAUTH2 in place of a password.
 * Each is got by refresh (RFC 6749 6) when the one before is about to end. Safe for several
 * threads, of which one asks and the others wait.
 */
public final class AccessTokens {
  /** A token that ends sooner is not begun with. */
  private static final Duration REST = Duration.ofSeconds(60);

  /** The service is not asked again sooner after it gave none. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * From the settings {@code tocsin.oauth.*}.
   *
   * @param clientSecret "" where the program has none
   * @param scope "" for what was agreed to at the sign-in
   * @param limit for a whole answer
   */
  public record Account(
      URI tokenUrl, String clientId, String clientSecret, String scope, Duration limit) {}

  /** What came of asking for one. */
  public sealed interface Answer {
    /**
     * @param value goes to the mail server only, never into a log
     */
    record Token(String value, Instant end) implements Answer {}

    /**
     * @param why a sentence that says what to do
     * @param lasts whether asking again is of no use until somebody has mended it
     */
    record None(String why, boolean lasts, Instant at) implements Answer {}
  }

  private final TokenRequest request;
  private final RefreshTokenFile file;
  private final Clock clock;
  private Answer last = new Answer.None("", false, Instant.MIN);

  /**
   * @param file the refresh token, and the place for a newer one
   */
  public AccessTokens(Account account, RefreshTokenFile file, Clock clock) {
    this.request = new TokenRequest(account, clock);
    this.file = file;
    this.clock = clock;
  }

  /** One that holds for a minute at least, or why there is none. */
  public synchronized Answer current() {
    if (!isOfUse(last)) {
      last = fetched();
    }
    return last;
  }

  private boolean isOfUse(Answer answer) {
    Instant now = clock.instant();
    return answer instanceof Answer.Token token
        ? now.plus(REST).isBefore(token.end())
        : ((Answer.None) answer).at().plus(PAUSE).isAfter(now);
  }

  private Answer fetched() {
    String refreshToken = file.read();
    if (refreshToken.isEmpty()) {
      return new Answer.None(file.whatToDo(), true, clock.instant());
    }
    return request.with(refreshToken, newer -> file.write(refreshToken, newer));
  }

  /** The mail server takes it no longer. */
  public synchronized void forget(String token) {
    if (last instanceof Answer.Token known && known.value().equals(token)) {
      last = new Answer.None("", false, Instant.MIN);
    }
  }
}
