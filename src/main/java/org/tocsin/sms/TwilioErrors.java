package org.tocsin.sms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.TocsinException;

/**
 * What Twilio's error codes mean, from {@code twilio-errors.properties} and the operator's own file
 * of the kind (X00 to X10).
 */
public final class TwilioErrors {
  private static final String TABLE = "twilio-errors.properties";
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

    /** By its word in the table. */
    static Optional<Action> of(String word) {
      return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param fault whose it is: account, sender, campaign, number, person, text, carrier, twilio, us
   * @param words what it means, a sentence
   */
  record Meaning(Action action, String fault, String words) {}

  private final Map<String, Meaning> meanings;

  private TwilioErrors(Map<String, Meaning> meanings) {
    this.meanings = Map.copyOf(meanings);
  }

  /** The table that comes with the program. */
  public static TwilioErrors builtIn() {
    try (InputStream file = TwilioErrors.class.getResourceAsStream("/" + TABLE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new TwilioErrors(TwilioErrorsFile.parse(TABLE, text));
    } catch (IOException e) {
      throw new TocsinException(TABLE + " cannot be read.", e);
    }
  }

  /**
   * The same, with the codes of a file in place of its own.
   *
   * @throws org.tocsin.BadInput where the file cannot be read, or a line is not as it should be
   */
  public TwilioErrors with(Path file) {
    Map<String, Meaning> all = new HashMap<>(meanings);
    all.putAll(TwilioErrorsFile.read(file));
    return new TwilioErrors(all);
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
