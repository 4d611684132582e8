package org.tocsin.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.TocsinException;

/** Headers that tell a browser what our answers are not to be used for. */
public final class SafeHeaders {
  static final String POLICY = "Content-Security-Policy";

  private static final Pattern STYLE = Pattern.compile("<style>([^<]*+)</style>");
  private static final Pattern STYLED = Pattern.compile("<[^<>]*? style=\"([^\"]*+)\"");
  private static final String NO_FRAMES = "frame-ancestors 'none'";
  private static final String BASE =
      "default-src 'none'; img-src 'self' data: https:; base-uri 'none'; form-action 'self'; "
          + NO_FRAMES;
  private static final String NOTHING_OF_THE_DEVICE =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
  private static final String A_YEAR = "max-age=31536000";

  private SafeHeaders() {}

  /**
   * For every answer; one that needs another policy says so itself.
   *
   * @param publicUrl where browsers reach this installation
   */
  public static Map<String, String> of(String publicUrl) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(POLICY, BASE);
    headers.put("X-Content-Type-Options", "nosniff");
    // Tokens stand in our addresses; they are not to travel on.
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", NOTHING_OF_THE_DEVICE);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    if (publicUrl.startsWith("https:")) {
      headers.put("Strict-Transport-Security", A_YEAR); // RFC 6797 7.2: over https only
    }
    return headers;
  }

  /**
   * The policy of a page of ours: nothing runs on it, and of styles only those in its head count.
   *
   * @param html a whole page
   */
  static String policy(String html) {
    int end = html.indexOf("</head>");
    Matcher style = STYLE.matcher(html.substring(0, Math.max(end, 0)));
    StringBuilder sources = new StringBuilder();
    while (style.find()) {
      sources.append(" '").append(hash(style.group(1))).append('\'');
    }
    return sources.isEmpty() ? BASE : BASE + "; style-src" + sources;
  }

  /**
   * The policy of a document that is shown in a frame on a page of ours: nothing runs in it, it
   * sends nothing, and of styles only its own count.
   *
   * @param html a whole document
   */
  public static String framed(String html) {
    String styles =
        Stream.of(STYLE, STYLED)
            .flatMap(pattern -> pattern.matcher(html).results())
            .map(found -> " '" + hash(found.group(1)) + "'")
            .distinct()
            .collect(Collectors.joining());
    return "default-src 'none'; img-src 'self' data: https:; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'self'; sandbox allow-same-origin; style-src 'unsafe-hashes'"
        + styles;
  }

  /**
   * The same answer, which other sites may show in a frame.
   *
   * @param sites such as https://www.example.org, with a space between two; none where empty
   */
  static HttpResponse inFramesOf(String sites, HttpResponse answer) {
    return sites.isEmpty()
        ? answer
        : answer.with(
            POLICY,
            answer
                .headers()
                .getOrDefault(POLICY, BASE)
                .replace(NO_FRAMES, "frame-ancestors " + sites));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new TocsinException("This Java has no SHA-256. Install a full JDK.", e);
    }
  }
}
