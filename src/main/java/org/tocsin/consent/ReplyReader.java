package org.tocsin.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a text that came back. Knows the words that Twilio acts on (K01) and those that the FCC
 * lists (K10), as the whole of the message; case, width, and space or punctuation around them do
 * not matter (K13).
 */
public final class ReplyReader {
  private static final Set<String> STOP =
      Set.of(
          "stop",
          "stopall",
          "stop all",
          "unsubscribe",
          "cancel",
          "end",
          "quit",
          "revoke",
          "optout",
          "opt out");
  private static final Set<String> START = Set.of("start", "unstop", "yes");
  private static final Set<String> HELP = Set.of("help", "info");

  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

  public Reply read(String body) {
    String words = words(body);
    if (STOP.contains(words)) {
      return Reply.STOP;
    }
    if (START.contains(words)) {
      return Reply.START;
    }
    return HELP.contains(words) ? Reply.HELP : Reply.OTHER;
  }

  /** YES starts again only for those who had stopped; from others it answers a question (K09). */
  public boolean isYes(String body) {
    return words(body).equals("yes");
  }

  private static String words(String body) {
    String plain = Normalizer.normalize(body, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return BETWEEN.matcher(AROUND.matcher(plain).replaceAll("")).replaceAll(" ");
  }
}
