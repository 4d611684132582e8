package org.tocsin.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;
import org.tocsin.account.AuditLog;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Preview;
import org.tocsin.alert.PublishPreview;
import org.tocsin.alert.SendOptions;
import org.tocsin.alert.SentMeanwhile;
import org.tocsin.sheet.Sheet;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * Sending a sheet: who gets it, how and when; then one sentence that says what will happen, and the
 * button. Who presses it after somebody else has is led to the alert that is there.
 */
final class SendPages {
  /** Above it the number of people must be typed. */
  private static final long TYPED_ABOVE = 500;

  private static final List<String> FIELDS =
      List.of("audience", "value", "channels", "at", "deadline", "stale");

  private final SheetDesk desk;
  private final Alerts alerts;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  SendPages(ConsoleParts parts, ConsoleLook look) {
    this.desk = parts.sheets();
    this.alerts = parts.alerts().all();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  /** What was looked at. */
  private record Seen(PublishPreview published, Preview preview) {
    long messages() {
      return preview.channels().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, visit.request().query(), "");
  }

  private HttpResponse page(int status, Visit visit, Map<String, String> asked, String wrong) {
    String slug = visit.path().get("slug");
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("send.title", slug));
    values.put("slug", slug);
    FIELDS.forEach(field -> values.put(field, asked.getOrDefault(field, "")));
    values.put("seen", "" + alerts.newest(slug));
    values.put("lines", List.of());
    values.put("typed", false);
    values.put("sentence", "");
    values.put("print", "");
    values.put("number", "");
    values.put("button", "");
    values.put("ready", false);
    values.put("offers_stale", !asked.getOrDefault("stale", "").isEmpty());
    try {
      sentence(visit, seen(visit, asked), values);
      values.put("wrong", wrong);
      return look.page(status, visit, "send", values);
    } catch (BadInput e) {
      values.put("lines", e.problems().stream().map(Problem::inWords).toList());
      values.put("wrong", wrong.isEmpty() ? visit.words("send.mend") : wrong);
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      values.put("wrong", e.getMessage());
      values.put("offers_stale", true);
    }
    return look.page(400, visit, "send", values);
  }

  private Seen seen(Visit visit, Map<String, String> asked) {
    Sheet sheet = sheet(visit);
    PublishPreview published = desk.publishing().preview(sheet, order(visit, asked));
    Preview preview = desk.forecast().previewing().get().of(published, published.order());
    return new Seen(published, preview);
  }

  private Sheet sheet(Visit visit) {
    return desk.drafts()
        .read(visit.path().get("slug"))
        .orElseThrow(() -> new HttpFault(404, visit.words("sheet.none")))
        .orRefused();
  }

  private SendOptions order(Visit visit, Map<String, String> asked) {
    String channel = asked.getOrDefault("channels", "");
    Set<Channel> channels =
        channel.isEmpty() ? EnumSet.allOf(Channel.class) : EnumSet.of(Channel.of(channel));
    return new SendOptions(
        time(asked, "at"),
        time(asked, "deadline"),
        channels,
        areas(visit, asked),
        false,
        !asked.getOrDefault("stale", "").isEmpty());
  }

  private Optional<Instant> time(Map<String, String> asked, String field) {
    return Optional.of(asked.getOrDefault(field, "").strip())
        .filter(time -> !time.isEmpty())
        .map(WallTime::of)
        .map(times::instant);
  }

  /** An audience that is not understood is refused, never taken for everyone. */
  private static List<String> areas(Visit visit, Map<String, String> asked) {
    String kind = asked.getOrDefault("audience", "").strip();
    String value = asked.getOrDefault("value", "").strip();
    if (kind.isEmpty() && value.isEmpty()) {
      return List.of();
    }
    if (!List.of("state", "district", "zip", "tag").contains(kind) || value.isEmpty()) {
      throw new TocsinException(visit.words("send.who"));
    }
    String written = kind.equals("tag") ? value : value.toUpperCase(Locale.ROOT);
    return List.of(kind + "=" + written);
  }

