package org.tocsin.audience;

import java.util.Optional;

/** The email address and the number of a row: the first of each that can be read. */
final class IncomingAddresses {
  private static final String NO_EMAIL = "It is no email address.";
  private static final String NO_PHONE = "It is no US phone number. Write it as 315-555-0101.";

  private final FoundProblems problems;
  private final IncomingCells cells;
  private final Destinations destinations;
  private String email;
  private String phone;
  private boolean isMobile;
  private boolean areGood = true;

  IncomingAddresses(FoundProblems problems, IncomingCells cells, Destinations destinations) {
    this.problems = problems;
    this.cells = cells;
    this.destinations = destinations;
    readEmail();
    readPhone();
    tellUnread("email", email, !cells.get("email").isEmpty(), whyNoEmail());
    tellUnread(phoneField(), phone, !cells.numbers().isEmpty(), NO_PHONE);
  }

  private void readEmail() {
    for (String cell : cells.all("email").toList()) {
      Optional<String> plain = Emails.normal(cell);
      Optional<String> read = plain.or(() -> Emails.first(cell));
      if (read.isPresent()) {
        email = read.get();
        if (plain.isEmpty()) {
          warn("email", "There is more in it than an address; the first address was kept.");
        }
        Oddities.of(email).ifPresent(words -> warn("email", words));
        return;
      }
    }
  }

  private String whyNoEmail() {
    return cells.all("email").anyMatch(Emails::isBeyondAscii)
        ? Emails.NOT_YET + " Ask for another one."
        : NO_EMAIL;
  }

  private void readPhone() {
    for (IncomingCells.Number number : cells.numbers()) {
      Optional<String> plain = Phones.e164(number.cell());
      Optional<String> read = plain.or(() -> Phones.first(number.cell()));
      if (read.isPresent()) {
        phone = read.get();
        isMobile = number.isMobile();
        if (plain.isEmpty()) {
          warn(phoneField(), "There is more in it than a number; the first number was kept.");
        }
        tellAbroad();
        return;
      }
    }
  }

  private void tellAbroad() {
    if (!destinations.include(phone)) {
      warn(
          phoneField(),
          "It lies outside of where texts go (tocsin.sms.destinations); it gets none.");
    }
  }

  private String phoneField() {
    return cells.get("mobile").isEmpty()
        ? cells.get("phone").isEmpty() && !cells.get("home_phone").isEmpty()
            ? "home_phone"
            : "phone"
        : "mobile";
  }

  /** Costs the cell where the person can be reached otherwise, else the row. */
  private void tellUnread(String field, String read, boolean isWritten, String wrong) {
    if (read != null || !isWritten) {
      return;
    }
    if (email != null || phone != null) {
      warn(field, wrong + " It is left out, the person is kept.");
    } else {
      areGood = false;
      problems.error(cells.line(), cells.column(field), wrong);
    }
  }

  private void warn(String field, String message) {
    problems.warn(cells.line(), cells.column(field), message);
  }

  /** False where there is one and none can be read. */
  boolean areGood() {
    return areGood;
  }

  /** Lower case, or null. */
  String email() {
    return email;
  }

  /** E.164, or null. */
  String phone() {
    return phone;
  }

  /** Consent to texts, where the number is one that the file takes for a mobile number. */
  Boolean textsOnly(Boolean consent) {
    boolean isOther = phone != null && cells.hasMobileColumn() && !isMobile;
    if (isOther && Boolean.TRUE.equals(consent)) {
      warn(
          "sms_consent",
          "The row has no mobile number that can be read, so it gives no consent to texts.");
      return null;
    }
    return consent;
  }
}
