package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.support.Ledger;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** Whatever a file holds, a command that reads it ends in words, and nothing has changed. */
final class NastyFilesTest {
  private static final String SHEET_HEAD = "---\nsubject: Call\n---\n";

  private static final List<String> ANYTHING =
      List.of(
          "empty",
          "nul",
          "noise",
          "half-a-zip",
          "wide",
          "long-line",
          "open-quote",
          "commas",
          "folder",
          "nowhere");
  private static final List<String> DEEP_SHEETS =
      List.of("quotes", "list", "brackets", "stars", "tags", "brackets-inside", "html");
  private static final List<String> DEEP_RECORDS = List.of("json", "objects", "yaml", "aliases");

  @TempDir static Path folder;
  private static Cli cli;
  private static Map<String, String> before;

  @BeforeAll
  static void an_installation() throws IOException {
    cli = new Cli(TestDatabase.fresh(), new SettableClock(Ledger.NOON), folder);
    for (Map.Entry<String, byte[]> each : contents().entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
    Files.createDirectory(folder.resolve("folder"));
    before = cli.everything();
  }

  private static Map<String, byte[]> contents() {
    byte[] noise = new byte[50_000];
    new Random(20_261_127).nextBytes(noise);
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put("empty", new byte[0]);
    contents.put("nul", new byte[1000]);
    contents.put("noise", noise);
    contents.put("half-a-zip", new byte[] {'P', 'K', 3, 4, 0, 0, 8});
    contents.put("wide", "name,zip\nAnn,13202".getBytes(StandardCharsets.UTF_16));
    contents.put("long-line", text("a", 3_000_000));
    contents.put("open-quote", text("email,\"zip\n", 100_000));
    contents.put("commas", text(",", 200_000));
    contents.put("json", text("[", 100_000));
    contents.put("objects", text("{\"a\":", 100_000));
    contents.put("yaml", text("- ", 50_000));
    contents.put("aliases", text("- &a [x]\n- [*a,*a]\n", 100));
    contents.put("quotes", headed(text("> ", 50_000)));
    contents.put("list", headed(text("- ", 50_000)));
    contents.put("brackets", headed(text("[", 50_000)));
    contents.put("stars", headed(text("*a _", 20_000)));
    contents.put("tags", headed(text("{% if 1 %}", 8_000)));
    contents.put(
        "brackets-inside",
        headed(("{{ " + "(".repeat(50_000) + " }}").getBytes(StandardCharsets.UTF_8)));
    contents.put("html", text("<div>", 40_000));
    return contents;
  }

  private static byte[] headed(byte[] body) {
    return (SHEET_HEAD + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] text(String piece, int times) {
    return piece.repeat(times).getBytes(StandardCharsets.UTF_8);
  }

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("sheet", "check", "FILE"),
        List.of("sheet", "draft", "FILE", "-o", "OUT"),
        List.of("preview", "FILE"),
        List.of("officials", "import", "FILE", "FILE", "--as-of", "2017-03-14"),
        List.of("districts", "import", "FILE", "--congress", "115"),
        List.of("zones", "import", "FILE"),
        List.of("subscribers", "import", "FILE"),
        List.of("explain", "bounce", "FILE"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_ends_in_words(List<String> command) {
    Stream<String> deep =
        switch (command.get(0)) {
          case "sheet", "preview" -> DEEP_SHEETS.stream();
          case "officials" -> DEEP_RECORDS.stream();
          default -> Stream.empty();
        };
    Stream.concat(ANYTHING.stream(), deep).forEach(name -> ends(command, folder.resolve(name)));
    assertThat(cli.everything()).isEqualTo(before);
  }

  private static void ends(List<String> command, Path file) {
    Path given = command.contains("check") || command.contains("preview") ? asSheet(file) : file;
    String out = folder.resolve("drafted-" + file.getFileName() + ".md").toString();
    Object[] words =
        command.stream()
            .map(word -> word.replace("FILE", given.toString()).replace("OUT", out))
            .toArray();
    Cli.Ran ran = cli.run(words);
    String what = command + " " + file.getFileName();
    assertThat(ran.exit()).as(what).isIn(0, 1);
    assertThat(ran.err()).as(what).doesNotContain("\tat ", "Exception", "nobody foresaw");
    assertThat(ran.out() + ran.err()).as(what).isNotBlank();
  }

  private static Path asSheet(Path file) {
    try {
      Path sheet = folder.resolve("sheets").resolve(file.getFileName() + ".md");
      Files.createDirectories(sheet.getParent());
      if (Files.isRegularFile(file)) {
        Files.write(sheet, Files.readAllBytes(file));
      } else if (Files.isDirectory(file)) {
        Files.createDirectories(sheet);
      }
      return sheet;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
