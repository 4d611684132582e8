package org.tocsin.sheet.draft;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that only lead on to another, as documents and mail programs write them. */
final class Redirect {
  private static final Pattern QUERY =
      Pattern.compile(
          "(?i)https?://(?:(?:www\\.)?google\\.[a-z.]{2,6}/url|[a-z0-9.-]*\\bsafelinks\\.protection"
              + "\\.outlook\\.com/|l\\.facebook\\.com/l\\.php|lm\\.facebook\\.com/l\\.php"
              + "|www\\.youtube\\.com/redirect|slack-redir\\.net/link|out\\.reddit\\.com/\\S*?"
              + "|linkprotect\\.cudasvc\\.com/url)\\?(?:[^#\\s]*?&(?:amp;)?)??(?:q|url|u|a)=([^&#\\s]+)"
              + "[^\\s<>\")\\]]*");

  private static final Pattern PROOFPOINT =
      Pattern.compile("(?i)https?://urldefense\\.(?:com|us)/v3/__(.+?)__;[^\\s<>\")\\]]*");

  private Redirect() {}

  /** The text with each of them replaced by where it leads. */
  static String followed(String text) {
    if (!text.contains("://")) {
      return text;
    }
    String first = PROOFPOINT.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
    return QUERY
        .matcher(first)
        .replaceAll(m -> Matcher.quoteReplacement(decoded(m.group(1), m.group())));
  }

  private static String decoded(String coded, String whole) {
    try {
      String address = URLDecoder.decode(coded, StandardCharsets.UTF_8);
      return address.matches("(?i)https?://[^\\s<>\"]+") ? address.replace(")", "%29") : whole;
    } catch (IllegalArgumentException e) {
      return whole;
    }
  }
}
