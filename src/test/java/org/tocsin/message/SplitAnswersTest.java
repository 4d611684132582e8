package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.AddressKeys;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TextedAlert;

final class SplitAnswersTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String NUMBER = "+13155550101";

  @TempDir Path folder;
  private final AddressKeys keys = AddressKeys.of(JDBI);
  private final Subscribers subscribers = new Subscribers(JDBI, CLOCK, keys);
  private final Rosters rosters = new Rosters(JDBI, CLOCK);
  private final SplitAnswers answers = new SplitAnswers(new Assignments(JDBI, CLOCK), rosters);

  @BeforeEach
  void set_up() throws Exception {
    JDBI.useHandle(
        handle ->
            handle.execute(
                "TRUNCATE subscriber, roster, district_map, alert, rendering, delivery, revision"
                    + " CASCADE"));
    rosters.add(DemoFacts.AS_OF, "test", new DemoFacts().officials());
    new Districts(JDBI, CLOCK)
        .add(
            DemoFacts.CONGRESS,
            "test",
            Map.of("13035", List.of(District.of("NY-22"), District.of("NY-24"))));
    subscribers.importFile(
        Files.writeString(
            folder.resolve("people.csv"), "phone,zip,sms_consent\n" + NUMBER + ",13035,yes\n"),
        rows -> {});
  }

  private UUID key() {
    return keys.of(Channel.SMS, NUMBER);
  }

  /** A text went to them that has numbered these districts. */
  private void texted(String... choices) {
    TextedAlert.to(JDBI, choices);
  }

  private Optional<String> hear(String body) {
    return JDBI.inTransaction(handle -> answers.hear(handle, key(), body, true));
  }

  private Assignment assignment() {
    return subscribers.find(NUMBER).orElseThrow().assignment();
  }

  @Test
  void a_number_settles_which_representative_is_theirs() {
    texted("NY-22", "NY-24");
    assertThat(hear("2")).get().asString().contains("Rep. John Katko, 202-225-3701");
    assertThat(assignment().kind()).isEqualTo(Kind.ADDRESS);
    assertThat(assignment().districts()).containsExactly(District.of("NY-24"));
    assertThat(hear(" 1. thanks")).get().asString().contains("Tenney");
    assertThat(assignment().districts()).containsExactly(District.of("NY-22"));
    assertThat(hear("ny 24")).get().asString().contains("Katko");
  }

  @Test
  void a_number_means_what_it_meant_in_the_last_text() {
    texted("NY-22", "NY-24");
    texted("NY-24", "NY-22");
    assertThat(hear("#1")).get().asString().contains("Katko");
  }

  @Test
  void what_is_no_answer_or_was_not_asked_changes_nothing() {
    assertThat(hear("1")).isEmpty();
    texted("NY-22", "NY-24");
    for (String other : new String[] {"3", "12", "0", "call at 2", "thanks", "", "NY-21"}) {
      assertThat(hear(other)).as(other).isEmpty();
    }
    assertThat(assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
    texted();
    assertThat(hear("1")).isEmpty();
  }

  @Test
  void the_same_text_again_is_answered_alike_and_changes_nothing() {
    texted("NY-22", "NY-24");
    Optional<String> again = JDBI.inTransaction(handle -> answers.hear(handle, key(), "2", false));
    assertThat(again).get().asString().contains("Katko");
    assertThat(assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
  }
}
