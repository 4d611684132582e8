package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.Person.Representative;
import org.tocsin.app.demo.Person.Standing;
import org.tocsin.support.TestDatabase;

class DemoPeopleTest {
  @TempDir Path folder;
  private SeededWorld world;

  @BeforeEach
  void seed() throws IOException {
    world = new SeededWorld(TestDatabase.fresh().jdbi()).withPeople(folder);
  }

  @Test
  void before_the_alert_everyone_who_may_be_written_to_waits() {
    assertThat(world.person("Alice Moreno").email().standing()).isEqualTo(Standing.WAITING);
    assertThat(world.person("Alice Moreno").text().standing()).isEqualTo(Standing.WAITING);
    assertThat(world.person("Rosa Delgado").email().brief()).isEqualTo("no consent");
    assertThat(world.person("Rosa Delgado").gotNothing()).isTrue();
  }

  @Test
  void what_arrived_is_told_from_what_waits_and_what_failed() {
    world.withAlert();
    world.deliver("alice.moreno@example.org", "accepted", null, null);
    world.deliver("+13155550101", "delivered", null, null);
    world.deliver("+13155550117", "refused", "21614", "not a mobile number");
    world.deliver("old.address@example.org", "refused", "550 5.1.1", "No such mailbox here");
    world.deliver("frank.osgood@example.org", "queued", "451", "try later");

    assertThat(world.person("Alice Moreno").email().standing()).isEqualTo(Standing.ARRIVED);
    assertThat(world.person("Alice Moreno").text().brief()).isEqualTo("delivered");
    assertThat(world.person("Stan Kowalczyk").text().brief()).isEqualTo("a landline");
    assertThat(world.person("Stan Kowalczyk").gotNothing()).isTrue();
    assertThat(world.person("Wendy Marsh").email().brief()).isEqualTo("no such mailbox");
    assertThat(world.person("Frank Osgood").email().standing()).isEqualTo(Standing.WAITING);
    assertThat(world.person("Frank Osgood").email().sentence()).isEqualTo("451 try later");
  }

  @Test
  void the_reason_stands_where_nothing_was_sent() {
    world.withAlert();
    world.suppress(DemoFacts.STOPPED_NUMBER, "stop");
    world.suppress(DemoFacts.UNSUBSCRIBED_ADDRESS, "unsubscribe");
    world.deliver("+13155550119", "delivered", null, null);

    assertThat(world.person("Walter Finch").text().sentence())
        .isEqualTo("left before this alert: texted STOP");
    assertThat(world.person("Nora Lindgren").email().sentence()).endsWith("unsubscribed");
    assertThat(world.person("Ursula Vance").text().standing()).isEqualTo(Standing.ARRIVED);
    assertThat(world.person("Victor Vance").text().sentence()).endsWith("for Ursula Vance");
    assertThat(world.person("Tess Underhill").text().brief()).isEqualTo("ZIP not known");
    assertThat(world.person("Quinn Alder").text().brief()).isEqualTo("seat is vacant");
    assertThat(world.person("Ben Carver").text().standing()).isEqualTo(Standing.ABSENT);
    assertThat(world.person("Alice Moreno").email().brief()).isEqualTo("not in audience");
  }

  @Test
  void who_leaves_after_a_message_arrived_has_both_told() {
    world.withAlert();
    world.deliver("+13155550101", "delivered", null, null);
    world.suppress("+13155550101", "stop");

    assertThat(world.person("Alice Moreno").text().standing()).isEqualTo(Standing.ARRIVED);
    assertThat(world.person("Alice Moreno").text().left()).isEqualTo("texted STOP");

    world.suppress("+13155550117", "provider");
    assertThat(world.person("Stan Kowalczyk").text().left()).as("not by own wish").isEmpty();
    assertThat(world.person("Stan Kowalczyk").text().brief()).isEqualTo("given up before");
  }

  @Test
  void who_wrote_what_may_be_an_opt_out_is_held_and_the_reason_told() {
    world.withAlert();
    world.deliver("+13155550101", "delivered", null, null);
    world.deliver("alice.moreno@example.org", "queued", null, null);
    world.hold("+13155550101", "“not sure” may be an opt-out");
    world.hold("alice.moreno@example.org", "“enough” may be an opt-out");

    Person alice = world.person("Alice Moreno");
    assertThat(alice.text().standing()).isEqualTo(Standing.ARRIVED);
    assertThat(alice.text().held()).isEqualTo("“not sure” may be an opt-out");
    assertThat(alice.text().left()).isEmpty();
    assertThat(alice.email().brief()).isEqualTo("held");
    assertThat(alice.email().sentence()).contains("until an organizer has read");
    assertThat(world.person("Diego Fuentes").text().held()).isEmpty();
  }

  @Test
  void districts_and_representatives_are_told_as_surely_as_they_are_known() {
    world.withAlert();

    assertThat(world.person("Alice Moreno").representatives())
        .containsExactly(new Representative("John Katko", "Katko", "202-225-3701"));
    assertThat(world.person("Irene Novak").district()).isEqualTo("NY-22 or NY-24");
    assertThat(world.person("Irene Novak").representatives())
        .extracting(Representative::name, Representative::phone)
        .containsExactly(
            tuple("Claudia Tenney", "202-225-3665"), tuple("John Katko", "202-225-3701"));
    assertThat(world.person("Mary Redbird").district()).isEqualTo("WY at large");
    assertThat(world.person("Nilda Rosario").representatives())
        .extracting(Representative::name)
        .containsExactly("Jenniffer González-Colón");
    assertThat(world.person("Quinn Alder").representatives()).isEmpty();
    assertThat(world.person("Tess Underhill").district()).isEmpty();
  }
}
