package org.tocsin.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;

/** Forms as programs and browsers send them. */
final class PostedFormTest {
  private static final String MULTIPART = "multipart/form-data; boundary=abc";

  private static Map<String, String> fields(String type, String body) {
    return new Forms().read(new PostedForm(type, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> fields(String body) {
    return fields("Application/X-WWW-form-urlencoded; charset=UTF-8", body);
  }

  @Test
  void fields_are_decoded_in_their_order() {
    assertThat(fields("b=1+2%203&a=%E4%BD%A0&empty=&none&&=x"))
        .containsExactly(
            Map.entry("b", "1 2 3"),
            Map.entry("a", "你"),
            Map.entry("empty", ""),
            Map.entry("none", ""),
            Map.entry("", "x"));
    assertThat(fields("")).isEmpty();
  }

  @Test
  void parts_are_fields_too() {
    // RFC 7578 4.2
    assertThat(
            fields(
                MULTIPART,
                "--abc\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                    + "One-Click\r\n--abc\r\nContent-Disposition: form-data; name=\"n\"\r\n"
                    + "Content-Type: text/plain; charset=utf-8\r\n\r\né\r\n--abc\r\n"
                    + "X: nameless\r\n\r\nx\r\n--abc--\r\n"))
        .containsExactly(Map.entry("List-Unsubscribe", "One-Click"), Map.entry("n", "é"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=%zz", "a=%", "a=%4", "%%=1"})
  void what_cannot_be_read_or_means_two_things_is_refused(String body) {
    assertThatThrownBy(() -> fields(body))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("posted form: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--abc",
        "--abc\r\n",
        "nothing of the kind",
        "--abc\r\nContent-Disposition: ;;;\r\n\r\nx\r\n--abc--",
        "--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"
      })
  void broken_parts_end_in_fields_or_in_words(String body) {
    for (String type :
        new String[] {
          MULTIPART, "multipart/form-data", MULTIPART + ";;\"", "multipart/form-data; boundary=\"\""
        }) {
      try {
        assertThat(fields(type, body)).isNotNull();
      } catch (BadInput e) {
        assertThat(e).hasMessageStartingWith("posted form: ");
      }
    }
  }

  @Test
  void a_file_is_read_in_whichever_encoding_a_spreadsheet_saved_it() {
    for (String encoding : new String[] {"UTF-8", "UTF-16", "windows-1252"}) {
      byte[] file = "name\nÁngel".getBytes(Charset.forName(encoding));
      String head = "--abc\r\nContent-Disposition: form-data; name=f; filename=p.csv\r\n\r\n";
      byte[] body = joined(head.getBytes(US_ASCII), file, "\r\n--abc--\r\n".getBytes(US_ASCII));
      assertThat(new Forms().read(new PostedForm(MULTIPART, body)))
          .as(encoding)
          .containsEntry("f", "name\nÁngel");
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Test
  void a_form_has_no_end_of_fields_but_here() {
    assertThatThrownBy(() -> fields(many(600)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("fields");
  }

  private static String many(int count) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < count; i++) {
      form.append("&f").append(i).append("=");
    }
    return form.toString();
  }

  @Test
  void anything_else_has_no_fields() {
    assertThat(PostedForm.isForm(null)).isFalse();
    assertThat(PostedForm.isForm("text/plain")).isFalse();
    assertThat(PostedForm.isForm("application/x-www-form-urlencoded-not")).isFalse();
    assertThat(new Forms().read(new byte[] {1})).isEmpty();
    assertThat(new Forms().read(null)).isEmpty();
  }
}
