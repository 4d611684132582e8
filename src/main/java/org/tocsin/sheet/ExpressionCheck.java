package org.tocsin.sheet;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanExpression;
import io.pebbletemplates.pebble.node.expression.LessThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.LessThanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.sheet.Shape.Simple;

/** What an expression in a template comes to, and whether it may stand there. */
final class ExpressionCheck {
  private static final Set<String> FILTERS =
      Set.of("upper", "lower", "capitalize", "title", "trim", "default", "length");
  private static final Set<String> POSITIONS =
      Set.of("supports", "silent", "opposes", "unknown", "mixed");

  private final Map<String, Shape> scope;
  private final List<TemplateCheck.Fault> faults;
  private final Set<String> roots = new TreeSet<>();

  ExpressionCheck(Map<String, Shape> scope, List<TemplateCheck.Fault> faults) {
    this.scope = scope;
    this.faults = faults;
  }

  /** The variables that were named, without their fields. */
  Set<String> roots() {
    return roots;
  }

  /** Text where it is wrong, so that one mistake is reported once. */
  Shape shape(Expression<?> expression) {
    if (expression instanceof ListTruthiness condition) {
      return shape(condition.of());
    }
    if (expression instanceof ContextVariableExpression variable) {
      return variable(variable);
    }
    if (expression instanceof GetAttributeExpression field) {
      return field(field);
    }
    if (expression instanceof FilterExpression filter) {
      return filter(filter);
    }
    if (expression instanceof TernaryExpression choice) {
      if (shape(choice.getExpression1()) instanceof Shape.Items) {
        fault(
            choice, path(choice.getExpression1()), "Use {% if %} to ask whether a list is empty.");
      }
      return either(shape(choice.getExpression2()), shape(choice.getExpression3()));
    }
    if (expression instanceof BinaryExpression<?> binary) {
      return binary(binary);
    }
    if (expression instanceof UnaryNotExpression not) {
      shape(not.getChildExpression());
      return Simple.FLAG;
    }
    return literal(expression);
  }

  private Shape variable(ContextVariableExpression variable) {
    String name = variable.getName();
    Shape shape = scope.get(name);
    if (shape == null) {
      String near = Suggestion.of(name, scope.keySet());
      return fault(
          variable, name, "There is no such variable here." + (near.isEmpty() ? known() : near));
    }
    roots.add(name);
    return shape;
  }

  private String known() {
    return " There are " + String.join(", ", new TreeSet<>(scope.keySet())) + ".";
  }

  private Shape field(GetAttributeExpression field) {
    String path = path(field);
    if (field.getArgumentsNode() != null) {
      shape(field.getNode());
      return fault(field, path, "Nothing can be called in a sheet. Use a variable or a filter.");
    }
    Shape base = shape(field.getNode());
    if (!(field.getAttributeNameExpression() instanceof LiteralStringExpression name)) {
      return fault(field, path, "A field is named by a plain word, as in official.name.");
    }
    if (!(base instanceof Shape.Fields fields)) {
      boolean already = base == Simple.TEXT && !isKnown(field.getNode());
      return already ? Simple.TEXT : fault(field, path, "This variable has no fields.");
    }
    Shape shape = fields.shapes().get(name.getValue());
    if (shape == null) {
      String near = Suggestion.of(name.getValue(), fields.shapes().keySet());
      String all = " It has " + String.join(", ", new TreeSet<>(fields.shapes().keySet())) + ".";
      return fault(field, path, "There is no such variable." + (near.isEmpty() ? all : near));
    }
    return shape;
  }

  private boolean isKnown(Expression<?> expression) {
    return !(expression instanceof ContextVariableExpression variable)
        || scope.containsKey(variable.getName());
  }

  /** "representative.last_name"; "" for what is neither variable nor field. */
  static String path(Expression<?> expression) {
    if (expression instanceof ContextVariableExpression variable) {
      return variable.getName();
    }
    if (expression instanceof GetAttributeExpression field
        && field.getAttributeNameExpression() instanceof LiteralStringExpression name) {
      String before = path(field.getNode());
      return before.isEmpty() ? name.getValue() : before + "." + name.getValue();
    }
    return "";
  }

  private Shape filter(FilterExpression filter) {
    Expression<?> on = filter.getLeftExpression();
    Shape shape = shape(on);
    if (!(filter.getRightExpression() instanceof FilterInvocationExpression call)
        || !FILTERS.contains(call.getFilterName())) {
      String name =
          filter.getRightExpression() instanceof FilterInvocationExpression named
              ? named.getFilterName()
              : "";
      return fault(
          on,
          path(on),
          "The filter '"
              + name
              + "' is not possible in a sheet. There are "
              + String.join(", ", new TreeSet<>(FILTERS))
              + ".");
    }
    Shape given = arguments(call.getArgs());
    if (call.getFilterName().equals("default")) {
      return either(shape, given);
    }
    refuseMark(on, shape);
    boolean counts = call.getFilterName().equals("length");
    if (!isText(shape) && !(counts && shape instanceof Shape.Items)) {
      return fault(on, path(on), "The filter '" + call.getFilterName() + "' works on texts only.");
    }
    return counts ? Simple.NUMBER : Simple.TEXT;
  }

