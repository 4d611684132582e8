package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a bounce says in words for people, apart from the mail that it returns. */
final class Notice {
  /** Longer ones are no notice. */
  private static final int MOST = 20_000;

  private static final Pattern ORIGINAL_BEGINS =
      Pattern.compile(
          "(?im)^[ >\\t]*(-{2,}.{0,20}(original|copy|returned m|returned"
              + " c|undelivered|unsent|header).*|.*(this line is a copy|is a copy of"
              + " (the|your)|copy of the (message|original)|original message"
              + " (follows|header|text)|original mail as follows|header of the"
              + " (original|message)|your (original )?message (follows|is below)|text of (the|your)"
              + " (original )?message|returned"
              + " message.{0,20}-).*|(return-path|received|dkim-signature|x-envelope-from|x-received)["
              + " ]?:.*)$");

  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "(?im)^[ \\t>]*(from|sender|subject|message-id|date|reply-to|delivered-to|by)[ ]?:.*$");

  private static final Pattern OFFICE =
      Pattern.compile(
          "(?i)^(mailer-daemon|postmaster|abuse|support|help(desk)?|hostmaster|admin|info|webmaster"
              + "|noc|contact|no-?reply|unblock|removal|mail-?admin)@.*");

  private final Letter letter;
  private final String text;
  private final String original;

  Notice(Letter letter) {
    this.letter = letter;
    String words = words(html -> html);
    Matcher begins = ORIGINAL_BEGINS.matcher(words);
    int end = begins.find() ? begins.start() : words.length();
    String own = words.substring(0, end);
    this.text = own.length() > MOST ? own.substring(0, MOST) : own;
    this.original = words.substring(end, Math.min(words.length(), end + MOST)) + "\n" + returned();
  }

  private static boolean isOwn(Letter.Part part) {
    return part.type().startsWith("text/") && !part.type().equals("text/rfc822-headers");
  }

  private String words(UnaryOperator<String> html) {
    return letter.parts().stream()
        .takeWhile(Notice::isOwn)
        .map(part -> part.type().equals("text/html") ? plain(html.apply(part.text())) : part.text())
        .collect(Collectors.joining("\n"));
  }

  /** From the first quotation to the end of the last one; what is below them is their own again. */
  private static String withoutQuotes(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    int from = lower.indexOf("<blockquote");
    int to = lower.lastIndexOf("</blockquote");
    return from < 0 ? html : html.substring(0, from) + (to < from ? "" : html.substring(to));
  }

  private static String plain(String html) {
    return html.replaceAll("(?is)<(style|script|head)\\b.{0,20000}?</\\1>", " ")
        .replaceAll("(?i)<(br|/p|/div|/tr|/h\\d)\\b[^>]{0,200}>", "\n")
        .replaceAll("<[a-zA-Z/!][^>@]{0,2000}>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
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
            .map(Letter.Part::text)
            .orElse("");
    return raw.substring(0, Math.min(raw.length(), MOST));
  }

  String text() {
    return text;
  }

  /**
   * All of the text, also what follows the head of another mail, but not what HTML marks as quoted.
   */
  String unquoted() {
    return words(Notice::withoutQuotes);
  }

  /** The head of the mail that came back, as far as it is there. */
  Headers original() {
    List<String> lines = new ArrayList<>(Lines.of(original));
    lines.removeIf(String::isBlank);
    return Headers.of(lines.stream().map(Notice::dedent).toList());
  }

  /** Some indent the mail that they return. */
  private static String dedent(String line) {
    String bare = line.strip();
    return bare.matches("[A-Z][A-Za-z-]{1,40}:.*") ? bare : line;
  }

  /** Whom the mail did not reach, by the words alone; empty where that would be a guess. */
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
    List<String> named =
        Addresses.in(HEADER_LINE.matcher(text).replaceAll("")).stream()
            .filter(
                address ->
                    !OFFICE.matcher(address).matches() || written.contains(Addresses.key(address)))
            .toList();
    List<String> both = named.stream().filter(a -> written.contains(Addresses.key(a))).toList();
    Set<String> ours = ours();
    List<String> heads =
        named.stream()
            .filter(a -> both.contains(a) || !ours.contains(Addresses.key(a)) && isHead(a))
            .toList();
    if (!heads.isEmpty()) {
      return heads;
    }
    List<String> others = named.stream().filter(a -> !ours.contains(Addresses.key(a))).toList();
    if (!others.isEmpty()) {
      return others;
    }
    return written.size() == 1 ? List.copyOf(written) : named;
  }

  /** Whether a line begins with it, if only after a code, as reports of several recipients do. */
  private boolean isHead(String address) {
    String begins =
        "(?m)^(?:[45]\\d\\d[ -](?:[45]\\.\\d+\\.\\d+ )?)?[\\s*>\"<(]{0,20}"
            + Pattern.quote(address)
            + "[>\":, )]*";
    return Pattern.compile(begins).matcher(text).find();
  }

  private Set<String> receivedFor() {
    Pattern receiver = Pattern.compile("\\bfor <?([^\\s<>;]+@[^\\s<>;]+)>?");
    return original().all("received").stream()
        .map(receiver::matcher)
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

  /** What is said about one of several; everything where there is one. */
  String about(String address, List<String> all) {
    if (all.size() < 2) {
      return text;
    }
    StringBuilder about = new StringBuilder();
    boolean his = false;
    for (String line : Lines.of(text)) {
      String key = Addresses.key(line);
      Optional<String> named = all.stream().filter(a -> key.contains(Addresses.key(a))).findFirst();
      his = named.map(address::equals).orElse(his);
      if (his) {
        about.append(line).append('\n');
      }
    }
    return about.toString();
  }
}
