package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;
import org.tocsin.sms.TwilioErrors.Action;

final class TwilioErrorsTest {
  @TempDir Path folder;
  private final TwilioErrors errors = TwilioErrors.builtIn();

  private static InputStream resource(String name) {
    return TwilioErrorsTest.class.getResourceAsStream(name);
  }

  /** What Twilio's dictionary has for messages in its ranges 10xxx to 35xxx and 63xxx. */
  private static List<String> messagingCodes() throws IOException {
    try (InputStream file = resource("/sms/twilio-messaging-codes.txt")) {
      return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
    }
  }

  /** The codes of the table whose line is such. */
  private static Set<String> codes(Predicate<String> line) throws IOException {
    Properties table = new Properties();
    try (InputStream file = resource("/twilio-errors.properties")) {
      table.load(file);
    }
    return table.stringPropertyNames().stream()
        .filter(code -> line.test(table.getProperty(code)))
        .collect(Collectors.toSet());
  }

  @Test
  void every_code_that_twilio_documents_for_messages_has_its_meaning_in_one_sentence()
      throws IOException {
    // X00
    assertThat(messagingCodes())
        .hasSizeGreaterThan(500)
        .doesNotHaveDuplicates()
        .allSatisfy(
            code -> {
              assertThat(errors.of(code)).as(code).isPresent();
              assertThat(errors.words(code)).as(code).matches("[A-Z].*[^. ]\\.");
            });
  }

  @Test
  void only_who_opted_out_and_what_is_no_mobile_phone_is_suppressed() throws IOException {
    // X01, X04
    assertThat(codes(line -> line.startsWith("suppress ")))
        .containsExactlyInAnyOrder(
            "21211", "21614", "21635", "30005", "30006", "30630", "63033", "63050");
    assertThat(codes(line -> line.startsWith("opted-out "))).containsExactly("21610");
  }

  @Test
  void a_fault_of_account_or_campaign_never_costs_anybody_their_text() throws IOException {
    assertThat(codes(line -> line.matches("(suppress|refuse|never) \\| (account|campaign) .*")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20004", "20010", "20426", "21401", "21609", "21663", "21668", "30041", "30042", "30404",
        "30454", "30482", "30489", "30501", "30533", "30620", "30700", "30734", "30826", "30909",
        "30933", "30990", "63008", "63022", "63058", "63112"
      })
  void what_is_not_in_order_for_anybody_pauses(String code) {
    // X07, P9
    assertThat(errors.of(code)).contains(Action.PAUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "21214, REFUSE",
    "21217, REFUSE",
    "21657, REFUSE",
    "21703, REFUSE",
    "30043, REFUSE",
    "30025, LATER",
    "30026, LATER",
    "30450, LATER",
    "30453, LATER",
    "30485, LATER",
    "30615, LATER",
    "30047, RETRY",
    "63037, RETRY",
    "63026, NEVER"
  })
  void what_is_about_one_number_or_one_moment_stops_nobody_else(String code, Action action) {
    // X04, X06, X08, X09
    assertThat(errors.of(code)).contains(action);
  }

  @ParameterizedTest
  @CsvSource({
    "21608, trial",
    "21704, no number",
    "30039, text to us",
    "30013, too long",
    "30042, name",
    "30454, trial",
    "30482, verification",
    "30501, Campaign Verify",
    "63020, Meta"
  })
  void the_sentence_says_what_twilio_means(String code, String word) {
    assertThat(errors.words(code)).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10004", "10010", "20400", "21422", "21630", "21651", "30129", "30611"})
  void what_no_text_comes_to_hear_is_not_in_the_table(String code) {
    assertThat(errors.of(code)).isEmpty();
    assertThat(errors.words(code)).endsWith("/" + code);
  }

  private TwilioErrors with(String lines) throws IOException {
    return errors.with(Files.writeString(folder.resolve("own.properties"), lines));
  }

  @Test
  void a_file_of_the_operators_own_takes_the_place_of_the_codes_that_it_names() throws IOException {
    // X00
    TwilioErrors own =
        with(
            "# ours\n"
                + "30007 = retry | carrier | Filtered.\n"
                + "39999 = opted-out | person | They left.\n");
    assertThat(own.of("30007")).contains(Action.RETRY);
    assertThat(own.words("30007")).isEqualTo("Filtered.");
    assertThat(own.neverAgain()).doesNotContain("30007").contains("30004");
    assertThat(own.of("39999")).contains(Action.OPTED_OUT);
    assertThat(own.of("20003")).contains(Action.PAUSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "21610 = supress | person | They said STOP.",
        "21610 = SUPPRESS | person | They said STOP.",
        "21610 = opted_out | person | They said STOP.",
        "21610 = suppress | nobody | They said STOP.",
        "21610 = suppress | person |",
        "21610 = suppress",
        "21610 =",
        "2161 = suppress | person | They said STOP.",
        "3000x = suppress | person | They said STOP.",
        "error-30007 = suppress | person | They said STOP."
      })
  void a_slip_in_it_is_refused_by_name(String line) {
    assertThatThrownBy(() -> with("30007 = retry | carrier | Filtered.\n" + line))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("own.properties", line.split(" ")[0])
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_file_that_is_not_there_or_no_text_is_refused_by_name() throws IOException {
    assertThatThrownBy(() -> errors.with(folder.resolve("none.properties")))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("none.properties", "no such file", "tocsin.twilio.errors-file");
    Path latin = Files.write(folder.resolve("latin.properties"), new byte[] {'#', (byte) 0xe9});
    assertThatThrownBy(() -> errors.with(latin)).hasMessageContaining("UTF-8");
  }
}
