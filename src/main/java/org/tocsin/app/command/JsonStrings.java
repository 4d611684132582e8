package org.tocsin.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.tocsin.TocsinException;

/** Texts on standard input, each as a JSON string on a line of its own. */
final class JsonStrings {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonStrings() {}

  /**
   * Hands them over one by one; empty lines are passed over.
   *
   * @throws TocsinException naming the line that is something else
   */
  static void read(Consumer<String> text) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          text.accept(string(line, number));
        }
      }
    } catch (IOException e) {
      throw new TocsinException("Standard input could not be read: " + e.getMessage(), e);
    }
  }

  private static String string(String line, int number) {
    try {
      JsonNode text = JSON.readTree(line);
      if (text.isTextual()) {
        return text.textValue();
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new TocsinException(
        "Line " + number + " is no JSON string. Write each text on a line of its own as \"…\".");
  }
}
