package org.tocsin.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.Channel;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Subscriber;
import org.tocsin.message.Labels;
import org.tocsin.message.Names;
import org.tocsin.message.PageLayout;

/** What a person sees who wants to change what they get. */
final class PreferencesPage {
  /** The button of the form; likewise STOP, of the other. */
  static final String SAVE = "save";

  static final String STOP = "stop";

  /** What is said at the top, with the status that it is answered with. */
  enum Notice {
    NONE(200),
    SAVED(200),
    UNCHANGED(200),
    STOPPED(200),
    WRONG(400);

    private final int status;

    Notice(int status) {
      this.status = status;
    }
  }

  private final PageLayout frame;

  PreferencesPage(PageLayout frame) {
    this.frame = frame;
  }

  /** The words at a channel's box, in the language in which they were shown. */
  String words(Channel channel, Wish wish) {
    return Labels.in(wish.wording()).get("preferences." + channel.code(), frame.sender());
  }

  /** The words on the button that ends everything. */
  String stopWords(Wish wish) {
    return Labels.in(wish.wording()).get("preferences.stop");
  }

  /** What cannot be saved: the label that says why, by the name of the field. */
  Map<String, String> problems(Subscriber person, Wish wish) {
    Map<String, String> problems = new HashMap<>();
    if (wish.five().isEmpty()) {
      problems.put(Wish.ZIP, "zip.wrong");
    }
    if (!languages(person, "").containsKey(wish.language())) {
      problems.put(Wish.LANGUAGE, "language.wrong");
    }
    return problems;
  }

  /** The languages to choose from, by tag: ours, and what the person has now. */
  private static Map<String, String> languages(Subscriber person, String nameOfAny) {
    Map<String, String> languages = new LinkedHashMap<>();
    if (person.language().isEmpty()) {
      languages.put("", nameOfAny);
    }
    Labels.languages().forEach(lang -> languages.put(lang, capitalized(Labels.name(lang))));
    languages.computeIfAbsent(person.language(), lang -> capitalized(Labels.name(lang)));
    return languages;
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  HttpResponse page(Subscriber person, List<Choice> choices, Wish wish, Notice notice) {
    Labels labels = Labels.in(wish.wording());
    Map<String, String> words = labels.page("preferences", frame.sender());
    Map<String, Object> values = new HashMap<>();
    values.put("title", words.get("title"));
    values.put("words", words);
    values.put("others", LanguageSwitch.others(labels.lang()));
    values.put("notice", words.getOrDefault(notice.name().toLowerCase(Locale.ROOT), ""));
    values.put("is_wrong", notice == Notice.WRONG);
    values.put("problems", said(problems(person, wish), words));
    values.put("ways", ways(choices, wish, labels));
    values.put("languages", options(person, wish, words.get("language.any")));
    values.put("zip", wish.zip());
    values.put("can_stop", !choices.stream().allMatch(Choice::isOut));
    values.put("district", notice == Notice.WRONG ? "" : district(person, labels));
    values.put("seen", wish.seenCodes());
    values.put("wording", labels.lang());
    return HttpResponse.html(notice.status, frame.page("preferences", labels.lang(), values))
        .in(labels.lang())
        .forOne();
  }

  /** "" where a field has no problem: templates ask for both. */
  private static Map<String, String> said(Map<String, String> problems, Map<String, String> words) {
    Map<String, String> said = new HashMap<>(Map.of(Wish.ZIP, "", Wish.LANGUAGE, ""));
    problems.forEach((field, label) -> said.put(field, words.get(label)));
    return said;
  }

  private List<Map<String, Object>> ways(List<Choice> choices, Wish wish, Labels labels) {
    return choices.stream()
        .map(
            choice -> {
              String code = choice.channel().code();
              Map<String, Object> way = new HashMap<>();
              way.put("name", code);
              way.put("open", choice.isOpen());
              way.put("ticked", wish.ticked().contains(choice.channel()));
              way.put("masked", choice.masked());
              way.put(
                  "words", choice.isOpen() ? words(choice.channel(), wish) : why(choice, labels));
              return way;
            })
        .toList();
  }

  private String why(Choice choice, Labels labels) {
    String standing = choice.standing().name().toLowerCase(Locale.ROOT);
    String label = "preferences." + choice.channel().code() + "." + standing;
    return labels.get(label, frame.sender(), choice.masked());
  }

  private static List<Map<String, Object>> options(Subscriber person, Wish wish, String nameOfAny) {
    List<Map<String, Object>> options = new ArrayList<>();
    languages(person, nameOfAny)
        .forEach(
            (lang, name) ->
                options.add(
                    Map.of("lang", lang, "name", name, "chosen", lang.equals(wish.language()))));
    return options;
  }

  /** What their ZIP says, or "". */
  private String district(Subscriber person, Labels labels) {
    Assignment assignment = person.assignment();
    Names names = new Names(labels);
    return switch (assignment.kind()) {
      case ADDRESS, ZIP -> district(labels, "certain", districts(assignment, names));
      case ZIP_SPLIT -> district(labels, "split", districts(assignment, names));
      case STATE -> district(labels, "state", names.state(assignment.state()));
      case UNKNOWN -> person.zip().isEmpty() ? "" : district(labels, "unknown", "");
    };
  }

  private String district(Labels labels, String how, String where) {
    return labels.get("preferences.district." + how, frame.sender(), where);
  }

  private static String districts(Assignment assignment, Names names) {
    return assignment.districts().stream().map(names::district).collect(Collectors.joining(", "));
  }
}