  private Shape arguments(ArgumentsNode arguments) {
    Shape shape = Simple.TEXT;
    if (arguments != null && arguments.getPositionalArgs() != null) {
      for (PositionalArgumentNode argument : arguments.getPositionalArgs()) {
        shape = shape(argument.getValueExpression());
      }
    }
    return shape;
  }

  private static Shape either(Shape a, Shape b) {
    return a == Simple.MARK || b == Simple.MARK ? Simple.MARK : a;
  }

  private void refuseMark(Expression<?> at, Shape shape) {
    if (shape == Simple.MARK) {
      String path = path(at).isEmpty() ? "subscriber.first_name" : path(at);
      String last = path.substring(path.lastIndexOf('.') + 1);
      fault(at, path, last + " can only be put in as it is, since it is filled in on sending.");
    }
  }

  private static boolean isText(Shape shape) {
    return shape == Simple.TEXT
        || shape == Simple.URL
        || shape == Simple.POSITION
        || shape == Simple.NUMBER
        || shape == Simple.MARK;
  }

  private Shape binary(BinaryExpression<?> binary) {
    Shape left = shape(binary.getLeftExpression());
    if (binary instanceof PositiveTestExpression) {
      return test(binary);
    }
    Shape right = shape(binary.getRightExpression());
    if (binary instanceof ConcatenateExpression) {
      printable(binary.getLeftExpression(), left);
      printable(binary.getRightExpression(), right);
      return either(left, right) == Simple.MARK ? Simple.MARK : Simple.TEXT;
    }
    if (binary instanceof AndExpression || binary instanceof OrExpression) {
      return Simple.FLAG;
    }
    if (!isComparison(binary)) {
      return fault(binary, "", "Arithmetic and ranges are not possible in a sheet.");
    }
    refuseMark(binary.getLeftExpression(), left);
    refuseMark(binary.getRightExpression(), right);
    position(left, binary.getRightExpression());
    position(right, binary.getLeftExpression());
    return Simple.FLAG;
  }

  private static boolean isComparison(BinaryExpression<?> binary) {
    return binary instanceof EqualsExpression
        || binary instanceof NotEqualsExpression
        || binary instanceof LessThanExpression
        || binary instanceof LessThanEqualsExpression
        || binary instanceof GreaterThanExpression
        || binary instanceof GreaterThanEqualsExpression;
  }

  private Shape test(BinaryExpression<?> binary) {
    boolean empty =
        binary.getRightExpression() instanceof TestInvocationExpression test
            && test.getTestName().equals("empty");
    return empty ? Simple.FLAG : fault(binary, "", "The only test in a sheet is 'is empty'.");
  }

  private void position(Shape shape, Expression<?> against) {
    if (shape == Simple.POSITION
        && against instanceof LiteralStringExpression word
        && !POSITIONS.contains(word.getValue())) {
      fault(
          against,
          "position",
          "'" + word.getValue() + "' is no position." + Suggestion.of(word.getValue(), POSITIONS));
    }
  }

  private Shape literal(Expression<?> expression) {
    if (expression instanceof LiteralStringExpression) {
      return Simple.TEXT;
    }
    if (expression instanceof LiteralIntegerExpression
        || expression instanceof LiteralLongExpression) {
      return Simple.NUMBER;
    }
    if (expression instanceof LiteralBooleanExpression) {
      return Simple.FLAG;
    }
    String name =
        expression instanceof FunctionOrMacroInvocationExpression call
            ? call.getFunctionName()
            : "";
    return fault(
        expression, name, "This is not possible in a sheet. Use variables, texts and conditions.");
  }

  /** Whether this can be put into a text. */
  void printable(Expression<?> expression, Shape shape) {
    String path = path(expression);
    if (shape instanceof Shape.Items) {
      fault(expression, path, "This is a list. Use {% for each in " + path + " %}.");
    } else if (shape instanceof Shape.Fields) {
      fault(expression, path, "This has fields. Put in one of them, such as " + path + ".name.");
    } else if (shape == Simple.FLAG) {
      fault(expression, path, "This is yes or no. Use {% if %}.");
    } else if (shape == Simple.CALL_LIST && !(expression instanceof ContextVariableExpression)) {
      fault(expression, "call_list", "It stands by itself: {{ call_list }}.");
    }
  }

  private Shape fault(Expression<?> at, String variable, String message) {
    faults.add(new TemplateCheck.Fault(at.getLineNumber(), variable, message));
    return Simple.TEXT;
  }
}
