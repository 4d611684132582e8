package org.tocsin.civic;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The records of a file of congress-legislators: a JSON array or a YAML list, distinguished by how
 * it begins.
 */
final class Records {
  // SnakeYAML stops at 3 MB unless set otherwise; the files have 0.4 to 1.5 MB and grow.
  private static final int LARGEST = 64 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Records() {}

  /**
   * @param line where the record begins, counted from 1
   */
  record Entry(int line, JsonNode node) {}

  static List<Entry> read(Path file) {
    try (JsonParser parser = parser(text(file))) {
      return entries(file, parser);
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof MarkedYAMLException yaml ? broken(file, yaml) : broken(file, e);
    } catch (CharacterCodingException e) {
      throw refused(
          file, NotUtf8.firstLine(file), "It is not UTF-8. Take the file as it was published.");
    } catch (IOException e) {
      throw new BadInput(CsvFile.unreadable(file, e));
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw refused(file, 0, "It has more than 64 MB. Take the file as it was published.");
    }
    return Files.readString(file);
  }

  private static JsonParser parser(String text) throws IOException {
    if (text.stripLeading().startsWith("[") || text.stripLeading().startsWith("{")) {
      return MAPPER.createParser(text);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    YAMLFactory yaml = YAMLFactory.builder().loaderOptions(options).build();
    yaml.setCodec(MAPPER);
    return new NoAliases(yaml.createParser(text));
  }

  private static List<Entry> entries(Path file, JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw refused(file, 1, "It is no list of records as congress-legislators publishes it.");
    }
    List<Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      entries.add(new Entry(line, MAPPER.readTree(parser)));
    }
    if (parser.nextToken() != null) {
      throw refused(
          file, parser.currentTokenLocation().getLineNr(), "The list ended, yet more follows.");
    }
    return entries;
  }

  private static BadInput broken(Path file, MarkedYAMLException e) {
    int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
    return refused(file, line, "It is broken here: " + e.getProblem() + ".");
  }

  private static BadInput broken(Path file, JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    String what = e.getOriginalMessage().lines().findFirst().orElse("");
    return refused(file, line, "It is broken here: " + what + ".");
  }

  private static BadInput refused(Path file, int line, String message) {
    return new BadInput(Problem.error(file.toString(), line, "", message));
  }

  /** Jackson reads an alias (*name) as the text of its name, which would pass for a value. */
  private static final class NoAliases extends JsonParserDelegate {
    private final YAMLParser yaml;

    private NoAliases(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (yaml.isCurrentAlias()) {
        throw new JsonParseException(this, "aliases (*name) are not read; write the value out");
      }
      return token;
    }
  }
}
