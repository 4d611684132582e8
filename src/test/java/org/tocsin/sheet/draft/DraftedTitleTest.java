package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.sheet.Edition;

/** Title, subject and text come from the line that is meant as such. */
final class DraftedTitleTest {
  private static final String TITLE = "Keep Our River Clean";
  private static final String TEXT =
      "\n\n"
          + "The Senate votes on Thursday on a bill that lets anybody dump oil into the river above"
          + " the dam, and it would take the drinking water from 40,000 people for many years to"
          + " come.\n\n"
          + "We need every one of you.\n";

  @TempDir private Path folder;

  private Edition drafted(String name, String text) {
    return new Drafts(folder).sheet(name, text).first();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "November 17, 2026",
        "Tuesday, November 17, 2026",
        "Tues., Nov. 17",
        "11/17/2026",
        "2026-11-17",
        "17 November 2026",
        "Nov 17, 2026 at 9:14 AM",
        "Posted on March 3, 2026 by Pat",
        "Last updated: March 3rd, 2026",
        "Week of March 6",
        "Spring 2026",
        "17 de noviembre de 2026",
        "Vol. 3, No. 2",
        "Newsletter 12",
        "Newsletter #12",
        "Issue 4 – March 2026",
        "By Pat Jones",
        "FOR IMMEDIATE RELEASE",
        "Contact: Pat Jones",
        "Page 1 of 2",
        "ACTION ALERT",
        "ACTION ALERT\nThursday, November 19, 2026",
        "River Action\nwww.river.example.org\nPage 1 of 2",
        "Fact sheet no. 7 – updated 11/15/2026",
        "Fact Sheet #12, March 2026",
        "Hoja informativa n.º 3",
        "Urgent action alert | Nov. 17",
        "Action Alert!",
        "URGENT",
        "ACTION NEEDED THIS WEEK",
        "DRAFT 2",
        "River Watch",
        "Valley Neighbors Coalition",
        "Indivisible NY-24",
        "river-alert-final2.docx",
        "https://example.org/river",
        "Dear friends,",
        "Hi everyone!"
      })
  void the_line_above_the_title_is_not_the_title(String above) {
    Edition edition = drafted("alert.txt", above + "\n\n" + TITLE + TEXT);
    assertThat(edition.title()).isEqualTo(TITLE);
    assertThat(edition.subject()).isEqualTo(TITLE);
    assertThat(edition.sms().orElseThrow()).startsWith(TITLE + ". Call {{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"November 17, 2026", "By Pat Jones", "River Watch – read more", "Background"})
  void the_line_below_the_title_is_not_the_subject(String below) {
    Edition edition = drafted("alert.txt", TITLE + "\n\n" + below + TEXT);
    assertThat(edition.title()).isEqualTo(TITLE);
    assertThat(edition.subject()).isEqualTo(TITLE);
  }

  @Test
  void who_signs_at_the_end_is_not_the_title_at_the_top() {
    assertThat(
            drafted("a.txt", "Elm Street\n\n" + TITLE + TEXT + "\nThank you,\nElm Street\n")
                .title())
        .isEqualTo(TITLE);
  }

  @Test
  void a_text_without_a_title_gets_a_whole_sentence_and_not_the_files_name() {
    Edition edition =
        drafted(
            "scan_0012 final.txt",
            "Dear friends,\n\n"
                + "Our town is about to lose its only library. The council votes on Friday, and it"
                + " has not asked any of the nine thousand people who read there.\n");
    assertThat(edition.title()).isEqualTo("Our town is about to lose its only library.");
    assertThat(edition.subject()).isEqualTo(edition.title());
  }

  @Test
  void no_sentence_is_cut_in_the_middle() {
    String sentence =
        "The council votes on Friday on a plan that closes the library on Main Street for good, and"
            + " it has not asked any of the nine thousand people of the town who read there every"
            + " week";
    Draft draft = new Drafts(folder).draft("scan.txt", sentence + ".\n");
    Edition edition = Drafts.sheet(draft).first();
    assertThat(edition.title()).isEqualTo("Action alert");
    assertThat(edition.sms().orElseThrow()).startsWith("Action alert. Call").doesNotContain("…");
    assertThat(draft.notes()).anySatisfy(note -> assertThat(note).contains("fit for a title"));
  }

  @Test
  void lines_that_a_window_broke_are_one_paragraph_however_long_they_are() {
    String text =
        "The Senate votes on Thursday on a bill that lets anybody dump oil into the river above the"
            + " dam, which\n"
            + "would take the drinking water from 40,000 people for many years, as everybody knows"
            + " who lives near it, and\n"
            + "nobody has asked us.\n";
    assertThat(drafted("a.txt", TITLE + "\n\n" + text).body())
        .contains("which\nwould", "and\nnobody");
  }

  @Test
  void a_long_subject_is_left_out_of_the_text_rather_than_cut() {
    String subject =
        "The Senate votes on Thursday on a bill that lets anybody dump oil into the river above the"
            + " dam, which would take the drinking water from forty thousand people";
    Edition edition = drafted("a.txt", "Subject: " + subject + "\n\nCall today." + TEXT);
    assertThat(edition.sms().orElseThrow()).doesNotContain("…", "forty").contains("Call {{");
  }

  @Test
  void a_pages_title_is_its_heading_and_neither_the_sites_name_nor_a_pictures_words() {
    String head =
        "<title>Keep Our River Clean | River Watch</title>"
            + "<meta property='og:site_name' content='River Watch'>";
    String logo = "<img src='/logo.png' alt='River Watch logo'>";
    for (String body :
        new String[] {
          logo + "<h1>River Watch</h1><h2>" + TITLE + "</h2>",
          logo + "<p>River Watch</p><p>March 3, 2026</p><h1>" + TITLE + "</h1>",
          "<h1><a href='/'>River Watch</a></h1>" + logo,
          "<div>" + logo + "</div><div>Home &gt; News</div><h1>Keep Our River<br>Clean</h1>",
          logo + "<p>Action alert</p><h2>" + TITLE + "</h2>"
        }) {
      Edition edition =
          drafted("saved.html", "<html><head>" + head + "</head><body>" + body + "<p>" + TEXT);
      assertThat(edition.title()).as(body).isEqualTo(TITLE);
      assertThat(edition.subject()).as(body).isEqualTo(TITLE);
    }
  }

  @Test
  void a_title_that_ran_over_in_the_tab_is_not_taken() {
    Edition edition =
        drafted("a.html", "<title>Keep our river clean and our fish al...</title><p>" + TEXT);
    assertThat(edition.title()).doesNotContain("...", " al");
  }
}
