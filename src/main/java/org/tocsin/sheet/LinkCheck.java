package org.tocsin.sheet;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links that lead nowhere, or that hide where they lead (standard N08). */
final class LinkCheck {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?<![\\w])(?:[a-z]{2,8}:/{1,3}|[a-z]{2,8}//|www\\.)[^\\s<>\"'`]*");

  /** Ends before the next link begins, so that what is never closed is looked at once. */
  private static final Pattern MARKDOWN =
      Pattern.compile("\\]\\(\\s*+([^)\\]\\n]*+(?:\\](?!\\()[^)\\]\\n]*+)*+)\\)");

  private LinkCheck() {}

  static void check(String source, Findings findings) {
    Matcher address = ADDRESS.matcher(source);
    while (address.find()) {
      check(address.group().replaceAll("[).,;:!?*_\\]]+$", ""), address.start(), findings);
    }
    Matcher link = MARKDOWN.matcher(source);
    while (link.find()) {
      String to = link.group(1).strip();
      if (to.isEmpty() || to.contains(" ") && !to.matches(".*\\s\".*\"") && !to.contains("{{")) {
        findings.error(
            link.start(1), to, "This link's address is broken. Write it whole, without spaces.");
      }
    }
    for (String host : Shorteners.in(source)) {
      int at = Math.max(0, source.indexOf(host));
      findings.warning(
          at,
          host,
          "A short link hides where it leads, and filters distrust it. Write the whole address.");
    }
  }

  private static void check(String address, int at, Findings findings) {
    if (address.toLowerCase(java.util.Locale.ROOT).startsWith("www.")) {
      findings.hint(at, address, "This is no link as it stands. Write https:// before it.");
    } else if (!address.contains("{{") && !isWhole(address)) {
      findings.error(
          at, address, "This link is malformed. It begins with https:// and a whole host name.");
    }
  }

  private static boolean isWhole(String address) {
    try {
      URI uri = new URI(address);
      boolean web = address.matches("(?i)https?://.*");
      return web
          && uri.getHost() != null
          && uri.getHost().matches("(?i).+\\.[a-z]{2,}|localhost|[\\d.]+");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
