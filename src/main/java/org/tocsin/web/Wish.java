package org.tocsin.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.Channel;
import org.tocsin.audience.Languages;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.Zips;
import org.tocsin.message.Labels;

/**
 * What stands in the form of the preferences page.
 *
 * @param zip as it was typed
 * @param language BCP 47 tag, or "" for none in particular
 * @param ticked the channels that they want
 * @param seen the channels that were ticked when the page was shown. Who has left in the meantime,
 *     say by one click in another window, is not brought back by an old page.
 * @param wording the language of the page, and so of the words that were agreed to
 */
record Wish(String zip, String language, Set<Channel> ticked, Set<Channel> seen, String wording) {
  static final String ZIP = "zip";
  static final String LANGUAGE = "language";
  static final String SEEN = "seen";
  static final String WORDING = "wording";

  /** How things are. */
  static Wish asIs(Subscriber person, List<Choice> choices) {
    Set<Channel> on = EnumSet.noneOf(Channel.class);
    choices.stream().filter(Choice::isOn).forEach(choice -> on.add(choice.channel()));
    String wording = Labels.in(person.language()).lang();
    return new Wish(person.zip(), person.language(), on, on, wording);
  }

  /** The same on a page in another language. */
  Wish in(String lang) {
    return new Wish(zip, language, ticked, seen, Labels.in(lang).lang());
  }

  /** As the form came back. What it does not mention stays; a box that it does not is unticked. */
  static Wish read(Map<String, String> form, Wish asIs) {
    Set<Channel> ticked = EnumSet.noneOf(Channel.class);
    Arrays.stream(Channel.values())
        .filter(channel -> form.containsKey(channel.code()))
        .forEach(ticked::add);
    String wording = form.getOrDefault(WORDING, "");
    return new Wish(
        form.getOrDefault(ZIP, asIs.zip).strip(),
        language(form.getOrDefault(LANGUAGE, asIs.language)),
        ticked,
        form.containsKey(SEEN) ? channels(form.get(SEEN)) : asIs.seen,
        LanguageSwitch.ours(wording).orElse(asIs.wording));
  }

  /** As it is kept; what names no language stays as it came, and is said to be wrong. */
  private static String language(String written) {
    return Languages.tag(written).orElse(written);
  }

  private static Set<Channel> channels(String codes) {
    return Arrays.stream(Channel.values())
        .filter(channel -> Arrays.asList(codes.split(" ")).contains(channel.code()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
  }

  /** Writes {@link #SEEN}. */
  String seenCodes() {
    return seen.stream().map(Channel::code).collect(Collectors.joining(" "));
  }

  /** "13202", or "" where they do not want to say; empty for what is no ZIP. */
  Optional<String> five() {
    return zip.isEmpty() ? Optional.of("") : Zips.five(zip);
  }

  boolean isToEnd(Channel channel) {
    return seen.contains(channel) && !ticked.contains(channel);
  }

  boolean isToBegin(Channel channel) {
    return !seen.contains(channel) && ticked.contains(channel);
  }
}
