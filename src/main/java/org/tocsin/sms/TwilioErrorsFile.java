package org.tocsin.sms;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.Problem;
import org.tocsin.sms.TwilioErrors.Action;
import org.tocsin.sms.TwilioErrors.Meaning;

/** Reads a table of Twilio's error codes. A slip is refused, since it would mislead silently. */
final class TwilioErrorsFile {
  private static final Pattern LINE =
      Pattern.compile(
          "([a-z-]+) *\\| *(account|sender|campaign|number|person|text|carrier|twilio|us) *\\|"
              + " *(\\S.*)");

  private static final String FORM =
      "Write: opted-out, suppress, refuse, never, retry, later or pause | account, sender,"
          + " campaign, number, person, text, carrier, twilio or us | a sentence.";

  private TwilioErrorsFile() {}

  /**
   * A file of an operator.
   *
   * @throws BadInput where it cannot be read, or a line is not as it should be
   */
  static Map<String, Meaning> read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw refused(file.toString(), "", "It is not in UTF-8. Save it as UTF-8.");
    } catch (IOException e) {
      throw refused(
          file.toString(),
          "",
          FileFault.ofReading(file, e) + " tocsin.twilio.errors-file names it.");
    }
  }

  /**
   * @param name of the file, for messages
   */
  static Map<String, Meaning> parse(String name, String text) {
    Properties table = new Properties();
    try {
      table.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw refused(name, "", "It cannot be read: " + e.getMessage());
    }
    Map<String, Meaning> meanings = new TreeMap<>();
    for (String code : table.stringPropertyNames()) {
      meanings.put(code, meaning(name, code, table.getProperty(code).strip()));
    }
    return meanings;
  }

  private static Meaning meaning(String name, String code, String line) {
    if (!code.matches("[1-9][0-9]{4}")) {
      throw refused(name, code, "This is no code of Twilio's. They have five digits, as 30007.");
    }
    Matcher parts = LINE.matcher(line);
    Optional<Action> action = parts.matches() ? Action.of(parts.group(1)) : Optional.empty();
    return action
        .map(known -> new Meaning(known, parts.group(2), parts.group(3)))
        .orElseThrow(() -> refused(name, code, "'" + line + "' is no meaning. " + FORM));
  }

  private static BadInput refused(String name, String code, String message) {
    return new BadInput(Problem.error(name, 0, code, message));
  }
}
