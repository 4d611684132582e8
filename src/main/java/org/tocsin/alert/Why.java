package org.tocsin.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why someone got nothing, or nothing yet, and what can be done about it. In the words, {code} and
 * {detail} are the provider's, {from} is when the next of them may go, {until} the last; {id} is
 * the alert's id, {newer} that of the one in its place.
 */
public enum Why {
  ALERT_PAUSED("the alert is paused", "tocsin alert resume {id}"),
  CHANNEL_PAUSED(
      "the channel is paused: {detail}", "Mend that, then: tocsin channel resume {channel}"),
  HELD("until someone decides what they meant", "tocsin inbox list"),
  HOURS("for their hours, until {from}", "They go by themselves (tocsin.quiet-hours)."),
  RETRY("{detail}; the next attempt is at {from}", "They are tried again by themselves."),
  DUE(
      "they are due and go as fast as the channel may",
      "If nothing goes, see whether tocsin serve runs and tocsin.{channel}.per-second."),
  IN_HAND("they are being handed over", "Wait a moment."),
  IN_DOUBT(
      "it is not known whether the provider took it",
      "It is settled by itself: an email goes once more under its Message-ID, a text is looked"
          + " up."),
  REFUSED("the provider refused it: {detail}", "tocsin alert retry-missed {id} --reason '{code}'"),
  NOT_ARRIVED("it did not arrive: {detail}", "tocsin alert retry-missed {id} --reason '{code}'"),
  ADDRESS_GONE(
      "the provider refused it, and nothing more goes to this address: {detail}",
      "Ask them for another address; tocsin subscribers show tells more."),
  HAS_NEWER("they have a newer alert of this sheet in its place", ""),
  STOP("they wrote STOP", "Only they can come back: START by text, or /subscribe."),
  UNSUBSCRIBE("they unsubscribed", "Only they can come back: /subscribe."),
  BY_HAND("an organizer entered that they want no more", "Only they can come back: /subscribe."),
  COMPLAINT("they complained of spam", "Only they can come back: /subscribe."),
  HARD_BOUNCE(
      "an earlier message to this address bounced for good",
      "Ask them for another address; tocsin subscribers show tells more."),
  PROVIDER(
      "the provider takes nothing for this address",
      "Ask them for another address; tocsin subscribers show tells more."),
  WRONG_NUMBER(
      "they wrote that the number is not theirs, or that its owner has died",
      "Ask for another number; tocsin inbox list has their words."),
  NO_CONSENT("they do not agree to this channel any more", "They can sign up on /subscribe."),
  DEADLINE(
      "the deadline passed before it could go",
      "tocsin publish FILE --deadline TIME sends it to those who have not had it."),
  NO_HOURS(
      "no hour fits all places where they may be",
      "Enter their ZIP or state: tocsin subscribers import."),
  REPLACED("alert {newer} takes its place", "tocsin alert show {newer}"),
  CANCELLED(
      "the alert was cancelled", "tocsin publish FILE sends it to those who have not had it."),
  NO_EMAIL_CONSENT("they have not agreed to emails", "They can sign up on /subscribe."),
  NO_SMS_CONSENT("they have not agreed to texts", "They can sign up on /subscribe."),
  EMAIL_SUPPRESSED(
      "they left, or their address bounced", "tocsin subscribers show EMAIL tells which."),
  SMS_SUPPRESSED(
      "they left, or their number is dead", "tocsin subscribers show PHONE tells which."),
  HAD_IT_BY_EMAIL("they had this revision", "tocsin publish FILE --again"),
  HAD_IT_BY_SMS("they had this revision", "tocsin publish FILE --again"),
  HAD_OLDER_BY_EMAIL("they had an older revision", "tocsin publish FILE --correction"),
  HAD_OLDER_BY_SMS("they had an older revision", "tocsin publish FILE --correction"),
  HAD_NEWER_BY_EMAIL("they had a newer revision", ""),
  HAD_NEWER_BY_SMS("they had a newer revision", ""),
  NO_TEXT_FITS(
      "no text of the sheet fits: there is nobody to name, or it is too long",
      "Give the sheet sms_general; tocsin preview FILE --all shows what becomes of it."),
  NO_HOURS_FIT(
      "no hour fits all places where they may be",
      "Enter their ZIP or state: tocsin subscribers import."),
  NUMBER_SHARED("someone else with the same number gets the text", ""),
  NOT_GATHERED(
      "no text or hour fitted them when it was gathered, or they agreed only later",
      "tocsin publish FILE sends it to those who have not had it.");

  private final String words;
  private final String help;

  Why(String words, String help) {
    this.words = words;
    this.help = help;
  }

  /** As the ledger, exclusions and JSON name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Why> of(String code) {
    return Arrays.stream(values()).filter(why -> why.code().equals(code)).findFirst();
  }

  /** In words, with the places not yet filled. */
  static String words(String code) {
    return of(code).map(why -> why.words).orElse(code.replace('_', ' '));
  }

  /** What can be done: a command or a sentence, or "". */
  static String help(String code) {
    return of(code).map(why -> why.help).orElse("");
  }
}
