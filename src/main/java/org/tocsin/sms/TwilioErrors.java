package org.tocsin.sms;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;

/** What Twilio's error codes mean, from {@code twilio-errors.properties} (X00 to X10). */
public final class TwilioErrors {
  private static final String TABLE = "/twilio-errors.properties";
  private static final String DICTIONARY = "https://www.twilio.com/docs/api/errors/";

  enum Action {
    OPTED_OUT,
    SUPPRESS,
    REFUSE,
    NEVER,
    RETRY,
    LATER,
    PAUSE;

    /** Whether the number must not be written to again. */
    boolean endsNumber() {
      return this == OPTED_OUT || this == SUPPRESS;
    }

    private static Action of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * @param fault whose it is: account, sender, campaign, number, person, text, carrier, twilio, us
   * @param words what it means, a sentence
   */
  record Meaning(Action action, String fault, String words) {}

  private final Map<String, Meaning> meanings = new TreeMap<>();

  TwilioErrors(Properties table) {
    for (String code : table.stringPropertyNames()) {
      meanings.put(code, meaning(code, table.getProperty(code)));
    }
  }

  private static Meaning meaning(String code, String line) {
    String[] parts = line.split("\\|", 3);
    try {
      Action action = Action.of(parts[0].strip());
      return new Meaning(action, parts[1].strip(), parts[2].strip());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new TocsinException(
          "twilio-errors.properties: "
              + code
              + " = "
              + line
              + ". Write: opted-out, suppress, refuse, never, retry, later or pause | whose"
              + " fault | a sentence.",
          e);
    }
  }

  /** The table that comes with the program. */
  public static TwilioErrors load() {
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
    return Optional.ofNullable(meanings.get(code)).map(Meaning::action);
  }

  /** What the code means, as a sentence, or where that stands; "" where it is none of Twilio's. */
  public String words(String code) {
    Meaning meaning = meanings.get(code);
    if (meaning != null) {
      return meaning.words();
    }
    return code.matches("\\d{5}") ? "Twilio says what it means: " + DICTIONARY + code : "";
  }

  /** The codes of texts that are not tried again unless someone names the code. */
  public Set<String> neverAgain() {
    return meanings.entrySet().stream()
        .filter(each -> each.getValue().action() == Action.NEVER)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
