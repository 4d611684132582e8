package org.tocsin.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Phones;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.SubscriberRecord;
import org.tocsin.civic.District;
import org.tocsin.civic.States;
import org.tocsin.message.Labels;

/** What is known of a person, in words. */
final class PersonView {
  /** Of each address, the last. */
  private static final int CHANGES = 50;

  private static final int TEXTS = 30;
  private static final int CALLS = 30;

  private final LocalTimes times;
  private final UnaryOperator<String> officials;

  /**
   * @param officials what to call an official by id
   */
  PersonView(LocalTimes times, UnaryOperator<String> officials) {
    this.times = times;
    this.officials = officials;
  }

  /**
   * @param record of one person
   */
  Map<String, Object> of(Visit visit, SubscriberRecord record) {
    SubscriberRecord.Person person = record.people().get(0);
    Map<String, Object> values = new HashMap<>();
    values.put("title", PeoplePages.name(person.subscriber()));
    values.put("id", "" + person.subscriber().id());
    values.put("tag_action", "/console/people/" + person.subscriber().id() + "/tags");
    values.put("tag_asked", "");
    values.put("tag_hint", visit.words("tags.hint"));
    values.put("facts", facts(visit, person));
    values.put("tags", person.subscriber().tags());
    values.put("addresses", record.addresses().stream().map(each -> address(visit, each)).toList());
    values.put("texts", texts(visit, record));
    List<SubscriberRecord.Message> messages = record.messages();
    boolean isMore = messages.size() > PersonPages.MESSAGES;
    List<SubscriberRecord.Message> page =
        isMore ? messages.subList(0, PersonPages.MESSAGES) : messages;
    values.put("messages", page.stream().map(each -> message(visit, each)).toList());
    values.put("older", isMore ? "" + page.get(page.size() - 1).id() : "");
    values.put(
        "calls", record.calls().stream().limit(CALLS).map(each -> call(visit, each)).toList());
    values.put("heard", visit.request().field("heard"));
    values.put("confirm_label", visit.words("person.erase.confirm", "" + person.subscriber().id()));
    return values;
  }

  private List<Map<String, Object>> facts(Visit visit, SubscriberRecord.Person person) {
    Subscriber one = person.subscriber();
    List<Map<String, Object>> facts = new ArrayList<>();
    add(facts, visit, "email", one.email());
    add(facts, visit, "phone", one.phone() == null ? "" : Phones.forPeople(one.phone()));
    add(facts, visit, "language", one.language().isEmpty() ? "" : Labels.name(one.language()));
    String state = joined(" ", one.state(), one.zip());
    add(facts, visit, "address", joined(", ", one.street(), one.city(), state));
    add(facts, visit, "district", whereabouts(visit, one.assignment()));
    add(facts, visit, "since", said(visit, person.createdAt()));
    add(
        facts,
        visit,
        "source",
        joined(", ", person.consentSource(), said(visit, person.consentAt())));
    return facts;
  }

  private static void add(List<Map<String, Object>> facts, Visit visit, String name, String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(Map.of("name", visit.words("person." + name), "value", value));
    }
  }

  private static String joined(String between, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
  }

  private String said(Visit visit, Instant time) {
    return time == null ? "" : visit.when(times, time);
  }

  /** Where they live, and how that is known. */
  private static String whereabouts(Visit visit, Assignment assignment) {
    List<String> districts = assignment.districts().stream().map(District::spoken).toList();
    String where =
        districts.isEmpty()
            ? States.name(assignment.state()).orElse(assignment.state())
            : visit.labels().or(districts);
    return visit.words("person.known." + assignment.kind(), where);
  }

  private Map<String, Object> address(Visit visit, SubscriberRecord.Address address) {
    String state = address.state().replace(' ', '-');
    Map<String, Object> values = new HashMap<>();
    values.put("channel", address.channel().code());
    values.put("name", visit.words("person.to." + address.channel().code()));
    values.put("address", spoken(address.channel(), address.address()));
    values.put("state", visit.words("person.state." + state));
    values.put("tone", tone(state));
    values.put("reason", address.reason().map(why -> reason(visit, why)).orElse(""));
    values.put("since", said(visit, address.since()));
    values.put("is_stopped", address.reason().isPresent());
    values.put("stop", visit.words("person.stop." + address.channel().code()));
    values.put("changes", last(address.changes(), CHANGES, each -> change(visit, each)));
    return values;
  }

  private static String spoken(Channel channel, String address) {
    return switch (channel) {
      case EMAIL -> address;
      case SMS -> Phones.forPeople(address);
    };
  }

  private static String tone(String state) {
    return switch (state) {
      case "subscribed" -> "good";
      case "held" -> "slow";
      case "suppressed" -> "bad";
      default -> "";
    };
  }

  private static String reason(Visit visit, String code) {
    return visit.labels().page("console.stopped").getOrDefault(code, code);
  }

  /** The newest first. */
  private static <T> List<Map<String, Object>> last(
      List<T> all, int most, java.util.function.Function<T, Map<String, Object>> words) {
    List<Map<String, Object>> newest = new ArrayList<>();
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - most); i--) {
      newest.add(words.apply(all.get(i)));
    }
    return newest;
  }

  private Map<String, Object> change(Visit visit, SubscriberRecord.Change change) {
    return Map.of(
        "at", said(visit, change.at()),
        "what", visit.words("consent." + change.change()),
        "way", way(visit, change.way()),
        "source", change.source(),
        "said", change.words());
  }

  /** How somebody said that they agree or leave, in words. */
  static String way(Visit visit, String way) {
    return visit.labels().page("console.way").getOrDefault(way.replace(' ', '-'), way);
  }

  private List<Map<String, Object>> texts(Visit visit, SubscriberRecord record) {
    return record.addresses().stream()
        .flatMap(address -> last(address.received(), TEXTS, text -> text(visit, text)).stream())
        .toList();
  }

  private Map<String, Object> text(Visit visit, SubscriberRecord.Received text) {
    return Map.of("at", said(visit, text.at()), "reading", text.reading(), "said", text.body());
  }

  private Map<String, Object> call(Visit visit, SubscriberRecord.Call call) {
    return Map.of(
        "at", said(visit, call.at()),
        "sheet", call.sheet(),
        "official", officials.apply(call.official()),
        "result", visit.words("alert.call." + call.result()));
  }

  private Map<String, Object> message(Visit visit, SubscriberRecord.Message message) {
    Instant at = message.settledAt() == null ? message.attemptedAt() : message.settledAt();
    return Map.of(
        "at", said(visit, at),
        "alert", "" + message.alert(),
        "sheet", message.sheet(),
        "channel", visit.words("channel." + message.channel().code()),
        "state", visit.words("delivery." + message.state()),
        "reason", joined(" ", message.code(), message.reason()));
  }
}
