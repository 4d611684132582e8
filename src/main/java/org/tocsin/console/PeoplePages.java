package org.tocsin.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.account.Role;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.Phones;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.District;
import org.tocsin.web.HttpResponse;

/** Everybody on the list, and whoever is looked for. */
final class PeoplePages {
  private static final int LISTED = 50;
  private static final int LONGEST = 254;

  private final PeopleSearch search;
  private final ConsoleLook look;

  PeoplePages(PeopleDesk desk, ConsoleLook look) {
    this.search = desk.search();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    String asked = visit.request().asked("q").orElse("").strip();
    asked = asked.substring(0, Math.min(LONGEST, asked.length()));
    List<PeopleSearch.Found> found = search.find(asked, visit.before(), LISTED + 1);
    List<PeopleSearch.Found> page = found.subList(0, Math.min(LISTED, found.size()));
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.people"));
    values.put("asked", asked);
    values.put("export", "q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
    values.put("tag_action", "/console/people/tags");
    values.put("tag_asked", asked);
    values.put("tag_hint", visit.words("tags.found.hint", "" + TagPages.MOST));
    values.put("people", page.stream().map(each -> person(visit, each)).toList());
    values.put("nobody", visit.words(asked.isEmpty() ? "people.empty" : "people.none", asked));
    values.put("can_import", visit.session().may(Role.ADMIN));
    values.put("older", found.size() > LISTED ? older(asked, page) : "");
    return look.page(visit, "people", values);
  }

  private static String older(String asked, List<PeopleSearch.Found> page) {
    long last = page.get(page.size() - 1).subscriber().id();
    return "q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8) + "&before=" + last;
  }

  private static Map<String, Object> person(Visit visit, PeopleSearch.Found found) {
    Subscriber person = found.subscriber();
    Map<String, Object> values = new HashMap<>();
    values.put("id", "" + person.id());
    values.put("name", name(person));
    values.put("email", person.email() == null ? "" : person.email());
    values.put("phone", person.phone() == null ? "" : Phones.forPeople(person.phone()));
    values.put("zip", person.zip());
    values.put("district", district(visit, person.assignment()));
    values.put("tags", person.tags());
    values.put("emails", found.emails());
    values.put("texts", found.texts());
    return values;
  }

  /** What to call somebody: their name, else where they can be reached. */
  static String name(Subscriber person) {
    String name = (person.firstName() + " " + person.lastName()).strip();
    if (!name.isEmpty()) {
      return name;
    }
    return person.email() == null ? Phones.forPeople(person.phone()) : person.email();
  }

  private static String district(Visit visit, Assignment assignment) {
    List<String> districts = assignment.districts().stream().map(District::spoken).toList();
    return districts.isEmpty() ? assignment.state() : visit.labels().or(districts);
  }
}
