package org.tocsin.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.District;
import org.tocsin.civic.Roster;
import org.tocsin.message.Labels;
import org.tocsin.message.Names;
import org.tocsin.message.PageLayout;

/** What a person sees whose ZIP lies in several districts. */
final class SettlePage {
  /** The field of the form: "NY-22". */
  static final String DISTRICT = "district";

  /** What is said at the top, with the status that it is answered with. */
  enum Notice {
    NONE(200),
    SAVED(200),
    CHOOSE(400);

    private final int status;

    Notice(int status) {
      this.status = status;
    }
  }

  private final PageLayout frame;

  SettlePage(PageLayout frame) {
    this.frame = frame;
  }

  /**
   * @param lang in which the page is read
   * @param byZip what their ZIP alone tells
   */
  HttpResponse page(
      String token,
      String lang,
      Subscriber person,
      Assignment byZip,
      Roster roster,
      Notice notice) {
    Labels labels = Labels.in(lang);
    Names names = new Names(labels);
    Map<String, String> words = labels.page("settle", person.zip());
    boolean split = byZip.kind() == Assignment.Kind.ZIP_SPLIT;
    Map<String, Object> values = new HashMap<>();
    values.put("title", words.get("title"));
    values.put("words", words);
    values.put("others", LanguageSwitch.others(labels.lang()));
    values.put("wording", labels.lang());
    values.put("notice", words.getOrDefault(notice.name().toLowerCase(Locale.ROOT), ""));
    values.put("is_wrong", notice == Notice.CHOOSE);
    values.put("intro", split ? words.get("intro") : known(labels, names, person));
    values.put("choices", split ? choices(labels, names, person, byZip, roster) : List.of());
    // Relative, since this page itself lies at /settle/TOKEN.
    values.put("preferences", "../preferences/" + token);
    return HttpResponse.html(notice.status, frame.page("settle", labels.lang(), values))
        .in(labels.lang())
        .forOne();
  }

  private static String known(Labels labels, Names names, Subscriber person) {
    return person.assignment().isCertain()
        ? labels.get("settle.certain", names.district(person.assignment().districts().get(0)))
        : labels.get("settle.unknown");
  }

  private static List<Map<String, Object>> choices(
      Labels labels, Names names, Subscriber person, Assignment byZip, Roster roster) {
    List<Map<String, Object>> choices = new ArrayList<>();
    for (District district : byZip.districts()) {
      boolean chosen =
          person.assignment().isCertain() && person.assignment().districts().contains(district);
      choices.add(
          Map.of(
              "district", district.code(),
              "name", names.district(district),
              "holder", names.holder(roster, district),
              "share", names.share(byZip, district),
              "chosen", chosen));
    }
    return choices;
  }
}
