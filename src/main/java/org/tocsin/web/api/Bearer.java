package org.tocsin.web.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.web.HttpFault;

/** Lets only those in who send a valid token in the header Authorization (RFC 6750). */
final class Bearer {
  /** RFC 6750 2.1; the name of a scheme is in any case (RFC 9110 11.1). */
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]{1,512}=*) *");

  private static final String CHALLENGE = "Bearer realm=\"tocsin\"";
  private static final String HOW = "Send 'Authorization: Bearer TOKEN'; see: tocsin token create";

  private final ApiTokens tokens;
  private final Clock clock;

  Bearer(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param authorization the header, or null where there is none or several
   * @throws HttpFault 401, with what is wrong
   */
  void check(String authorization) {
    if (authorization == null || !authorization.matches("(?is)Bearer\\b.*")) {
      throw refused(CHALLENGE, HOW); // RFC 6750 3.1: no error where nothing was sent
    }
    Matcher credentials = CREDENTIALS.matcher(authorization);
    Optional<ApiTokens.Shown> token =
        credentials.matches() ? tokens.find(credentials.group(1)) : Optional.empty();
    Instant now = clock.instant();
    switch (token.map(found -> found.state(now)).orElse("unknown")) {
      case "valid" -> {}
      case "expired" -> throw invalid("This token expired on " + day(token) + ". " + HOW);
      case "revoked" -> throw invalid("This token was revoked. " + HOW);
      default -> throw invalid("This token is not known. " + HOW);
    }
  }

  private static LocalDate day(Optional<ApiTokens.Shown> token) {
    return LocalDate.ofInstant(token.orElseThrow().expiresAt(), ZoneOffset.UTC);
  }

  private static HttpFault invalid(String message) {
    return refused(CHALLENGE + ", error=\"invalid_token\"", message);
  }

  private static HttpFault refused(String challenge, String message) {
    return new HttpFault(401, message, Map.of("WWW-Authenticate", challenge));
  }
}
