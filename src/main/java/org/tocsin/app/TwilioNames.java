package org.tocsin.app;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.Problem;

/**
 * Whether the names that Twilio gave stand where they belong: each begins with two letters that say
 * what it names. Their values are not repeated; one may be the token in the wrong place.
 */
final class TwilioNames {
  private static final String ACCOUNT = "tocsin.twilio.account-sid";
  private static final String TOKEN = "tocsin.twilio.auth-token";
  private static final String SERVICE = "tocsin.twilio.messaging-service-sid";
  private static final String FROM = "tocsin.twilio.from";

  /** Long codes in full, and short codes. */
  private static final String NUMBER = "\\+[1-9]\\d{6,14}|\\d{3,8}";

  private final Settings settings;
  private final List<Problem> problems = new ArrayList<>();

  private TwilioNames(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param real whether it is Twilio itself; a stand-in for it may have names of its own
   */
  static List<Problem> problems(Settings settings, boolean real) {
    TwilioNames names = new TwilioNames(settings);
    boolean swapped = names.is(TOKEN, "AC") && !names.is(ACCOUNT, "AC");
    if (swapped) {
      names.error(ACCOUNT, "and " + TOKEN + " stand in each other's place. Change them round");
    }
    if (real) {
      names.account(swapped);
      names.sender();
    }
    return names.problems;
  }

  private void account(boolean swapped) {
    if (!swapped && !is(ACCOUNT, "AC")) {
      error(
          ACCOUNT,
          "is no account SID: AC and 32 more characters. It stands in Twilio's console beside the"
              + " auth token");
    }
    if (!swapped && (is(TOKEN, "AC") || is(TOKEN, "MG") || is(TOKEN, "SK"))) {
      error(TOKEN, "is a SID and no token. It stands in Twilio's console beside the account SID");
    }
  }

  private void sender() {
    if (settings.isSet(SERVICE) && !is(SERVICE, "MG")) {
      error(
          SERVICE,
          "is no SID of a messaging service: MG and 32 more characters. It stands in Twilio's"
              + " console under Messaging, Services");
    }
    if (settings.isSet(FROM) && !settings.text(FROM).matches(NUMBER)) {
      error(FROM, "is no number as Twilio writes it. Write it with + and country: +13155550100");
    }
  }

  private boolean is(String name, String letters) {
    return settings.text(name).matches(letters + "[0-9a-fA-F]{32}");
  }

  private void error(String name, String message) {
    problems.add(Prerequisites.refused(name, message));
  }
}
