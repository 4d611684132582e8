package org.tocsin.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.ReceivedReplies;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** One message that somebody wrote, and what organizers answer. */
final class ReplyPages {
  private final Jdbi jdbi;
  private final Clock clock;
  private final ReceivedReplies replies;
  private final ReplyAnswers answers;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  ReplyPages(ConsoleParts parts, ConsoleLook look) {
    this.jdbi = parts.jdbi();
    this.clock = parts.clock();
    this.replies = parts.people().inbox().replies();
    this.answers = parts.people().inbox().answers();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  private ReceivedReplies.Reply reply(Visit visit) {
    return jdbi.withHandle(handle -> replies.find(handle, visit.id()))
        .orElseThrow(() -> new HttpFault(404, visit.words("reply.missing")));
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, reply(visit), "");
  }

  /**
   * @param wrong why what was asked for is not done, or ""
   */
  private HttpResponse page(int status, Visit visit, ReceivedReplies.Reply reply, String wrong) {
    List<ReplyAnswers.Given> given = answers.of(reply.number());
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("reply.title"));
    values.put("number", "" + reply.number());
    values.put("at", visit.when(times, reply.at()));
    values.put("channel", visit.words("channel." + reply.channel().code()));
    values.put("reading", reply.reading());
    values.put("said", reply.words());
    values.put("people", people(visit, reply));
    values.put("by_program", reply.said().isEmpty() ? "" : visit.words("reply.by-program"));
    values.put("given", given.stream().map(each -> given(visit, each)).toList());
    values.put("seen", "" + given.size());
    values.put("channels", channels(visit, reply));
    values.put("draft", visit.request().form().getOrDefault("words", ""));
    values.put("most", "" + ReplyAnswers.longest(Channel.EMAIL));
    values.put("wrong", wrong);
    return look.page(status, visit, "reply", values);
  }

  private static List<Map<String, String>> people(Visit visit, ReceivedReplies.Reply reply) {
    List<Map<String, String>> people = new ArrayList<>();
    for (int i = 0; i < reply.people().size(); i++) {
      people.add(Map.of("id", "" + reply.people().get(i), "name", reply.from().get(i)));
    }
    return people;
  }

  private List<Map<String, Object>> channels(Visit visit, ReceivedReplies.Reply reply) {
    return answers.channels(reply).stream()
        .map(
            channel ->
                Map.<String, Object>of(
                    "code", channel.code(),
                    "words", visit.words("reply.by." + channel.code()),
                    "first", channel == reply.channel()))
        .toList();
  }

  private Map<String, String> given(Visit visit, ReplyAnswers.Given given) {
    return Map.of(
        "at", visit.when(times, given.at()),
        "who", given.who(),
        "channel", visit.words("channel." + given.channel().code()),
        "said", given.words(),
        "became", became(visit, given));
  }

  private String became(Visit visit, ReplyAnswers.Given given) {
    Instant due = given.due();
    boolean isLater =
        given.became().equals("waiting") && due != null && due.isAfter(clock.instant());
    return isLater
        ? visit.words("reply.became.later", visit.when(times, due))
        : visit.words("reply.became." + given.became());
  }

  /** Of two who answer at once, one does, and the other reads what was answered. */
  HttpResponse answer(Visit visit) {
    ReceivedReplies.Reply reply = reply(visit);
    String words = visit.request().field("words").replace("\0", "");
    if (words.isEmpty()) {
      return page(400, visit, reply, visit.words("reply.refused.empty"));
    }
    ReplyAnswers.Draft draft =
        new ReplyAnswers.Draft(seen(visit), channel(visit), words, visit.who());
    ReplyAnswers.Result result =
        jdbi.inTransaction(
            handle -> {
              ReplyAnswers.Result came = answers.answer(handle, reply, draft);
              if (came == ReplyAnswers.Result.TAKEN) {
                audit.add(
                    handle,
                    visit.who(),
                    "reply answered",
                    "reply " + reply.number() + ", " + draft.channel().code());
              }
              return came;
            });
    if (result == ReplyAnswers.Result.TAKEN) {
      return look.go("/console/inbox/replies/" + reply.number() + "?done=reply-answered");
    }
    String why = "reply.refused." + result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return page(
        result == ReplyAnswers.Result.MEANWHILE ? 409 : 400,
        visit,
        reply,
        visit.words(why, "" + ReplyAnswers.longest(draft.channel()), "" + words.length()));
  }

  private static int seen(Visit visit) {
    String seen = visit.request().field("seen");
    return seen.matches("\\d{1,6}") ? Integer.parseInt(seen) : 0;
  }

  private static Channel channel(Visit visit) {
    return InboxPages.channel(visit.request().field("channel"))
        .orElseThrow(() -> new HttpFault(400, visit.words("reply.refused.neither")));
  }
}
