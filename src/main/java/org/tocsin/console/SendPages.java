package org.tocsin.console;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.account.Approvals;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.LeftOut;
import org.tocsin.alert.PublishPreview;
import org.tocsin.alert.Published;
import org.tocsin.alert.SavedAudiences;
import org.tocsin.alert.SendOptions;
import org.tocsin.alert.SentMeanwhile;
import org.tocsin.audience.Phones;
import org.tocsin.civic.Roster;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * Sending a sheet: who gets it, how and when; then one sentence that says what will happen, and the
 * button. Who presses it after somebody else has is led to the alert that is there. The sentence
 * comes from a count that is made aside and kept for some minutes; at the press it is counted
 * again.
 */
final class SendPages {
  /** Above it the number of people must be typed. */
  private static final long TYPED_ABOVE = 500;

  private static final int LISTED = 50;

  /** What stands on the page only once it is counted. */
  private static final List<String> NOTHING_YET =
      List.of(
          "refused",
          "counted",
          "age",
          "than",
          "sentence",
          "to",
          "lasts",
          "left",
          "notes",
          "lines",
          "tables",
          "segments",
          "longest",
          "longest_text",
          "print",
          "number",
          "button");

  private final SheetDesk desk;
  private final CivicDesk civic;
  private final TwoPersons twoPersons;
  private final Alerts alerts;
  private final Clock clock;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;
  private final SendAudience audience;
  private final SendView view;
  private final KeptCounts<Asked, SendCount> counts;

  SendPages(ConsoleParts parts, ConsoleLook look) {
    this.desk = parts.sheets();
    this.civic = parts.civic();
    this.twoPersons = new TwoPersons(parts);
    this.alerts = parts.alerts().all();
    this.clock = parts.clock();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
    this.audience =
        new SendAudience(new SavedAudiences(parts.jdbi(), parts.clock()), parts.alerts().all());
    this.view = new SendView(times, desk.forecast().price());
    this.counts = new KeptCounts<>(this::forecast, clock);
  }

  /**
   * What a count depends on.
   *
   * @param newest the newest alert of the sheet, 0 for none
   * @param roster by whose officials it would go, 0 for none; likewise the map
   */
  private record Asked(Sheet sheet, SendOptions order, long newest, long roster, long map) {}

