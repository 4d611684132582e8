package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;
import org.tocsin.message.Organization;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;
import org.tocsin.message.SenderIdentity;

final class MimeTemplateTest {
  private static final String TOKEN = EmailTest.TOKENS.issue(1234, 56789);
  private static final String LINK = "https://cny.example.org/u/" + Placeholders.TOKEN;

  private static MimeTemplate letter(Rendering rendering) {
    return new CommonHeaders(EmailTest.ADDRESSES, EmailTest.CNY).letter(rendering);
  }

  private static byte[] fill(Rendering rendering, String firstName) {
    return letter(rendering)
        .fill(
            new MimeTemplate.Person(
                "pat@example.org",
                firstName,
                "Tue, 14 Mar 2017 16:00:00 +0000",
                "<1.ab@cny.example.org>",
                TOKEN));
  }

  private static Rendering rendering(String subject, String body, String html) {
    return new Rendering("en", subject, body, html);
  }

  private static MimeMessage parsed(byte[] mail) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
  }

  private static String part(byte[] mail, int index) throws Exception {
    MimeMultipart parts = (MimeMultipart) parsed(mail).getContent();
    return (String) parts.getBodyPart(index).getContent();
  }

  private static void assertThatLinesFit(byte[] mail) {
    // H11, E14: CRLF only, lines of at most 998 octets, bodies of at most 76
    String text = new String(mail, StandardCharsets.ISO_8859_1);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 998);
    String bodies = text.substring(text.indexOf("\r\n\r\n"));
    assertThat(bodies.split("\r\n")).allMatch(line -> line.length() <= 76);
    assertThat(text.chars().allMatch(c -> c < 0x7f)).isTrue();
  }

  @Test
  void the_headers_are_all_there_and_each_once() throws Exception {
    // E01, E04, H01, H04, H06
    MimeMessage mail = parsed(fill(EmailTest.RENDERING, "Pat"));
    assertThat(Collections.list(mail.getAllHeaders()))
        .extracting(jakarta.mail.Header::getName)
        .containsExactly(
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "From",
            "List-Id",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type");
    assertThat(mail.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.getHeader("List-Id", null))
        .isEqualTo("CNY Solidarity Coalition <alerts.cny.example.org>");
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getFrom())
        .containsExactly(new InternetAddress("alerts@cny.example.org", "CNY Solidarity Coalition"));
  }

  @Test
  void the_unsubscribe_header_holds_one_https_address_on_one_line() {
    // E02, E03, E06
    String text = new String(fill(EmailTest.RENDERING, "Pat"), StandardCharsets.US_ASCII);
    assertThat(text)
        .contains("\r\nList-Unsubscribe: <https://cny.example.org/u/" + TOKEN + ">\r\n");
    assertThat(EmailTest.TOKENS.read(TOKEN)).isPresent();
  }

  @Test
  void plain_text_comes_first_and_html_last_with_the_persons_own_words() throws Exception {
    // H12, E15
    byte[] mail =
        fill(
            rendering(
                "Hi",
                Placeholders.FIRST_NAME + ",\ncall today. " + LINK + " — and " + LINK + "\n",
                "<p title=\""
                    + Placeholders.FIRST_NAME
                    + "\">Hi "
                    + Placeholders.FIRST_NAME
                    + "</p><a href=\""
                    + LINK
                    + "\">leave</a>"),
            "José <b>\"O'Neil\" & Söhne");
    String own = "https://cny.example.org/u/" + TOKEN;
    String html =
        "Jos&eacute;".replace("&eacute;", "é") + " &lt;b&gt;&quot;O&#39;Neil&quot; &amp; Söhne";
    assertThat(part(mail, 0))
        .isEqualTo("José <b>\"O'Neil\" & Söhne,\r\ncall today. " + own + " — and " + own + "\r\n");
    assertThat(part(mail, 1))
        .isEqualTo(
            "<p title=\"" + html + "\">Hi " + html + "</p><a href=\"" + own + "\">leave</a>");
    MimeMultipart parts = (MimeMultipart) parsed(mail).getContent();
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getCount()).isEqualTo(2);
    assertThatLinesFit(mail);
  }

  @Property(tries = 300)
  void any_text_comes_back_as_it_was_and_fits_the_lines(
      @ForAll @StringLength(max = 400) String before,
      @ForAll @StringLength(max = 60) String name,
      @ForAll @StringLength(max = 400) String after)
      throws Exception {
    String text =
        valid(before) + Placeholders.FIRST_NAME + valid(after) + Placeholders.TOKEN + " .";
    byte[] mail = fill(rendering("Hi", text, "<p>"), valid(name));
    String own = valid(before) + HeaderText.oneLine(valid(name)) + valid(after) + TOKEN + " .";
    assertThat(part(mail, 0)).isEqualTo(own.replaceAll("\r\n|\r|\n", "\r\n"));
    assertThatLinesFit(mail);
  }

  /** Without the halves of characters, which no encoding can carry. */
  private static String valid(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 300)
  void any_name_in_any_subject_stays_in_the_subject(
      @ForAll @StringLength(max = 300) String subject, @ForAll @StringLength(max = 300) String name)
      throws Exception {
    // H05
    String text = valid(subject) + " " + Placeholders.FIRST_NAME;
    byte[] mail = fill(rendering(text, "-", "-"), valid(name));
    MimeMessage parsed = parsed(mail);
    assertThat(Collections.list(parsed.getAllHeaders())).hasSize(12);
    assertThat(parsed.getSubject() == null ? "" : parsed.getSubject())
        .isEqualTo(HeaderText.oneLine(valid(subject) + " " + valid(name)));
    assertThatLinesFit(mail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pat\r\nBcc: all@example.org", "Pat\nBcc: all@example.org", "Pat\rBcc: x",
        "Pat\u2028Bcc: x", "Pat\u0085Bcc: x", "Pat\0Bcc: x"
      })
  void a_name_never_makes_a_header(String name) throws Exception {
    // H05
    Rendering rendering =
        rendering("For " + Placeholders.FIRST_NAME, "Hi " + Placeholders.FIRST_NAME, "<p>");
    MimeMessage mail = parsed(fill(rendering, name));
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).startsWith("For Pat");
  }

  @Test
  void a_spanish_subject_is_encoded_and_reads_back() throws Exception {
    // H05
    String subject =
        "Inaceptable: el fiscal general Jeff Sessions debe renunciar hoy; ¡llámele a su"
            + " congresista!";
    byte[] mail = fill(rendering(subject, "-", "-"), "");
    assertThat(parsed(mail).getSubject()).isEqualTo(subject);
    assertThat(new String(mail, StandardCharsets.US_ASCII).split("\r\n"))
        .allMatch(line -> line.length() <= 78);
  }

  @Test
  void what_transports_spoil_is_encoded() throws Exception {
    String text = ".\n..\nFrom here\nFact\ntrailing \ntab\t\n--=_tocsin\n";
    byte[] mail = fill(rendering("Hi", text, "-"), "");
    assertThat(new String(mail, StandardCharsets.US_ASCII))
        .contains("\r\n=2E\r\n", "\r\n=46rom here\r\n", "\r\nFact\r\n", "trailing=20\r\n");
    assertThat(part(mail, 0)).isEqualTo(text.replace("\n", "\r\n"));
  }

  @Test
  void a_name_that_needs_care_stands_quoted_in_from_and_list_id() throws Exception {
    for (String name : new String[] {"Acción \"Ya\", Inc.", "Smith, Jones & Co.", "A\r\nB: c"}) {
      Organization organization = new Organization(name, "", "", "", "", "");
      MailAddresses addresses =
          new MailAddresses("alerts@cny.example.org", name, "hello@cny.example.org", "", "");
      byte[] mail =
          new CommonHeaders(addresses, new SenderIdentity(organization, "https://cny.example.org"))
              .letter(EmailTest.RENDERING)
              .fill(new MimeTemplate.Person("a@example.org", "", "", "<1@x>", TOKEN));
      InternetAddress from = (InternetAddress) parsed(mail).getFrom()[0];
      assertThat(from.getPersonal()).isEqualTo(HeaderText.oneLine(name));
      assertThat(from.getAddress()).isEqualTo("alerts@cny.example.org");
      assertThat(parsed(mail).getHeader("List-Id", null)).endsWith("<alerts.cny.example.org>");
      assertThat(parsed(mail).getHeader("Reply-To", null)).isEqualTo("hello@cny.example.org");
      assertThat(parsed(mail).getHeader("B")).isNull();
    }
  }

  @Test
  void a_list_id_stays_within_255_octets() throws Exception {
    // H01
    Organization organization = new Organization("Long name ".repeat(40), "", "", "", "", "");
    byte[] mail =
        new CommonHeaders(
                EmailTest.ADDRESSES, new SenderIdentity(organization, "https://cny.example.org"))
            .letter(EmailTest.RENDERING)
            .fill(new MimeTemplate.Person("a@example.org", "", "", "<1@x>", TOKEN));
    assertThat(parsed(mail).getHeader("List-Id", null)).isEqualTo("<alerts.cny.example.org>");
  }

  @Test
  void a_public_url_that_is_none_is_named_at_start() {
    for (String url : new String[] {"", "cny.example.org", "https://x/\r\nA: b", "https://x/>"}) {
      assertThatThrownBy(
              () ->
                  new CommonHeaders(
                      EmailTest.ADDRESSES, new SenderIdentity(EmailTest.COALITION, url)))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("tocsin.public-url");
    }
  }

  @Test
  void letters_are_made_once_and_the_least_used_go_first() {
    java.util.List<Long> made = new java.util.ArrayList<>();
    int size = letter(EmailTest.RENDERING).size();
    MimeTemplateCache letters =
        new MimeTemplateCache(
            id -> {
              made.add(id);
              return letter(EmailTest.RENDERING);
            },
            2L * size);
    letters.get(1);
    letters.get(2);
    letters.get(1);
    letters.get(3);
    letters.get(1);
    letters.get(2);
    assertThat(made).containsExactly(1L, 2L, 3L, 2L);
  }
}
