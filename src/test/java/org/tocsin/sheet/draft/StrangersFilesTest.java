package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;

/** Files made to do harm are read without harm, or refused in a sentence. */
@Timeout(120)
final class StrangersFilesTest {
  @TempDir private Path folder;
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/pixel.png";
  }

  private Draft draft(WordFile word) throws IOException {
    return Draft.of(word.at(folder.resolve("sheet.docx")), Optional.empty());
  }

  @Test
  void a_picture_that_lies_elsewhere_is_not_fetched() throws IOException {
    Draft draft = draft(new WordFile().paragraph("Call today.").picture("A bell", address()));
    assertThat(draft.source()).contains("Call today.");
    assertThat(calls).hasValue(0);
  }

  @Test
  void a_document_type_is_refused_and_nothing_that_it_names_is_fetched() {
    for (String type :
        new String[] {
          "<!DOCTYPE d SYSTEM \"" + address() + "\">",
          "<!DOCTYPE d [<!ENTITY % e SYSTEM \"" + address() + "\">%e;]>"
        }) {
      assertThatThrownBy(() -> draft(new WordFile().prolog(type).paragraph("Call today.")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("no .docx that can be read");
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void a_page_of_tags_that_a_parser_multiplies_is_refused_before_it_is_parsed() throws IOException {
    for (String tags : new String[] {"<b><p>".repeat(250_000), "<body>".repeat(100_000) + "Call"}) {
      Path file = Files.writeString(folder.resolve("tags.html"), tags);
      assertThatThrownBy(() -> Draft.of(file, Optional.empty()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("far more than a sheet");
    }
  }

  @Test
  void twenty_thousand_levels_are_refused() {
    assertThatThrownBy(() -> draft(new WordFile().nested(20_000))).isInstanceOf(BadInput.class);
  }

  @Test
  void what_unpacks_without_end_is_refused() throws IOException {
    Path file = folder.resolve("bomb.docx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] blank = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        zip.write(blank);
      }
    }
    assertThatThrownBy(() -> Draft.of(file, Optional.empty())).isInstanceOf(BadInput.class);
  }

  @Test
  void html_of_many_levels_is_read_or_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("deep.html"), "<div>".repeat(40_000) + "Call");
    try {
      assertThat(Draft.of(file, Optional.empty()).source()).contains("Call");
    } catch (BadInput refused) {
      assertThat(refused).hasMessageContaining("nested too deeply");
    }
  }

  @Test
  void what_is_far_longer_than_a_sheet_is_refused_in_a_sentence() throws IOException {
    String[] texts = {
      "Call now, friend\n".repeat(100_000),
      "<p>Call now, friend</p>".repeat(60_000),
      "# Call\n\n" + "* now, friend\n".repeat(50_000)
    };
    for (String text : texts) {
      Path file = Files.writeString(folder.resolve("long.txt"), text);
      assertThatThrownBy(() -> Draft.of(file, Optional.empty()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("far more than a sheet");
    }
  }

  @Test
  void broken_xml_prints_nothing_of_its_own() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true));
    try {
      assertThatThrownBy(() -> draft(new WordFile().prolog("<broken").paragraph("Call")))
          .isInstanceOf(BadInput.class);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString()).doesNotContain("Fatal Error");
  }
}
