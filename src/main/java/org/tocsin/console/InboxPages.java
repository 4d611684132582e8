package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.Inbox;
import org.tocsin.consent.Holds;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** What people wrote: what waits for a decision, and all texts that came in. */
final class InboxPages {
  private static final int HEARD = 100;
  private static final int DECIDABLE = 100;

  private final Inbox inbox;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  InboxPages(ConsoleParts parts, ConsoleLook look) {
    this.inbox = parts.people().inbox();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.inbox"));
    values.put("items", inbox.list(DECIDABLE).stream().map(item -> item(visit, item)).toList());
    values.put("heard", inbox.heard(HEARD).stream().map(text -> text(visit, text)).toList());
    return look.page(visit, "inbox", values);
  }

  private Map<String, String> item(Visit visit, Inbox.Item item) {
    return Map.of(
        "id", "" + item.id(),
        "from", names(visit, item.from()),
        "channel", visit.words("channel." + item.channel().code()),
        "since", times.words(item.since()),
        "why", item.why(),
        "said", item.words());
  }

  private Map<String, String> text(Visit visit, Inbox.Heard text) {
    return Map.of(
        "at", times.words(text.at()),
        "from", names(visit, text.from()),
        "said", text.words(),
        "reading", text.reading());
  }

  private static String names(Visit visit, List<String> from) {
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
