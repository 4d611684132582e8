package org.tocsin.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Channel;
import org.tocsin.account.SecretToken;
import org.tocsin.consent.AddressKeys;

/**
 * The cookie by which a visitor without a link of their own counts once. It says nothing about
 * them, and of it only a keyed hash is kept.
 */
public final class CallerCookie {
  private static final String NAME = "tocsin_caller";
  private static final Pattern OURS =
      Pattern.compile("(?:^|;\\s{0,5})" + NAME + "=([A-Za-z0-9_-]{43})(?=;|$)");
  private static final long HALF_A_YEAR_SECONDS = 15_552_000;

  private final AddressKeys keys;
  private final boolean isSecure;

  /**
   * @param publicUrl where browsers reach this installation; over https the cookie stays there
   */
  public CallerCookie(AddressKeys keys, String publicUrl) {
    this.keys = keys;
    this.isSecure = publicUrl.startsWith("https:");
  }

  /**
   * @param header the request's cookies, or null
   * @return under which the browser is known; empty where it brought no cookie of ours
   */
  Optional<UUID> browser(String header) {
    Matcher cookie = OURS.matcher(header == null ? "" : header);
    return cookie.find()
        ? Optional.of(keys.of(Channel.EMAIL, "browser:" + cookie.group(1)))
        : Optional.empty();
  }

  /** The same answer, with a cookie for whoever has none. RFC 6265 4.1. */
  HttpResponse give(HttpResponse answer, String header) {
    if (browser(header).isPresent()) {
      return answer;
    }
    String cookie =
        NAME
            + "="
            + SecretToken.create()
            + "; Path=/; Max-Age="
            + HALF_A_YEAR_SECONDS
            + "; HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "");
    return answer.with("Set-Cookie", cookie).with("Cache-Control", "no-store");
  }
}