  private SendCount forecast(Asked asked) {
    PublishPreview published = desk.publishing().preview(asked.sheet(), asked.order());
    return new SendCount(
        published, desk.forecast().previewing().get().of(published, asked.order()));
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, new SendForm(visit.request().query()), "");
  }

  /** Only what would happen, for a page that is open already. */
  HttpResponse count(Visit visit) {
    Map<String, Object> values = values(visit, new SendForm(visit.request().query()));
    result(visit, new SendForm(visit.request().query()), values);
    return look.page(visit, "send-count", values);
  }

  /** Who would get nothing, for one reason. */
  HttpResponse left(Visit visit) {
    SendForm form = new SendForm(visit.request().query());
    String reason = form.field("reason");
    if (!LeftOut.REASONS.contains(reason)) {
      throw new HttpFault(404, visit.words("nothing"));
    }
    Asked asked = asked(visit, form);
    LeftOut found =
        desk.publishing()
            .leftOut(
                desk.publishing().known(asked.sheet()),
                asked.order(),
                reason,
                ConsoleRequest.number(form.field("after")).orElse(0L),
                LISTED);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("send.left"));
    values.put("lead", visit.words("left-out.lead", visit.words("send.left." + reason)));
    values.put("slug", asked.sheet().slug());
    values.put("query", form.query());
    values.put("reason", reason);
    values.put("people", found.people().stream().map(SendPages::person).toList());
    values.put("next", found.next().isPresent() ? "" + found.next().getAsLong() : "");
    return look.page(visit, "left-out", values);
  }

  private static Map<String, Object> person(LeftOut.Person person) {
    String phone = person.phone().isEmpty() ? "" : Phones.forPeople(person.phone());
    String reached = person.email().isEmpty() ? phone : person.email();
    return Map.of(
        "id",
        "" + person.id(),
        "name",
        person.name().isEmpty() ? reached : person.name(),
        "email",
        person.email(),
        "phone",
        phone);
  }

  private HttpResponse page(int status, Visit visit, SendForm form, String wrong) {
    Map<String, Object> values = values(visit, form);
    boolean isRefused = !result(visit, form, values);
    values.put("wrong", wrong);
    return look.page(isRefused ? 400 : status, visit, "send", values);
  }

  private Map<String, Object> values(Visit visit, SendForm form) {
    String slug = visit.path().get("slug");
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("send.title", slug));
    values.put("slug", slug);
    SendForm.FIELDS.forEach(field -> values.put(field, form.field(field)));
    List.of("at", "deadline").forEach(time -> values.put(time, form.local(times, time)));
    long newest = alerts.newest(slug);
    values.put("seen", "" + newest);
    values.put("went", newest > 0);
    values.put("query", form.query());
    values.put("zone", times.zone().map(ZoneId::getId).orElse(""));
    values.put("kinds", audience.choices(visit.labels()));
    NOTHING_YET.forEach(name -> values.put(name, ""));
    values.put("counted_words", visit.words("send.counted", "{0}"));
    values.put("counting", false);
    values.put("typed", false);
    values.put("ready", false);
    values.put("may_go", false);
    values.put("may_approve", false);
    values.put("approval_words", "");
    values.put("offers_stale", form.has("stale"));
    return values;
  }

  /**
   * Puts in what would happen, or why nothing can.
   *
   * @return whether it can be, as far as is known
   */
  private boolean result(Visit visit, SendForm form, Map<String, Object> values) {
    try {
      Asked asked = asked(visit, form);
      values.putAll(chosen(form, asked.order().areas()));
      Optional<KeptCounts.Kept<SendCount>> kept = counts.of(asked, than(form));
      values.put("counting", kept.isEmpty());
      if (kept.isPresent()) {
        put(visit, kept.get(), values);
      }
      return true;
    } catch (BadInput e) {
      values.put("lines", e.problems().stream().map(Problem::inWords).toList());
      values.put("refused", visit.words("send.mend"));
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      values.put("refused", e.getMessage());
      values.put("offers_stale", true);
    }
    return false;
  }

  /** Which alert "the last one" was: it stays so while this page is open. */
  private static Map<String, Object> chosen(SendForm form, List<String> areas) {
    Map<String, Object> values = new HashMap<>();
    for (String[] field : new String[][] {{"audience", "value"}, {"also", "also_value"}}) {
      areas.stream()
          .map(area -> area.split("=", 2))
          .filter(area -> area[0].equals(form.field(field[0])) && !form.has(field[1]))
          .forEach(area -> values.put(field[1], area[1]));
    }
    return values;
  }

  /** When the count was made that somebody wants made again. */
  private static Instant than(SendForm form) {
    return form.field("than").matches("\\d{1,15}")
        ? Instant.ofEpochMilli(Long.parseLong(form.field("than")))
        : Instant.EPOCH;
  }

  private Asked asked(Visit visit, SendForm form) {
    SendOptions order = form.order(times, audience.areas(form, visit.labels()));
    Optional<Roster> roster = civic.rosters().at(order.releaseAt().orElse(clock.instant()));
    return new Asked(
        sheet(visit),
        order,
        alerts.newest(visit.path().get("slug")),
        roster.map(Roster::id).orElse(0L),
        roster.flatMap(known -> civic.districts().mapFor(known.congress())).orElse(0L));
  }

  private Sheet sheet(Visit visit) {
    return desk.drafts()
        .read(visit.path().get("slug"))
        .orElseThrow(() -> new HttpFault(404, visit.words("sheet.none")))
        .orRefused();
  }

  private void put(Visit visit, KeptCounts.Kept<SendCount> kept, Map<String, Object> values) {
    SendCount count = kept.orRefused();
    boolean isLater = count.published().order().releaseAt().isPresent();
    values.putAll(view.of(count, kept.at(), clock.instant(), visit.labels()));
    values.put("print", print(count.published().sheet()));
    values.put("ready", count.messages() > 0);
    values.putAll(twoPersons.standing(visit, matter(visit, count)));
    values.put("number", "" + count.messages());
    values.put("typed", count.messages() > TYPED_ABOVE);
    values.put("button", visit.words(isLater ? "send.schedule" : "send.now"));
    values.put("than", "" + kept.at().toEpochMilli());
  }

  /** What it is that was looked at: another text has another print. */
  private static String print(Sheet sheet) {
    return Sheets.fingerprint(sheet);
  }

  HttpResponse send(Visit visit) {
    long known = known(visit);
    long newest = alerts.newest(visit.path().get("slug"));
    if (newest > known) {
      return sentAlready(newest);
    }
    try {
      SendForm form = new SendForm(visit.request().form());
      SendCount forecast = counts.exact(asked(visit, form)).orRefused();
      Optional<String> wrong = wrong(visit, forecast);
      return wrong.isPresent()
          ? notSent(visit, known, wrong.get())
          : published(visit, made(visit, forecast, known).id());
    } catch (SentMeanwhile e) {
      return sentAlready(e.alert());
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      return notSent(visit, known, e.getMessage());
    }
  }

  private static Approvals.Matter matter(Visit visit, SendCount forecast) {
    return new Approvals.Matter(
        visit.path().get("slug"),
        print(forecast.published().sheet()),
        forecast.published().order().inOneLine(),
        forecast.messages());
  }

  private Published made(Visit visit, SendCount forecast, long known) {
    Approvals.Matter matter = matter(visit, forecast);
    twoPersons.check(visit, matter);
    return desk.publishing()
        .publishAfter(
            forecast.published(),
            known,
            (handle, alert) -> twoPersons.use(handle, visit, matter, alert));
  }

  /** Somebody else than its author has read it and agrees that it goes. */
  HttpResponse approve(Visit visit) {
    SendForm form = new SendForm(visit.request().form());
    try {
      Approvals.Matter matter = matter(visit, counts.exact(asked(visit, form)).orRefused());
      if (matter.messages() == 0 || !form.field("print").equals(matter.fingerprint())) {
        return page(400, visit, form, visit.words("approval.changed"));
      }
      twoPersons.approve(visit, matter);
      return look.go("/console/sheets/" + matter.slug() + "/send?done=approved&" + form.query());
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      return page(400, visit, form, e.getMessage());
    }
  }

  /** Where somebody else sent it meanwhile that is the reason, whatever it led to. */
  private HttpResponse notSent(Visit visit, long known, String why) {
    long newest = alerts.newest(visit.path().get("slug"));
    return newest > known
        ? sentAlready(newest)
        : page(400, visit, new SendForm(visit.request().form()), why);
  }

  /** The newest alert of the sheet when the page was opened, 0 where that is not said. */
  private static long known(Visit visit) {
    return ConsoleRequest.number(visit.request().field("seen")).orElse(0L);
  }

  /** To the alert that somebody made of it since this page was opened. */
  private HttpResponse sentAlready(long alert) {
    return look.go("/console/alerts/" + alert + "?done=sent-already");
  }

  private static Optional<String> wrong(Visit visit, SendCount forecast) {
    String number = "" + forecast.messages();
    String seen = visit.request().field("number");
    if (forecast.messages() == 0) {
      return Optional.of(visit.words("send.nobody"));
    }
    if (!visit.request().field("print").equals(print(forecast.published().sheet()))) {
      return Optional.of(visit.words("send.changed"));
    }
    if (!seen.equals(number)) {
      return Optional.of(visit.words("send.other-number", seen, number));
    }
    return forecast.messages() > TYPED_ABOVE && !visit.request().field("typed").equals(number)
        ? Optional.of(visit.words("send.type", number))
        : Optional.empty();
  }

  private HttpResponse published(Visit visit, long id) {
    audit.add(visit.who(), "sheet sent", "sheet " + visit.path().get("slug") + ", alert " + id);
    return look.go("/console/alerts/" + id + "?done=sent");
  }
}
