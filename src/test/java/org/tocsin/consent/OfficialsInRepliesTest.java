package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the last names of the roster change, and what they do not. */
final class OfficialsInRepliesTest {
  private final ReplyReader knowing = new ReplyReader(() -> Set.of("whitcomb", "young"));
  private final ReplyReader unknowing = new ReplyReader(Set::of);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Take me off Whitcomb's list",
        "unsubscribe from whitcomb’s newsletter",
        "take me off Young's list",
        "whitcomb dont want any messages",
        "Whitcomb que deje de mandar mensajes"
      })
  void a_wish_that_is_about_an_official_is_for_a_person_to_decide(String body) {
    assertThat(knowing.read(body).reply()).isEqualTo(ReplyIntent.UNSURE);
    assertThat(unknowing.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no more Whitcomb messages",
        "stop sending me Whitcomb texts",
        "Whitcomb wont listen so stop texting",
        "take me off youngs list",
        "STOP"
      })
  void a_stop_stays_a_stop_whatever_names_stand_in_it(String body) {
    assertThat(knowing.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @Test
  void why_says_the_name_as_it_was_written_in_small_letters() {
    assertThat(knowing.read("Take me off Whitcomb's list").why())
        .isEqualTo("is about an official: off whitcombs list");
  }

  @Test
  void names_are_not_asked_for_where_a_keyword_says_it_all() {
    ReplyReader reader =
        new ReplyReader(
            () -> {
              throw new IllegalStateException("asked");
            });
    assertThat(reader.read("Stop, please").reply()).isEqualTo(ReplyIntent.STOP);
  }
}
