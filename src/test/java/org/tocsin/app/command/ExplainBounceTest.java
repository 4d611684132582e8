package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.Settings;
import picocli.CommandLine;

final class ExplainBounceTest {
  private static final String BOUNCE =
      """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example.net
      Subject: failure notice

      <ana@example.org>:
      192.0.2.1 does not like recipient.
      Remote host said: 550 5.1.1 No such user
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine line = Tocsin.line(new Context(() -> Settings.of(Map.of()), Clock.systemUTC()));
    PrintWriter writer = new PrintWriter(out);
    line.setOut(writer).setErr(writer);
    return line.execute(args);
  }

  @Test
  void each_file_is_a_line_of_json_in_their_order() throws IOException {
    Path dead = Files.writeString(folder.resolve("a.eml"), BOUNCE);
    Path nothing = Files.writeString(folder.resolve("b.eml"), "");
    assertThat(run("explain", "bounce", "--json", dead.toString(), nothing.toString())).isZero();
    assertThat(out.toString().lines().toList())
        .isEqualTo(
            List.of(
                "{\"file\":\""
                    + dead
                    + "\",\"kind\":\"bounce\",\"recipients\":[\"ana@example.org\"],"
                    + "\"status\":\"5.1.1\",\"reason\":\"user-unknown\",\"hard\":true,\"suppress\":true}",
                "{\"file\":\""
                    + nothing
                    + "\",\"kind\":\"other\",\"recipients\":[],"
                    + "\"status\":null,\"reason\":null,\"hard\":false,\"suppress\":false}"));
  }

  @Test
  void people_read_who_would_be_suppressed() throws IOException {
    Path dead = Files.writeString(folder.resolve("a.eml"), BOUNCE);
    run("explain", "bounce", dead.toString());
    assertThat(out.toString())
        .contains("a.eml: bounce\n  ana@example.org: 5.1.1 user-unknown, would suppress");
  }

  @Test
  void pieces_after_the_closing_boundary_keep_no_other_mail_unread() throws IOException {
    Path odd =
        Files.writeString(
            folder.resolve("odd.eml"),
            "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n\n"
                + "one\n"
                + "--b--\n\n"
                + "--b\n\n"
                + "two\n"
                + "--b--\n");
    Path dead = Files.writeString(folder.resolve("dead.eml"), BOUNCE);
    assertThat(run("explain", "bounce", odd.toString(), dead.toString())).isZero();
    assertThat(out.toString()).contains("odd.eml: other", "dead.eml: bounce");
  }

  @Test
  void a_folder_is_named_and_those_behind_it_are_read() throws IOException {
    Path dead = Files.writeString(folder.resolve("dead.eml"), BOUNCE);
    assertThat(run("explain", "bounce", folder.toString(), dead.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("dead.eml: bounce", "Not a mail that can be read: " + folder);
  }

  @Test
  void a_missing_file_is_named() {
    assertThat(run("explain", "bounce", folder + "/none.eml")).isEqualTo(1);
    assertThat(out.toString()).contains("none.eml");
  }
}
