package org.tocsin.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Public link shorteners, from {@code link-shorteners.txt}. Carriers block texts that hold their
 * links (standard N08).
 */
public final class Shorteners {
  private static final Set<String> HOSTS = hosts();

  /** A host with a path behind it, with or without "https://". */
  private static final Pattern LINK =
      Pattern.compile("(?i)(?<![\\w@.-])((?:[a-z0-9-]+\\.)+[a-z]{2,})(?::\\d+)?/(?=\\S)");

  private Shorteners() {}

  private static Set<String> hosts() {
    try (InputStream in = Shorteners.class.getResourceAsStream("/link-shorteners.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shorteners whose links stand in a text, each once: "bit.ly". */
  public static List<String> in(String text) {
    return LINK.matcher(text)
        .results()
        .map(Shorteners::host)
        .filter(
            host -> HOSTS.contains(host) || HOSTS.stream().anyMatch(h -> host.endsWith("." + h)))
        .distinct()
        .toList();
  }

  private static String host(MatchResult link) {
    return link.group(1).toLowerCase(Locale.ROOT);
  }
}
