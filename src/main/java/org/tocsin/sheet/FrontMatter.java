package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The YAML between the two lines of dashes, with the line of each value. Every value is text, a map
 * of texts, or a list of such maps; YAML's own reading of words ("no" as false) does not apply.
 */
final class FrontMatter {
  /** A value and the line of the file on which its key stands. */
  record Value(String text, int line) {}

  /** A map in a list and the line on which it begins. */
  record Item(Map<String, Value> values, int line) {}

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Value> texts = new LinkedHashMap<>();
  private final Map<String, Map<String, Value>> maps = new LinkedHashMap<>();
  private final Map<String, List<Item>> lists = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private String body = "";
  private int bodyLine = 1;
  private boolean isReadable;

  private FrontMatter(String file) {
    this.file = file;
  }

  /** Reads a whole sheet file; what is wrong with it stands in {@link #problems()}. */
  static FrontMatter of(String file, String source) {
    FrontMatter read = new FrontMatter(file);
    read.split(source);
    return read;
  }

  private void split(String source) {
    List<String> all = source.lines().toList();
    if (all.isEmpty() || !all.get(0).strip().equals("---")) {
      error(1, "", "A sheet starts with a line of three dashes, then title, subject and lang.");
      return;
    }
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).stripTrailing().equals("---")) {
        bodyLine = i + 2;
        body = String.join("\n", all.subList(i + 1, all.size()));
        readYaml(String.join("\n", all.subList(1, i)));
        return;
      }
    }
    error(1, "", "The front matter has no end. Put a line of three dashes after its last key.");
  }

  private void readYaml(String yaml) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(0);
      options.setNestingDepthLimit(10);
      Node root = new Yaml(options).compose(new java.io.StringReader(yaml));
      if (root instanceof MappingNode map) {
        isReadable = true;
        map.getValue().forEach(this::readKey);
      } else {
        error(2, "", "The front matter is empty. Write keys, such as title: \"…\".");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 2;
      error(line, "", "This is not valid YAML: " + e.getProblem() + ". " + hint(e.getProblem()));
    } catch (YAMLException e) {
      error(1, "", "This is not valid YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static String hint(String problem) {
    return problem != null && problem.contains("tab")
        ? "Indent with spaces."
        : "Put texts with a colon or quotation marks in them between \"…\".";
  }

  private void readKey(NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    String key = scalar(tuple.getKeyNode()).orElse("");
    if (lines.putIfAbsent(key, line) != null) {
      error(line, key, "This key stands here a second time. Keep one.");
    } else if (tuple.getValueNode() instanceof MappingNode map) {
      maps.put(key, new LinkedHashMap<>());
      map.getValue().forEach(inner -> readInner(key, maps.get(key), inner));
    } else if (tuple.getValueNode() instanceof ScalarNode) {
      texts.put(key, new Value(scalar(tuple.getValueNode()).orElse(""), line));
    } else if (tuple.getValueNode() instanceof SequenceNode list
        && list.getValue().stream().allMatch(MappingNode.class::isInstance)) {
      lists.put(key, new ArrayList<>());
      list.getValue().forEach(item -> readItem(key, (MappingNode) item));
    } else {
      error(line, key, "This list has no place here. Write a text, or a map of texts.");
    }
  }

  private void readItem(String key, MappingNode map) {
    Item item = new Item(new LinkedHashMap<>(), line(map));
    lists.get(key).add(item);
    map.getValue().forEach(inner -> readInner(key, item.values(), inner));
  }

  private void readInner(String key, Map<String, Value> values, NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    String inner = scalar(tuple.getKeyNode()).orElse("");
    Optional<String> text = scalar(tuple.getValueNode());
    if (text.isEmpty()) {
      error(line, key + "." + inner, "Write a text here.");
    } else if (values.putIfAbsent(inner, new Value(text.get(), line)) != null) {
      error(line, key + "." + inner, "This key stands here a second time. Keep one.");
    }
  }

  private static Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar
        ? Optional.of(scalar.getValue().strip())
        : Optional.empty();
  }

  private static int line(Node node) {
    // one line of dashes stands above the YAML
    return node.getStartMark().getLine() + 2;
  }

  private void error(int line, String field, String message) {
    problems.add(Problem.error(file, line, field, message));
  }

  List<Problem> problems() {
    return problems;
  }

  /** Whether there are keys at all; without them none can be called missing. */
  boolean isReadable() {
    return isReadable;
  }

  Map<String, Integer> lines() {
    return lines;
  }

  Optional<Value> text(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  boolean isMap(String key) {
    return maps.containsKey(key);
  }

  Map<String, Value> map(String key) {
    return maps.getOrDefault(key, Map.of());
  }

  /** The maps of a list; none where the key holds no list. */
  List<Item> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  boolean isList(String key) {
    return lists.containsKey(key);
  }

  /** The line of a key, or of a key in a map, "asks.silent"; 1 where it is not given. */
  int line(String field) {
    int dot = field.indexOf('.');
    if (dot > 0) {
      Value value = map(field.substring(0, dot)).get(field.substring(dot + 1));
      return value == null ? line(field.substring(0, dot)) : value.line();
    }
    return lines.getOrDefault(field, 1);
  }

  String body() {
    return body;
  }

  int bodyLine() {
    return bodyLine;
  }
}
