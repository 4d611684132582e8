package org.tocsin.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Phones;
import org.tocsin.audience.Subscriber;
import org.tocsin.audience.SubscriberRecord;
import org.tocsin.civic.District;

/** A dossier, for people and for machines. */
final class SubscriberRecordText {
  private final SubscriberRecord dossier;

  SubscriberRecordText(SubscriberRecord dossier) {
    this.dossier = dossier;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    dossier.people().forEach(person -> lines.addAll(lines(person)));
    if (dossier.people().isEmpty()) {
      lines.add(dossier.asked().forPeople() + " is not on the list.");
    }
    dossier.addresses().forEach(address -> lines.addAll(lines(address)));
    lines.add("");
    lines.add("Messages: " + (dossier.messages().isEmpty() ? "none" : ""));
    dossier.messages().forEach(message -> lines.add("  " + line(message)));
    if (!dossier.calls().isEmpty()) {
      lines.add("");
      lines.add("Calls:");
      dossier.calls().forEach(call -> lines.add("  " + line(call)));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static List<String> lines(SubscriberRecord.Person person) {
    Subscriber s = person.subscriber();
    String where = joined(", ", s.street(), s.city(), joined(" ", s.state(), s.zip()));
    return Stream.of(
            "Person " + s.id() + ": " + joined(" ", s.firstName(), s.lastName()),
            line("email", s.email()),
            line("phone", s.phone() == null ? null : Phones.forPeople(s.phone())),
            line("language", s.language()),
            line("address", where),
            line("tags", String.join(", ", s.tags())),
            line("district", joined(" or ", districts(s.assignment())) + known(s.assignment())),
            line("on the list since", person.createdAt()),
            line("consent from", joined(", ", person.consentSource(), text(person.consentAt()))))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String known(Assignment assignment) {
    return " (" + assignment.kind() + ")";
  }

  private static String line(String name, Object value) {
    return text(value).isEmpty() ? "" : "  " + name + ": " + value;
  }

  private static List<String> lines(SubscriberRecord.Address address) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        address.channel().code()
            + " to "
            + address.address()
            + ": "
            + address.state()
            + address
                .reason()
                .map(why -> " (" + why + ", since " + address.since() + ")")
                .orElse(""));
    for (SubscriberRecord.Change change : address.changes()) {
      String quoted = change.words().isEmpty() ? "" : "\"" + change.words() + "\"";
      String what =
          change.change() + (change.way().startsWith("by ") ? " " : " by ") + change.way();
      lines.add("  " + joined("  ", text(change.at()), what, change.source(), quoted));
    }
    for (SubscriberRecord.Received text : address.received()) {
      lines.add("  " + text.at() + "  " + kind(address) + " received, read as " + text.reading());
      lines.add("    \"" + text.body() + "\"");
    }
    return lines;
  }

  private static String kind(SubscriberRecord.Address address) {
    return switch (address.channel()) {
      case EMAIL -> "email";
      case SMS -> "text";
    };
  }

  private static String line(SubscriberRecord.Message message) {
    return joined(
        "  ",
        text(message.settledAt() == null ? message.attemptedAt() : message.settledAt()),
        "delivery " + message.id() + " of alert " + message.alert() + " (" + message.sheet() + ")",
        message.channel().code() + " to " + message.address(),
        message.state(),
        joined(" ", message.code(), message.reason()));
  }

  private static String line(SubscriberRecord.Call call) {
    return joined("  ", text(call.at()), call.official() + " for " + call.sheet(), call.result());
  }

  private static String text(Object value) {
    return Objects.toString(value, "");
  }

  private static String joined(String between, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
  }

  private static String[] districts(Assignment assignment) {
    return assignment.districts().stream().map(District::code).toArray(String[]::new);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("asked", dossier.asked().address());
    json.put("people", dossier.people().stream().map(SubscriberRecordText::json).toList());
    json.put("addresses", dossier.addresses().stream().map(SubscriberRecordText::json).toList());
    json.put("messages", dossier.messages().stream().map(SubscriberRecordText::json).toList());
    json.put("calls", dossier.calls().stream().map(SubscriberRecordText::json).toList());
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Call call) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", orNull(call.at()));
    json.put("sheet", call.sheet());
    json.put("official", call.official());
    json.put("result", call.result());
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Person person) {
    Subscriber s = person.subscriber();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", s.id());
    json.put("email", s.email());
    json.put("phone", s.phone());
    json.put("first_name", s.firstName());
    json.put("last_name", s.lastName());
    json.put("language", s.language());
    json.put("street", s.street());
    json.put("city", s.city());
    json.put("state", s.state());
    json.put("zip", s.zip());
    json.put("tags", s.tags());
    json.put("assignment", s.assignment().kind());
    json.put("districts", List.of(districts(s.assignment())));
    json.put("zones", s.zones().stream().map(Object::toString).toList());
    json.put("email_consent", s.emailConsent());
    json.put("sms_consent", s.smsConsent());
    json.put("consent_source", person.consentSource());
    json.put("consent_at", orNull(person.consentAt()));
    json.put("created_at", orNull(person.createdAt()));
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Address address) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channel", address.channel().code());
    json.put("address", address.address());
    json.put("state", address.state());
    json.put("reason", address.reason().orElse(null));
    json.put("since", orNull(address.since()));
    json.put("consent", address.changes().stream().map(SubscriberRecordText::json).toList());
    json.put("received", address.received().stream().map(SubscriberRecordText::json).toList());
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", orNull(change.at()));
    json.put("change", change.change());
    json.put("way", change.way());
    json.put("source", change.source());
    json.put("words", change.words());
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Received text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", orNull(text.at()));
    json.put("read_as", text.reading());
    json.put("text", text.body());
    return json;
  }

  private static Map<String, Object> json(SubscriberRecord.Message message) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", message.id());
    json.put("alert", message.alert());
    json.put("sheet", message.sheet());
    json.put("channel", message.channel().code());
    json.put("address", message.address());
    json.put("state", message.state());
    json.put("attempted_at", orNull(message.attemptedAt()));
    json.put("settled_at", orNull(message.settledAt()));
    json.put("code", message.code());
    json.put("reason", message.reason());
    return json;
  }

  private static String orNull(Instant time) {
    return time == null ? null : time.toString();
  }
}
