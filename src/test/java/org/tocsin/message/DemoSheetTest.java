package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Assignment;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;

/** The sheet of March 2017, which the demo sends. */
class DemoSheetTest {
  private static final Sheet SHEET =
      SheetFiles.read(Path.of("src/main/resources/demo/sessions-must-resign.md"));

  private static final Renderer RENDERER = Delegations.renderer();

  @Test
  void it_has_no_problems() {
    assertThat(new SheetCheck().check(SHEET)).isEmpty();
    assertThat(SHEET.editions()).hasSize(2);
  }

  @Test
  void its_texts_cost_two_segments_at_most_where_the_names_are_gsm_7() {
    for (Assignment assignment : Delegations.everyKind().values()) {
      for (String lang : new String[] {"en", "es"}) {
        RENDERER
            .text(SHEET, new RenderingKey(lang, assignment, true), ROSTER)
            .filter(text -> !text.body().contains("González"))
            .ifPresent(
                text -> {
                  Segments.Count count = Segments.count(text.body());
                  assertThat(count.encoding()).isEqualTo(Segments.Encoding.GSM_7);
                  assertThat(count.segments()).isLessThanOrEqualTo(2);
                });
      }
    }
  }

  @Test
  void syracuse_reads_that_katko_is_silent_and_has_his_three_numbers() {
    RenderingKey syracuse = new RenderingKey("en", Delegations.certain("NY-24"), true);
    Rendering mail = RENDERER.email(SHEET, syracuse, ROSTER);
    assertThat(mail.subject()).isEqualTo("Unacceptable: Jeff Sessions must resign today");
    assertThat(mail.body())
        .contains("315-423-5657", "315-253-4068", "202-225-3701", "(315) 472-5478")
        .contains("John Katko has made no public statement.")
        .contains("  - hacked into Democratic Party email accounts,");
    assertThat(RENDERER.text(SHEET, syracuse, ROSTER).orElseThrow().body())
        .isEqualTo(
            "CNY Solidarity Coalition: Rep. Katko has not called on Sessions to resign. Call"
                + " 202-225-3701 and ask why. https://alerts.example.org/t/sessions-must-resign"
                + " Reply STOP to end.");
  }

  @Test
  void spanish_readers_get_the_spanish_edition() {
    RenderingKey fit = new RenderingKey("es", Delegations.certain("NY-24"), false);
    Rendering mail = RENDERER.email(SHEET, fit, ROSTER);
    assertThat(mail.lang()).isEqualTo("es");
    assertThat(mail.body()).contains("renunciar", "Estimados vecinos:", "No se ha pronunciado");
    assertThat(mail.html()).contains("<html lang=\"es\"", "In English »");
  }
}
