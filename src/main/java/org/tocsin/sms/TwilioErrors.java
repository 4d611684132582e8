package org.tocsin.sms;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.tocsin.TocsinException;

/** What Twilio's error codes mean, from {@code twilio-errors.properties} (X00 to X10). */
final class TwilioErrors {
  private static final String TABLE = "/twilio-errors.properties";

  enum Action {
    SUPPRESS,
    REFUSE,
    RETRY,
    LATER,
    PAUSE
  }

  private final Map<String, Action> actions = new HashMap<>();

  TwilioErrors(Properties table) {
    for (String code : table.stringPropertyNames()) {
      String action = table.getProperty(code).strip().toUpperCase(Locale.ROOT);
      try {
        actions.put(code, Action.valueOf(action));
      } catch (IllegalArgumentException e) {
        throw new TocsinException(
            "twilio-errors.properties: "
                + code
                + " = "
                + action
                + ". Use suppress, refuse, retry, later or pause.",
            e);
      }
    }
  }

  static TwilioErrors load() {
    Properties table = new Properties();
    try (InputStream file = TwilioErrors.class.getResourceAsStream(TABLE);
        Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      table.load(text);
    } catch (IOException e) {
      throw new TocsinException("twilio-errors.properties cannot be read.", e);
    }
    return new TwilioErrors(table);
  }

  Optional<Action> of(String code) {
    return Optional.ofNullable(actions.get(code));
  }
}
