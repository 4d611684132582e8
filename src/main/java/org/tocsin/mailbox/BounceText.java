package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Expressions;

/** What a bounce says in words for people, apart from the mail that it returns. */
final class BounceText {
  /** Longer ones are no notice. */
  private static final int MOST = 20_000;

  private static final Expressions WORDS = Expressions.of("mailbox");

  /** Where the mail that it returns begins, by how such a line begins. */
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?i)-{2,}+.{0,20}"
              + WORDS.any("RETURNS")
              + "|(return-path|received|dkim-signature|x-envelope-from|x-received) ?:");

  /** And by what stands in it. */
  private static final Pattern ANNOUNCED = Pattern.compile("(?i)" + WORDS.any("ANNOUNCES"));

  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "(?im)^[ \\t>]*(from|sender|subject|message-id|date|reply-to|delivered-to|by)[ ]?:.*$");

  /** In the head of the mail that it quotes, also where that goes on in the next line. */
  private static final Pattern TO_LINE =
      Pattern.compile("(?im)^[ \\t>]*(to|cc|bcc)[ ]?:.*(\\R[ \\t>]+[^:\\s]+@.*)*$");

  private static final Pattern HEAD =
      Pattern.compile(
          "(?m)^(?:[45]\\d\\d[ -](?:[45]\\.\\d{1,3}\\.\\d{1,3} )?)?[\\s*>\"<(]{0,20}+("
              + Addresses.ADDRESS
              + ")");

  private static final Pattern RECEIVER =
      Pattern.compile("\\bfor <?([^\\s<>;@]{1,64}@[^\\s<>;]{1,255})>?");

  private static final Pattern OFFICE =
      Pattern.compile(
          "(?i)^(mailer-daemon|postmaster|abuse|support|help(desk)?|hostmaster|admin|info|webmaster"
              + "|noc|contact|no-?reply|unblock|removal|mail-?admin)@.*");

  private final InboundMessage letter;
  private final String text;
  private final Headers original;

  BounceText(InboundMessage letter) {
    this.letter = letter;
    String words = words(html -> html);
    int end = ownUntil(words);
    this.text = words.substring(0, Math.min(end, MOST));
    this.original =
        head(words.substring(end, Math.min(words.length(), end + MOST)) + "\n" + returned());
  }

  private static int ownUntil(String words) {
    int from = 0;
    for (int i = 0; i <= words.length(); i++) {
      if (i == words.length() || words.charAt(i) == '\n' || words.charAt(i) == '\r') {
        if (beginsOriginal(words.substring(from, i))) {
          return from;
        }
        from = i + 1;
      }
    }
    return words.length();
  }

  private static boolean beginsOriginal(String line) {
    int from = 0;
    while (from < line.length() && " >\t".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    return ORIGINAL.matcher(line).region(from, line.length()).lookingAt()
        || ANNOUNCED.matcher(line).find();
  }

  private static boolean isOwn(InboundMessage.Part part) {
    return part.type().startsWith("text/") && !part.type().equals("text/rfc822-headers");
  }

  private String words(UnaryOperator<String> html) {
    return letter.parts().stream()
        .takeWhile(BounceText::isOwn)
        .map(
            part ->
                part.type().equals("text/html")
                    ? MarkedUp.words(html.apply(part.text()))
                    : part.text())
        .collect(Collectors.joining("\n"));
  }

  /** From the first quotation to the end of the last one; what is below them is their own again. */
  private static String withoutQuotes(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    int from = lower.indexOf("<blockquote");
    int to = lower.lastIndexOf("</blockquote");
    return from < 0 ? html : html.substring(0, from) + (to < from ? "" : html.substring(to));
  }

  private String returned() {
    String raw =
        letter
            .part(
                "message/rfc822",
                "text/rfc822-headers",
                "message/global",
                "message/global-headers",
                "message/partial")
            .map(InboundMessage.Part::text)
            .orElse("");
    return raw.substring(0, Math.min(raw.length(), MOST));
  }

  String text() {
    return text;
  }

  /** The head of the mail that came back, as far as it is there. */
  Headers original() {
    return original;
  }

  /**
   * All of the text, also what follows the head of another mail, but not what HTML marks as quoted.
   */
  String unquoted() {
    return words(BounceText::withoutQuotes);
  }

  private static Headers head(String mail) {
    List<String> lines = new ArrayList<>(LineSplitter.of(mail));
    lines.removeIf(String::isBlank);
    return Headers.of(lines.stream().map(BounceText::dedent).toList());
  }

  /** Some indent the mail that they return. */
  private static String dedent(String line) {
    String bare = line.strip();
    return bare.matches("[A-Z][A-Za-z-]{1,40}:.*") ? bare : line;
  }

  /** Who the mail did not reach, by the words alone; empty where that would be a guess. */
  List<String> recipients() {
    Set<String> written =
        keys(
            Stream.of("to", "cc", "x-envelope-to", "x-rcpt-to", "x-actual-recipient")
                .flatMap(name -> original().all(name).stream()));
    written.addAll(receivedFor());
    List<String> failed = Addresses.in(letter.headers().get("x-failed-recipients"));
    if (!failed.isEmpty()) {
      return failed;
    }
    List<String> named = named(written);
    List<String> both = named.stream().filter(a -> isIn(written, a)).toList();
    Set<String> ours = ours();
    Set<String> heads = heads();
    List<String> first =
        named.stream().filter(a -> both.contains(a) || isIn(heads, a) && !isIn(ours, a)).toList();
    if (!first.isEmpty()) {
      return first;
    }
    List<String> others = named.stream().filter(a -> !isIn(ours, a)).toList();
    if (!others.isEmpty()) {
      return others;
    }
    return written.size() == 1 ? List.copyOf(written) : named;
  }

  /**
   * Who the quoted mail was written to says nothing about who it did not reach, if others are
   * named.
   */
  private List<String> named(Set<String> written) {
    String own = HEADER_LINE.matcher(text).replaceAll("");
    Set<String> ours = ours();
    List<String> outside =
        named(TO_LINE.matcher(own).replaceAll(""), written).stream()
            .filter(a -> !isIn(ours, a))
            .toList();
    List<String> all = named(own, written);
    return outside.isEmpty() ? all : outside;
  }

  private static List<String> named(String words, Set<String> written) {
    return Addresses.in(words).stream()
        .filter(address -> !OFFICE.matcher(address).matches() || isIn(written, address))
        .toList();
  }

  private static boolean isIn(Set<String> keys, String address) {
    return keys.contains(Addresses.key(address));
  }

  /** With what lines begin, if only after a code, as reports of several recipients do. */
  private Set<String> heads() {
    Set<String> heads = new HashSet<>();
    HEAD.matcher(text)
        .results()
        .forEach(head -> Addresses.in(head.group(1)).forEach(a -> heads.add(Addresses.key(a))));
    return heads;
  }

  private Set<String> receivedFor() {
    return original().all("received").stream()
        .map(RECEIVER::matcher)
        .filter(Matcher::find)
        .map(m -> Addresses.key(m.group(1)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Set<String> ours() {
    Headers head = letter.headers();
    return keys(
        Stream.concat(
            Stream.of(
                    "to",
                    "from",
                    "sender",
                    "reply-to",
                    "delivered-to",
                    "x-original-to",
                    "envelope-to",
                    "return-path")
                .flatMap(name -> head.all(name).stream()),
            Stream.of("from", "return-path", "sender", "reply-to")
                .flatMap(name -> original().all(name).stream())));
  }

  private static Set<String> keys(Stream<String> fields) {
    return fields
        .flatMap(field -> Addresses.in(field).stream())
        .map(Addresses::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What is said about each of several, line by line.
   *
   * @param all everything, which counts where there is one, or nothing is said of this one alone
   */
  record About(Map<String, StringBuilder> lines, String all) {
    String of(String address) {
      String own = lines.getOrDefault(address, new StringBuilder()).toString();
      return own.replace(address, "").chars().filter(Character::isLetter).count() < 4 ? all : own;
    }
  }

  /**
   * These, and others that lines begin with, so that what is said of those counts for them only.
   */
  List<String> apart(List<String> addresses) {
    Set<String> ours = ours();
    List<String> apart = new ArrayList<>(addresses);
    heads().stream().filter(a -> !addresses.contains(a) && !isIn(ours, a)).forEach(apart::add);
    return apart;
  }

  /** A line that names nobody goes on about the one that the line before it named. */
  About about(List<String> addresses) {
    Map<String, StringBuilder> about = new HashMap<>();
    if (addresses.size() > 1) {
      addresses.forEach(address -> about.put(address, new StringBuilder()));
      String of = "";
      for (String line : LineSplitter.of(text)) {
        String key = Addresses.key(line);
        String before = of;
        of =
            addresses.stream().filter(a -> names(key, Addresses.key(a))).findFirst().orElse(before);
        about.getOrDefault(of, new StringBuilder()).append(line).append('\n');
      }
    }
    return new About(about, text);
  }

  /** Not where another's address ends or begins with it. */
  private static boolean names(String line, String address) {
    for (int at = line.indexOf(address); at >= 0; at = line.indexOf(address, at + 1)) {
      int end = at + address.length();
      if (!isOfAddress(line, at - 1, "._%+-") && !isOfAddress(line, end, "-_")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfAddress(String line, int at, String signs) {
    return at >= 0
        && at < line.length()
        && (Character.isLetterOrDigit(line.charAt(at)) || signs.indexOf(line.charAt(at)) >= 0);
  }
}
