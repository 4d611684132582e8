package org.tocsin.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.audience.Contact;
import org.tocsin.audience.Destinations;
import org.tocsin.audience.Oddities;
import org.tocsin.civic.States;
import org.tocsin.civic.Zips;
import org.tocsin.consent.AddressKeys;

/**
 * What stands in the form of the sign-up page.
 *
 * @param fields by name, without control characters; "" where there is nothing
 * @param lang of the page, and so of the words that are agreed to
 */
record SignUpForm(Map<String, String> fields, String lang) {
  static final String SUBMIT = "sign-up";
  static final String WORDING = "wording";

  /** People do not see it; who fills it in is a program. */
  static final String HONEYPOT = "website";

  /** The address beside which the page has asked whether it is right. */
  static final String SEEN = "email_seen";

  /** The token of a question; ANSWER: what was written under it. */
  static final String PROOF = "proof";

  static final String ANSWER = "proof_answer";

  static final String BY = "by_";
  private static final int LONGEST = 200;
  private static final List<String> NAMES =
      List.of(
          "email",
          "phone",
          "zip",
          "first_name",
          "last_name",
          "street",
          "city",
          "state",
          "by_email",
          "by_sms",
          "language",
          SEEN,
          PROOF,
          ANSWER,
          HONEYPOT,
          SUBMIT);

  /**
   * @param lang where the form does not say in which language it was shown
   */
  static SignUpForm read(Map<String, String> form, String lang) {
    Map<String, String> fields = new LinkedHashMap<>();
    NAMES.forEach(name -> fields.put(name, clean(form.getOrDefault(name, ""))));
    Stream.of("first_name", "last_name")
        .filter(name -> Oddities.isNoName(fields.get(name)))
        .forEach(name -> fields.put(name, ""));
    String wording = form.getOrDefault(WORDING, "");
    return new SignUpForm(fields, LanguageSwitch.ours(wording).orElse(lang));
  }

  private static String clean(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}]+", " ").strip();
    return line.substring(0, Math.min(line.length(), LONGEST));
  }

  String get(String name) {
    return fields.get(name);
  }

  boolean isSubmitted() {
    return !get(SUBMIT).isEmpty();
  }

  boolean isByProgram() {
    return !get(HONEYPOT).isEmpty();
  }

  boolean wants(Channel channel) {
    return !get(BY + channel.code()).isEmpty();
  }

  /** Where they want to be reached on a channel; empty where they do not, or it is no address. */
  Optional<Contact> contact(Channel channel, AddressKeys keys) {
    return wants(channel)
        ? Contact.read(get(field(channel)), keys).filter(contact -> contact.channel() == channel)
        : Optional.empty();
  }

  private static String field(Channel channel) {
    return switch (channel) {
      case EMAIL -> "email";
      case SMS -> "phone";
    };
  }

  /** Five digits, or "". */
  String zip() {
    return Zips.five(get("zip")).orElse("");
  }

  /** In which they want to be written to. */
  String language() {
    return LanguageSwitch.ours(get("language")).orElse(lang);
  }

  /** USPS code, or "". */
  String state() {
    return States.code(get("state")).orElse("");
  }

  /**
   * What is wrong: the label that says it, by the name of the field.
   *
   * @param destinations where texts may go
   */
  Map<String, String> problems(AddressKeys keys, Destinations destinations) {
    Map<String, String> problems = new HashMap<>();
    if (!wants(Channel.EMAIL) && !wants(Channel.SMS)) {
      problems.put("by", "by.none");
    }
    if (wants(Channel.EMAIL) && contact(Channel.EMAIL, keys).isEmpty()) {
      boolean isBeyondAscii = Contact.isBeyondAscii(get("email"));
      problems.put("email", isBeyondAscii ? "email.not-yet" : "email.wrong");
    }
    if (wants(Channel.EMAIL) && isSlip(keys)) {
      problems.put("email", "email.slip");
    }
    if (wants(Channel.SMS)) {
      contact(Channel.SMS, keys)
          .ifPresentOrElse(
              phone -> {
                if (!destinations.include(phone.address())) {
                  problems.put("phone", "phone.abroad");
                }
              },
              () -> problems.put("phone", "phone.wrong"));
    }
    if (!get("zip").isEmpty() && zip().isEmpty()) {
      problems.put("zip", "zip.wrong");
    }
    if (get("zip").isEmpty() && get("state").isEmpty()) {
      problems.put("zip", "zip.none");
    }
    if (!get("state").isEmpty() && state().isEmpty()) {
      problems.put("state", "state.wrong");
    }
    return problems;
  }

  /** Somebody at gmial.com waits for an email in vain; who says it is right is believed. */
  private boolean isSlip(AddressKeys keys) {
    return !get(SEEN).equals(get("email"))
        && contact(Channel.EMAIL, keys)
            .map(Contact::address)
            .flatMap(address -> Oddities.provider(address.substring(address.indexOf('@') + 1)))
            .isPresent();
  }
}
