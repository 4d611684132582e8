package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of mails that were passed on or answered the text stays, and nobody's address. */
final class DraftedMailTest {
  private static final String SAID =
      "The bill raises rents for everyone in town, and it was written in secret.";

  private static final String BODY =
      "Dear neighbors,\n\n"
          + SAID
          + " The Senate votes on Friday.\n\nCall today:\n- Senator Robert Baker: 202-555-0104\n-"
          + " Senator Carla Núñez: 202-555-0105\n\nPat\n\n-- \nPat Jones\npat@example.org\n"
          + "315-555-0188\n";

  @TempDir private Path folder;

  private static String quoted(String text) {
    return text.replaceAll("(?m)^", "> ");
  }

  static Stream<Arguments> mails() {
    return Stream.of(
        Arguments.of(
            "Gmail, forwarded",
            "FYI, please use. Sam\n\n"
                + "---------- Forwarded message ---------\n"
                + "From: Pat Jones <pat@example.org>\n"
                + "Date: Tue, Nov 17, 2026 at 9:14 AM\n"
                + "Subject: Fwd: Vote No on S. 900\n"
                + "To: Sam Lee <sam@example.org>, Kim Park <kim@example.net>,\n"
                + " <river@example.com>\n"
                + "\n\n"
                + BODY),
        Arguments.of(
            "Gmail, answered",
            "Great, send it!\n\n"
                + "On Tue, Nov 17, 2026 at 9:14 AM Pat Jones <\n"
                + "pat@example.org> wrote:\n\n"
                + quoted("Vote No on S. 900\n\n" + BODY)),
        Arguments.of(
            "Gmail in Spanish",
            "---------- Forwarded message ---------\nDe: Pat Jones <pat@example.org>\nDate: mar, 17"
                + " nov 2026 a las 9:14\nSubject: Vote No on S. 900\nTo: <sam@example.org>\n\n\n"
                + BODY),
        Arguments.of(
            "Outlook, forwarded",
            "Please use.\n\n"
                + "From: Pat Jones <pat@example.org>\n"
                + "Sent: Tuesday, November 17, 2026 9:14 AM\n"
                + "To: Sam Lee <sam@example.org>; Kim Park <kim@example.net>\n"
                + "Cc: board@example.com\n"
                + "Subject: FW: Vote No on S. 900\n\n"
                + BODY),
        Arguments.of(
            "Outlook of old",
            "-----Original Message-----\nFrom: Pat Jones [mailto:pat@example.org]\nSent: Tuesday,"
                + " November 17, 2026 9:14 AM\nTo: Sam Lee\nSubject: Vote No on S. 900\n\n"
                + BODY),
        Arguments.of(
            "Outlook on the web",
            "Get Outlook for iOS<https://aka.ms/o0ukef>\n"
                + "________________________________\n"
                + "From: Pat Jones <pat@example.org>\n"
                + "Sent: Tuesday, November 17, 2026 9:14 AM\n"
                + "To: sam@example.org <sam@example.org>\n"
                + "Subject: Re: Vote No on S. 900\n\n"
                + BODY),
        Arguments.of(
            "Outlook in Spanish",
            "De: Pat Jones <pat@example.org>\n"
                + "Enviado: martes, 17 de noviembre de 2026 9:14\n"
                + "Para: Sam <sam@example.org>\n"
                + "Asunto: RV: Vote No on S. 900\n\n"
                + BODY),
        Arguments.of(
            "Apple Mail",
            "Begin forwarded message:\n\n"
                + quoted(
                    "From: Pat Jones <pat@example.org>\nSubject: Vote No on S. 900\nDate: November"
                        + " 17, 2026 at 9:14:02 AM EST\nTo: Sam Lee <sam@example.org>\nReply-To:"
                        + " kim@example.net\n\n"
                        + BODY)),
        Arguments.of(
            "Thunderbird",
            "\n\n"
                + "-------- Forwarded Message --------\n"
                + "Subject: \tVote No on S. 900\n"
                + "Date: \tTue, 17 Nov 2026 09:14:02 -0500\n"
                + "From: \tPat Jones <pat@example.org>\n"
                + "To: \tSam Lee <sam@example.org>\n\n\n\n"
                + BODY),
        Arguments.of(
            "Yahoo",
            "----- Forwarded Message -----From: Pat <pat@example.org>To: Sam <sam@example.org>Sent: x\n"
                    .replace("-----From", "-----\nFrom")
                    .replace(">To", ">\nTo")
                    .replace(">Sent", ">\nSent")
                + "Subject: Vote No on S. 900\n\n"
                + BODY),
        Arguments.of(
            "Proton",
            "------- Forwarded Message -------\n"
                + "From: Pat Jones <pat@example.org>\n"
                + "Date: On Tuesday, November 17th, 2026 at 9:14 AM\n"
                + "Subject: Vote No on S. 900\n"
                + "To: Sam <sam@example.org>\n\n"
                + quoted(BODY)),
        Arguments.of(
            "passed on twice",
            "---------- Forwarded message ---------\n"
                + "From: Kim <kim@example.net>\n"
                + "Date: Tue\n"
                + "Subject: Fwd: Vote No on S. 900\n"
                + "To: <sam@example.org>\n\n"
                + "See below.\n\n"
                + "---------- Forwarded message ---------\n"
                + "From: Pat <pat@example.org>\n"
                + "Date: Mon\n"
                + "Subject: Vote No on S. 900\n"
                + "To: <kim@example.net>\n\n"
                + BODY),
        Arguments.of(
            "a group's list",
            "From: 'Pat Jones' via River <river@googlegroups.example.com>\n"
                + "Date: Tue\n"
                + "Subject: [river] Vote No on S. 900\n"
                + "To: River <river@googlegroups.example.com>\n\n"
                + BODY
                + "\n-- \nYou received this message because you are subscribed to the Google Groups"
                + " \"River\" group.\nTo unsubscribe from this group, send an email to"
                + " river+unsubscribe@googlegroups.example.com.\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mails")
  void a_mail_becomes_a_sheet_without_heads_signatures_and_addresses(String kind, String mail) {
    Draft draft = new Drafts(folder).draft("mail.txt", mail);
    assertThat(draft.source()).doesNotContain("@", "Pat Jones", "0188", "googlegroups");
    var edition = Drafts.sheet(draft).first();
    assertThat(edition.title()).isEqualTo("Vote No on S. 900");
    assertThat(edition.subject()).isEqualTo("Vote No on S. 900");
    assertThat(edition.body())
        .contains("Dear neighbors,\n\n" + SAID, "Call today:")
        .doesNotContain("555-", "Forwarded", "wrote:", "Sent:", "Outlook", "FYI", "> ", "Baker");
  }

  @Test
  void the_answer_is_taken_where_it_says_more_than_what_it_answers() {
    String mail =
        "Here is the final version.\n\nVote No on S. 900\n\n"
            + BODY.substring(0, BODY.indexOf("-- "))
            + "\nOn Mon, Nov 16, 2026, Kim Park <kim@example.net> wrote:\n> Can you draft it?\n";
    Draft draft = new Drafts(folder).draft("mail.txt", mail);
    assertThat(Drafts.sheet(draft).first().body()).contains(SAID).doesNotContain("Can you draft");
    assertThat(draft.source()).doesNotContain("@");
  }

  @Test
  void peoples_addresses_in_the_text_go_and_those_of_an_office_stay() {
    String mail =
        "From: Pat <pat@example.org>\nSubject: Vote No on S. 900\n\n"
            + SAID
            + "\n\nQuestions? Write to Kim Park <kim.park@example.net> or info@example.org, or to"
            + " lee_1@example.com.\n";
    Draft draft = new Drafts(folder).draft("mail.txt", mail);
    assertThat(Drafts.sheet(draft).first().body())
        .contains("Write to Kim Park or info@example.org, or to (address left out).");
    assertThat(draft.notes()).anySatisfy(n -> assertThat(n).contains("left out of the text: 2"));
  }

  @Test
  void a_mail_as_a_page_loses_the_same() {
    String html =
        """
        <div dir="ltr">Can you send this?<br><div class="gmail_quote"><div class="gmail_attr">----------
        Forwarded message ---------<br>From: <strong>Pat Jones</strong> <span>&lt;<a
        href="mailto:pat@example.org">pat@example.org</a>&gt;</span><br>Date: Tue, Nov 17, 2026<br>Subject:
        Vote No on S. 900<br>To: Sam &lt;<a href="mailto:sam@example.org">sam@example.org</a>&gt;<br></div>
        <br><div><div>Dear neighbors,</div><div><br></div><div>The bill raises rents for <b>everyone</b>
        in town, and it was written in secret by nobody knows whom.</div><div>Questions? <a
        href="mailto:pat@example.org">Pat</a></div>-- <br><div class="gmail_signature">Pat Jones<br>
        315-555-0188</div></div></div></div>
        """;
    for (String mail : new String[] {html, html.replace("gmail_quote", "q"), "<html>" + html}) {
      Draft draft = new Drafts(folder).draft("mail.html", mail);
      assertThat(draft.source()).doesNotContain("@", "0188", "Forwarded", "Pat Jones");
      assertThat(Drafts.sheet(draft).first().title()).isEqualTo("Vote No on S. 900");
      assertThat(draft.source()).contains("rents for **everyone** in town", "Questions? Pat");
    }
  }

  @Test
  void a_saved_mail_is_read_as_one() {
    String mail =
        """
        Return-Path: <pat@example.org>
        MIME-Version: 1.0
        From: "River Watch" <pat@example.org>
        Subject: =?UTF-8?Q?Fwd:_Vote_No_on_S=2E_900?=
        To: sam@example.org
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/plain; charset="UTF-8"

        Look at the other part.
        --b
        Content-Type: text/html; charset="UTF-8"
        Content-Transfer-Encoding: quoted-printable

        <p>River Watch</p><p>The bill raises rents =E2=80=93 for everyone. Ask pat@example.org.</p>
        --b--
        """;
    Draft draft = new Drafts(folder).draft("mail.eml", mail);
    assertThat(Drafts.sheet(draft).first().title()).isEqualTo("Vote No on S. 900");
    assertThat(draft.source())
        .contains("The bill raises rents – for everyone. Ask (address left out).")
        .doesNotContain("@", "other part");
  }

  @Test
  void an_events_list_of_when_and_where_is_no_head_of_a_mail() {
    String text =
        "Save the Library\n\n"
            + "Come to the meeting that the council holds on it.\n\n"
            + "Date: Friday, March 6\n"
            + "Time: 7 pm\n"
            + "To: everyone who reads\n";
    assertThat(new Drafts(folder).sheet("a.txt", text).first().body())
        .contains("Date: Friday, March 6\nTime: 7 pm\nTo: everyone");
  }
}
