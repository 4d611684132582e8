package org.tocsin.app;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.email.AccessTokens;
import org.tocsin.email.RefreshTokenFile;

/** How one logs in to a mail server: by password or by a token (XOAUTH2). */
final class SignIn {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private SignIn() {}

  /**
   * @param server "smtp" or "imap"
   * @return empty where it is by password
   */
  static Optional<AccessTokens> tokens(Settings settings, String server, Clock clock) {
    if (!isByToken(settings, server)) {
      return Optional.empty();
    }
    AccessTokens.Account account =
        new AccessTokens.Account(
            settings.uri("tocsin.oauth.token-url"),
            settings.text("tocsin.oauth.client-id"),
            settings.text("tocsin.oauth.client-secret"),
            settings.text("tocsin.oauth.scope"),
            LIMIT);
    return Optional.of(new AccessTokens(account, file(settings), clock));
  }

  static boolean isByToken(Settings settings, String server) {
    String name = "tocsin." + server + ".auth";
    return switch (settings.text(name)) {
      case "password" -> false;
      case "xoauth2" -> true;
      default -> throw settings.wrong(name, "password or xoauth2");
    };
  }

  private static RefreshTokenFile file(Settings settings) {
    return new RefreshTokenFile(settings.path("tocsin.oauth.refresh-token-file"));
  }

  /** What a sign-in by token still lacks, as settings and sentences that follow on them. */
  static List<String[]> missing(Settings settings, String server) {
    List<String[]> missing = new ArrayList<>();
    for (String name :
        List.of(
            "tocsin." + server + ".username",
            "tocsin.oauth.token-url",
            "tocsin.oauth.client-id",
            "tocsin.oauth.refresh-token-file")) {
      if (!settings.isSet(name)) {
        missing.add(new String[] {name, "is empty, and tocsin." + server + ".auth is xoauth2"});
      }
    }
    if (missing.isEmpty() && file(settings).read().isEmpty()) {
      missing.add(
          new String[] {
            "tocsin.oauth.refresh-token-file",
            "is '"
                + settings.path("tocsin.oauth.refresh-token-file")
                + "', which holds no refresh token that can be read. Sign in and put it there"
          });
    }
    URI url = missing.isEmpty() ? settings.uri("tocsin.oauth.token-url") : null;
    if (url != null && !url.getScheme().equals("https") && !Hosts.isLoopback(url.getHost())) {
      missing.add(
          new String[] {
            "tocsin.oauth.token-url", "begins with http:, and secrets go there. Write https:"
          });
    }
    return missing;
  }
}
