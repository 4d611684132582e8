package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a reader can keep in mind at once: no method is long, and none takes a long row of
 * parameters. What belongs together is a record with a name that means something. Records that hold
 * data may have as many components as there is to keep; each is named here.
 */
final class SizesTest {
  private static final int MOST_LINES = 60;
  private static final int MOST_PARAMETERS = 6;
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("src/bench/java"));

  /** Columns of a row of the database, or of what a query counts. */
  private static final Set<String> ROWS =
      Set.of(
          "ClaimedDelivery",
          "Correction",
          "Explained.Ledger",
          "FeedLooks.Look",
          "FeedPosts.Taken",
          "Gathering.Gathered",
          "LedgerSearch.Row",
          "MissedGroup",
          "PeopleFiles.Kept",
          "Previewing.Group",
          "ReceivedReplies.Reply",
          "SignUp",
          "SignUp.Kept",
          "Subscriber",
          "SubscriberRecord.Address",
          "SubscriberRecord.Message",
          "TransactionalMessage");

  /** What stands in a file, a request or a document, field for field. */
  private static final Set<String> READ =
      Set.of(
          "ConsoleRequest",
          "DemoFacts.Entry",
          "Edition",
          "IncomingRow",
          "Official",
          "PdfGlyph",
          "PdfLine",
          "Post");

  /** What is shown or answered as it stands. */
  private static final Set<String> SHOWN =
      Set.of(
          "DemoMail",
          "DemoPeople.Row",
          "DemoText",
          "Person",
          "Preview",
          "Preview.Sample",
          "PublishPreview",
          "Report",
          "Subscribers.Imported");

  /** What is made out of others by what they say, once, and then only read. */
  private static final Set<String> WORKED_OUT =
      Set.of("CompiledEdition", "PriorAlerts", "AlertReach");

  /** The options of a command, each of which may be given or not. */
  private static final Set<String> OPTIONS = Set.of("SendOptions");

  private static final Set<String> DATA =
      Stream.of(ROWS, READ, SHOWN, WORKED_OUT, OPTIONS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static List<Declaration> declarations;

  /** A method, a constructor, or a record as its components. */
  private record Declaration(
      String place, String owner, boolean isRecord, long lines, int parameters) {}

  @BeforeAll
  static void read() throws IOException {
    declarations = new ArrayList<>();
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        declarations.addAll(in(files.filter(f -> f.toString().endsWith(".java")).toList()));
      }
    }
  }

  private static List<Declaration> in(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Declaration> found = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Scan(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  @Test
  void no_method_is_longer_than_sixty_lines() {
    assertThat(declarations).isNotEmpty();
    assertThat(declarations.stream().filter(d -> d.lines() > MOST_LINES)).isEmpty();
  }

  @Test
  void no_method_and_no_constructor_takes_more_than_six_parameters() {
    assertThat(overlong().filter(d -> !d.isRecord())).isEmpty();
  }

  @Test
  void a_record_of_more_than_six_components_holds_data() {
    assertThat(overlong().filter(Declaration::isRecord))
        .allSatisfy(record -> assertThat(DATA).contains(record.owner()));
  }

  @Test
  void no_record_is_named_here_without_need() {
    Set<String> needed =
        overlong()
            .filter(Declaration::isRecord)
            .map(Declaration::owner)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(needed).containsExactlyInAnyOrderElementsOf(DATA);
  }

  private static Stream<Declaration> overlong() {
    return declarations.stream().filter(d -> d.parameters() > MOST_PARAMETERS);
  }

  /** Goes through a file. */
  private static final class Scan extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Declaration> found;

    Scan(CompilationUnitTree unit, SourcePositions positions, List<Declaration> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (!isCanonical(method)) {
        add(method, method.getName().toString(), false, lines(method), method.getParameters());
      }
      return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getKind() == Tree.Kind.RECORD) {
        add(type, "record", true, 0, components(type));
      }
      return super.visitClass(type, nothing);
    }

    private void add(
        Tree tree, String name, boolean isRecord, long lines, List<? extends Tree> parameters) {
      String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
      long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
      String place = file + ":" + line + " " + name;
      found.add(new Declaration(place, owner(), isRecord, lines, parameters.size()));
    }

    /** The classes that it stands in, the outermost first. */
    private String owner() {
      List<String> names = new ArrayList<>();
      for (Tree tree : getCurrentPath()) {
        if (tree instanceof ClassTree type) {
          names.add(0, type.getSimpleName().toString());
        }
      }
      return String.join(".", names);
    }

    /** With its annotations. */
    private long lines(Tree tree) {
      LineMap lines = unit.getLineMap();
      long end = positions.getEndPosition(unit, tree);
      return end < 0
          ? 0
          : lines.getLineNumber(end)
              - lines.getLineNumber(positions.getStartPosition(unit, tree))
              + 1;
    }

    /** It has the components of its record for parameters. */
    private boolean isCanonical(MethodTree method) {
      return method.getReturnType() == null
          && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
          && type.getKind() == Tree.Kind.RECORD
          && types(method.getParameters()).equals(types(components(type)));
    }

    private static List<String> types(List<? extends VariableTree> variables) {
      return variables.stream().map(v -> String.valueOf(v.getType())).toList();
    }

    private static List<VariableTree> components(ClassTree type) {
      return type.getMembers().stream()
          .filter(VariableTree.class::isInstance)
          .map(VariableTree.class::cast)
          .filter(v -> !v.getModifiers().getFlags().contains(Modifier.STATIC))
          .toList();
    }
  }
}
