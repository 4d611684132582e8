package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;

/** How an alert went over time, and when it will be out. */
final class AlertReachTest {
  private static final Instant NOON = Instant.parse("2027-03-03T12:00:00Z");

  private static AlertReach.Minute email(int minute, long messages) {
    return new AlertReach.Minute("email", NOON.plus(Duration.ofMinutes(minute)), messages);
  }

  private static AlertReach reach(List<AlertReach.Minute> course, long ready, Instant at) {
    return new AlertReach(
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        course,
        Map.of(
            "email",
            new AlertReach.Waiting("email", ready, 0, null),
            "sms",
            new AlertReach.Waiting("sms", 0, 0, null)),
        Map.of(),
        Optional.empty(),
        at);
  }

  @Test
  void what_waits_will_be_out_at_the_rate_of_the_last_five_minutes() {
    List<AlertReach.Minute> course =
        List.of(email(0, 9000), email(6, 100), email(7, 100), email(8, 100), email(9, 200));
    Instant at = NOON.plus(Duration.ofMinutes(10));
    assertThat(reach(course, 1000, at).over(Channel.EMAIL))
        .contains(at.plus(Duration.ofMinutes(10)));
  }

  @Test
  void nothing_is_promised_where_nothing_goes_or_nothing_waits() {
    Instant at = NOON.plus(Duration.ofHours(1));
    assertThat(reach(List.of(email(0, 9000)), 1000, at).over(Channel.EMAIL)).isEmpty();
    assertThat(reach(List.of(email(59, 9000)), 0, at).over(Channel.EMAIL)).isEmpty();
    assertThat(reach(List.of(email(59, 9000)), 10, at).over(Channel.SMS)).isEmpty();
  }

  @Test
  void its_course_has_no_more_parts_than_a_chart_can_show_and_loses_no_message() {
    List<AlertReach.Minute> course =
        List.of(email(0, 3), email(1, 4), email(100, 5), email(1440, 6));
    List<AlertReach.Part> parts = reach(course, 0, NOON).parts(48);
    assertThat(parts).hasSizeLessThanOrEqualTo(48);
    assertThat(parts.get(0).from()).isEqualTo(NOON);
    assertThat(parts.stream().mapToLong(part -> part.messages().getOrDefault("email", 0L)).sum())
        .isEqualTo(18);
    assertThat(reach(List.of(email(0, 3)), 0, NOON).parts(48)).hasSize(1);
    assertThat(reach(List.of(), 0, NOON).parts(48)).isEmpty();
  }
}
