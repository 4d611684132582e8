package org.tocsin.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/** Which reason the words of a mail server name, by the table {@code bounce-reasons.txt}. */
final class Reasons {
  private static final String FILE = "/mailbox/bounce-reasons.txt";

  /** What a server says in one breath; regular expressions must not meet a book. */
  private static final int MOST = 1500;

  private static final Pattern ADDRESS =
      Pattern.compile("<?[^\\s<>()\\[\\],;:\"@]{1,64}@[^\\s<>()\\[\\],;:\"@]{1,255}>?");
  private static final Pattern LINK = Pattern.compile("https?://([^\\s/?#>]{1,200})[^\\s>]{0,500}");
  private static final Pattern HOST =
      Pattern.compile("\\b[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,8}\\.[a-z]{2,24}\\b\\.?");

  /** Hosts whose names say why. */
  private static final Pattern TELLING =
      Pattern.compile(
          "spamhaus|spamcop|sorbs|uceprotect|barracudacentral|abuseat|mailspike|senderbase|surbl"
              + "|uribl|cloudmark|spamrats|mail\\.local|resolver\\.adr|resolver\\.rst");

  /**
   * One line of the table.
   *
   * @param isSure whether it holds whoever says it and when
   * @param isPlain whether a server that has not seen the mail says it of nobody who is there
   */
  record Rule(Reason reason, boolean isSure, boolean isPlain, Pattern pattern) {
    private boolean fits(String plain) {
      return pattern.matcher(plain).find();
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  Reasons() {
    try (InputStream in = Reasons.class.getResourceAsStream(FILE)) {
      read(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new TocsinException("The program is incomplete: " + FILE + " is missing in it.", e);
    }
  }

  private void read(List<String> lines) {
    Reason section = null;
    boolean sure = false;
    boolean plain = false;
    for (String line : lines) {
      if (line.matches("\\[[a-z-]+[!=]?]")) {
        sure = line.endsWith("!]");
        plain = line.endsWith("=]");
        section = Reason.of(line.replaceAll("[\\[\\]!=]", ""));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(new Rule(section, sure, plain, Pattern.compile(line)));
      }
    }
  }

  /** The first rule in the table's order that fits these words. */
  Optional<Rule> of(String words) {
    String plain = plain(words);
    return rules.stream().filter(rule -> rule.fits(plain)).findFirst();
  }

  /** Whether these words say plainly that there is no such mailbox. */
  boolean isPlain(String words) {
    String plain = plain(words);
    return rules.stream().anyMatch(rule -> rule.isPlain() && rule.fits(plain));
  }

  /** Names of people and hosts could say anything, so they are taken out first. */
  static String plain(String words) {
    String text = words.length() > MOST ? words.substring(0, MOST) : words;
    text = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    text = LINK.matcher(text).replaceAll("$1");
    text = ADDRESS.matcher(text).replaceAll("<addr>");
    return HOST.matcher(text)
        .replaceAll(host -> TELLING.matcher(host.group()).find() ? host.group() : "(host)");
  }
}
