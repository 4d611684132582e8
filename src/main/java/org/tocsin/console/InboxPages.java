package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.Inbox;
import org.tocsin.audience.ReceivedReplies;
import org.tocsin.consent.Holds;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What people wrote: what waits for a decision, and all else that came in. */
final class InboxPages {
  private static final int HEARD = 50;
  private static final int DECIDABLE = 100;

  private static final List<String> SHOWN = List.of("all", "held", "unanswered");

  private final Inbox inbox;
  private final ReceivedReplies replies;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  InboxPages(ConsoleParts parts, ConsoleLook look) {
    this.inbox = parts.people().inbox().held();
    this.replies = parts.people().inbox().replies();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    String shown = visit.request().asked("show").filter(SHOWN::contains).orElse("all");
    String channel =
        visit.request().asked("channel").filter(code -> channel(code).isPresent()).orElse("");
    String alert =
        visit
            .request()
            .asked("alert")
            .map(String::strip)
            .filter(a -> a.matches("\\d{1,18}"))
            .orElse("");
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.inbox"));
    values.put("show", shown);
    values.put("channel", channel);
    values.put("channels", channels(visit));
    values.put("alert", alert);
    values.put(
        "items",
        shown.equals("unanswered") || visit.before() != Long.MAX_VALUE
            ? List.of()
            : inbox.list(DECIDABLE).stream()
                .filter(item -> channel.isEmpty() || item.channel().code().equals(channel))
                .map(item -> item(visit, item))
                .toList());
    values.put("are_all", !shown.equals("held"));
    ReceivedReplies.Found found =
        shown.equals("held")
            ? new ReceivedReplies.Found(List.of(), Optional.empty())
            : replies.find(
                new ReceivedReplies.Wanted(
                    channel,
                    shown.equals("unanswered"),
                    alert.isEmpty() ? 0 : Long.parseLong(alert)),
                visit.before(),
                HEARD);
    values.put("heard", found.replies().stream().map(reply -> reply(visit, reply)).toList());
    values.put(
        "older",
        found
            .next()
            .map(
                next ->
                    "show=" + shown + "&channel=" + channel + "&alert=" + alert + "&before=" + next)
            .orElse(""));
    return look.page(visit, "inbox", values);
  }

  static Optional<Channel> channel(String code) {
    return Stream.of(Channel.values()).filter(each -> each.code().equals(code)).findFirst();
  }

  private static List<Map<String, String>> channels(Visit visit) {
    return Stream.of(Channel.values())
        .map(each -> Map.of("code", each.code(), "words", visit.words("channel." + each.code())))
        .toList();
  }

  private Map<String, String> item(Visit visit, Inbox.Item item) {
    return Map.of(
        "id", "" + item.id(),
        "from", names(visit, item.from()),
        "channel", visit.words("channel." + item.channel().code()),
        "since", visit.when(times, item.since()),
        "why", item.why(),
        "said", item.words());
  }

  private Map<String, String> reply(Visit visit, ReceivedReplies.Reply reply) {
    return Map.of(
        "number", "" + reply.number(),
        "at", visit.when(times, reply.at()),
        "channel", visit.words("channel." + reply.channel().code()),
        "from", names(visit, reply.from()),
        "said", reply.words(),
        "reading", reply.reading(),
        "answers", answers(visit, reply));
  }

  private static String answers(Visit visit, ReceivedReplies.Reply reply) {
    if (reply.answers() > 0) {
      return visit.words("reply.answered");
    }
    return reply.said().isEmpty() ? "" : visit.words("reply.by-program");
  }

  static String names(Visit visit, List<String> from) {
    return from.isEmpty() ? visit.words("inbox.nobody") : String.join(", ", from);
  }

  /** Where two decide at once, one decides and the other reads what it was. */
  HttpResponse decide(Visit visit) {
    Holds.Decision decision =
        switch (visit.request().field("decision")) {
          case "stop" -> Holds.Decision.STOP;
          case "keep" -> Holds.Decision.KEEP;
          default -> throw new HttpFault(400, visit.words("inbox.neither"));
        };
    inbox.decide(visit.id(), decision);
    String what = decision == Holds.Decision.STOP ? "stopped" : "kept";
    audit.add(visit.who(), "reply decided", "number " + visit.id() + ": " + what);
    return look.go("/console/inbox?done=" + what);
  }
}