  private void sentence(Visit visit, Seen seen, Map<String, Object> values) {
    List<String> lines = new ArrayList<>(seen.published().counted(seen.preview()).lines());
    seen.published().warnings().forEach(problem -> lines.add(problem.inWords()));
    boolean isLater = seen.published().order().releaseAt().isPresent();
    String when =
        seen.published().order().releaseAt().map(times::words).orElse(visit.words("send.now-when"));
    long texts = seen.preview().channels().getOrDefault(Channel.SMS.code(), 0L);
    long emails = seen.preview().channels().getOrDefault(Channel.EMAIL.code(), 0L);
    values.put("lines", lines);
    values.put("print", print(seen.published().sheet()));
    values.put("ready", seen.messages() > 0);
    values.put("number", "" + seen.messages());
    values.put("typed", seen.messages() > TYPED_ABOVE);
    values.put("button", visit.words(isLater ? "send.schedule" : "send.now"));
    values.put(
        "sentence",
        visit.words(
            seen.messages() > 0 ? "send.sentence" : "send.nobody",
            "" + emails,
            "" + texts,
            when,
            "" + seen.preview().totalSegments(),
            cost(seen)));
  }

  private String cost(Seen seen) {
    return desk.forecast()
        .price()
        .multiply(BigDecimal.valueOf(seen.preview().totalSegments()))
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** What it is that was looked at: another text has another print. */
  private static String print(Sheet sheet) {
    return Integer.toHexString(sheet.editions().hashCode());
  }

  HttpResponse send(Visit visit) {
    long known = known(visit);
    long newest = alerts.newest(visit.path().get("slug"));
    if (newest > known) {
      return sentAlready(newest);
    }
    try {
      Seen seen = seen(visit, visit.request().form());
      Optional<String> wrong = wrong(visit, seen);
      return wrong.isPresent()
          ? notSent(visit, known, wrong.get())
          : published(visit, desk.publishing().publishAfter(seen.published(), known).id());
    } catch (SentMeanwhile e) {
      return sentAlready(e.alert());
    } catch (HttpFault e) {
      throw e;
    } catch (TocsinException e) {
      return notSent(visit, known, e.getMessage());
    }
  }

  /** Where somebody else sent it meanwhile that is the reason, whatever it led to. */
  private HttpResponse notSent(Visit visit, long known, String why) {
    long newest = alerts.newest(visit.path().get("slug"));
    return newest > known ? sentAlready(newest) : page(400, visit, visit.request().form(), why);
  }

  /** The newest alert of the sheet when the page was opened, 0 where that is not said. */
  private static long known(Visit visit) {
    String seen = visit.request().field("seen");
    return seen.matches("\\d{1,18}") ? Long.parseLong(seen) : 0;
  }

  /** To the alert that somebody made of it since this page was opened. */
  private HttpResponse sentAlready(long alert) {
    return look.go("/console/alerts/" + alert + "?done=sent-already");
  }

  private static Optional<String> wrong(Visit visit, Seen seen) {
    String number = "" + seen.messages();
    if (seen.messages() == 0) {
      return Optional.of(visit.words("send.nobody"));
    }
    if (!visit.request().field("print").equals(print(seen.published().sheet()))
        || !visit.request().field("number").equals(number)) {
      return Optional.of(visit.words("send.changed"));
    }
    return seen.messages() > TYPED_ABOVE && !visit.request().field("typed").equals(number)
        ? Optional.of(visit.words("send.type", number))
        : Optional.empty();
  }

  private HttpResponse published(Visit visit, long id) {
    audit.add(visit.who(), "sheet sent", "sheet " + visit.path().get("slug") + ", alert " + id);
    return look.go("/console/alerts/" + id + "?done=sent");
  }
}
