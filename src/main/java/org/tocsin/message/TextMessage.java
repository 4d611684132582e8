package org.tocsin.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.civic.Official;
import org.tocsin.sheet.SheetCheck;

/**
 * Makes a text of what a sheet says: the sender's name before it and how to stop after it, where
 * the reader has not read lately (standard L12), in the cheapest characters, and within the limit.
 */
final class TextMessage {
  private static final Pattern STOP = Pattern.compile("\\bSTOP\\b");
  private static final Pattern STOP_SENTENCE =
      Pattern.compile("(?<![^.!?\\n])[^.!?\\n]*\\bSTOP\\b[^.!?\\n]*[.!?]?");

  /** A word with the space before it. */
  private static final Pattern WORD = Pattern.compile("\\s*\\S+");

  private static final String CUT = "...";

  private final Organization organization;
  private final Labels labels;
  private final List<Official> officials;
  private final RenderingKey fit;
  private final int most;

  /**
   * @param fit who reads it: what they have read and had before
   * @param most segments
   */
  TextMessage(Composition composition, Organization organization, RenderingKey fit, int most) {
    this.organization = organization;
    this.labels = composition.labels;
    this.officials =
        Stream.concat(
                composition.delegation.house().stream(), composition.delegation.senators().stream())
            .toList();
    this.fit = fit;
    this.most = most;
  }

  /** All of it, unless that is longer than the limit. */
  Optional<String> whole(String text) {
    return Optional.of(cheapest(written(text))).filter(this::fits);
  }

  /** All of it in the characters that it was written in. */
  String written(String text) {
    return framed(clean(text));
  }

  /** As much of it as the limit allows, with every link and the notice how to stop whole (N07). */
  Optional<String> cut(String text) {
    String clean = clean(text);
    Matcher stop = STOP_SENTENCE.matcher(clean);
    int stopStart = stop.find() ? stop.start() : clean.length();
    int stopEnd = stopStart < clean.length() ? stop.end() : clean.length();
    List<String> words = new ArrayList<>();
    List<Integer> removable = new ArrayList<>();
    for (Matcher word = WORD.matcher(clean); word.find(); ) {
      boolean inStop = word.end() > stopStart && word.start() < stopEnd;
      if (!inStop && !word.group().contains("://")) {
        removable.add(words.size());
      }
      words.add(word.group());
    }
    for (int last = removable.size() - 1; last > 0; last--) {
      words.set(removable.get(last), "");
      int end = removable.get(last - 1);
      String kept = words.get(end);
      words.set(end, kept.replaceAll("[.,;:!?]+$", "") + CUT);
      String shorter = cheapest(framed(String.join("", words).strip()));
      if (fits(shorter)) {
        return Optional.of(shorter);
      }
      words.set(end, kept);
    }
    return Optional.empty();
  }

  private boolean fits(String text) {
    // Twilio refuses a longer one (T01)
    return TextCost.most(text) <= most && TextCost.longest(text) <= SheetCheck.LONGEST_TEXT;
  }

  private String framed(String text) {
    String named = fit.hasRecentStopNotice() ? text : withSender(text);
    return fit.corrects() ? labels.get("correction.mark", named) : named;
  }

  private String withSender(String text) {
    String name = organization.name();
    boolean named = text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    String start = named ? "" : name + ": ";
    String end = STOP.matcher(text).find() ? "" : " " + labels.get("sms.stop");
    return start + text + end;
  }

  private static String clean(String text) {
    return text.replaceAll("[ \\t]+", " ").replaceAll(" ?\\n ?", "\n").strip();
  }

  /** As it is, unless plainer characters save a segment; only names lose marks (N04, N05). */
  private String cheapest(String text) {
    String smart = Folding.smart(text);
    return Stream.of(text, smart, plainNames(smart))
        .min(Comparator.comparingInt(TextCost::all))
        .orElse(text);
  }

  private String plainNames(String text) {
    String plain = text;
    for (Official official : officials) {
      for (String name : List.of(official.fullName(), official.lastName(), official.firstName())) {
        String folded = Folding.name(name);
        if (!folded.equals(Folding.smart(name))) {
          plain =
              Pattern.compile("(?<!\\p{L})" + Pattern.quote(Folding.smart(name)) + "(?!\\p{L})")
                  .matcher(plain)
                  .replaceAll(Matcher.quoteReplacement(folded));
        }
      }
    }
    return plain;
  }
}
