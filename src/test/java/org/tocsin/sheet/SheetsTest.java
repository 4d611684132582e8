package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.TestDatabase;

class SheetsTest {
  private Jdbi jdbi;
  private Sheets sheets;

  @BeforeEach
  void open() {
    jdbi = TestDatabase.fresh().jdbi();
    sheets = new Sheets(jdbi, Clock.fixed(Instant.parse("2017-03-14T12:00:00Z"), ZoneOffset.UTC));
  }

  private static Sheet sheet(String title) {
    String source = Sources.ENGLISH.replace("Fact Sheet", title);
    return Sources.editions("a.md", source, "a.es.md", source.replace("lang: en", "lang: es"));
  }

  @Test
  void a_sheet_comes_back_as_it_was_stored() {
    Revision stored = sheets.store(sheet("One"));
    assertThat(sheets.get(stored.id())).isEqualTo(stored);
    assertThat(stored.sheet().editions()).hasSize(2);
  }

  @Test
  void the_same_content_is_the_same_revision_and_other_content_the_next_number() {
    Revision first = sheets.store(sheet("One"));
    Revision second = sheets.store(sheet("Two"));
    assertThat(sheets.store(sheet("One"))).isEqualTo(first);
    assertThat(second.number()).isEqualTo(2);
    assertThat(sheets.latest("fact-sheet")).contains(second);
    assertThat(sheets.latest("other")).isEmpty();
  }

  @Test
  void many_at_once_make_one_revision_for_each_content() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Revision>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String title = "Title " + i % 4;
      calls.add(() -> sheets.store(sheet(title)));
    }
    for (Future<Revision> call : threads.invokeAll(calls)) {
      assertThat(call.get().number()).isBetween(1, 4);
    }
    threads.shutdown();
    assertThat(count("revision")).isEqualTo(4);
    assertThat(count("edition")).isEqualTo(8);
  }

  private int count(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }

  @Test
  void a_revision_that_is_not_there_is_said_so() {
    assertThatThrownBy(() -> sheets.get(7))
        .isInstanceOf(TocsinException.class)
        .hasMessage("There is no sheet revision 7.");
  }
}
