package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tocsin.support.TestDatabase;

final class MigrationTest {
  @Test
  void an_installation_makes_its_own_keys() {
    var keys =
        TestDatabase.fresh()
            .jdbi()
            .withHandle(
                h -> h.createQuery("SELECT purpose FROM secret").mapTo(String.class).list());
    assertThat(keys).containsExactlyInAnyOrder("token", "address");
  }
}
