package org.tocsin.sheet;

import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.utils.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a first name is put in although the reader may have given none, so that they would
 * read "Hi ,". A template that {@link TemplateCheck} lets pass is looked at.
 */
final class NamelessCheck {
  static final String MESSAGE =
      "Whoever gave no name reads \"Hi ,\" here. Write"
          + " {{ subscriber.first_name | default(\"neighbor\") }}, or put it between"
          + " {% if subscriber.first_name %} and {% endif %}.";

  private static final String NAME = "subscriber.first_name";

  private final List<Integer> lines = new ArrayList<>();

  private NamelessCheck() {}

  /** The lines within the template, counted from 1. */
  static List<Integer> lines(String template) {
    if (!template.contains("first_name")) {
      return List.of();
    }
    NamelessCheck check = new NamelessCheck();
    check.body(TemplateTree.of(template).getBody(), false);
    return check.lines;
  }

  /**
   * @param named whether all who read this have a name
   */
  private void body(BodyNode body, boolean named) {
    for (RenderableNode node : body.getChildren()) {
      if (node instanceof PrintNode print) {
        put(print.getExpression(), named);
      } else if (node instanceof IfNode choice) {
        choice(choice, named);
      } else if (node instanceof ForNode loop) {
        body(loop.getBody(), named);
        if (loop.getElseBody() != null) {
          body(loop.getElseBody(), named);
        }
      } else if (node instanceof BodyNode inner) {
        body(inner, named);
      }
    }
  }

  private void choice(IfNode choice, boolean named) {
    boolean before = named;
    for (Pair<Expression<?>, BodyNode> branch : choice.getConditionsWithBodies()) {
      body(branch.getRight(), before || names(branch.getLeft(), true));
      before = before || names(branch.getLeft(), false);
    }
    if (choice.getElseBody() != null) {
      body(choice.getElseBody(), before);
    }
  }

  private void put(Expression<?> expression, boolean named) {
    if (isName(expression)) {
      if (!named) {
        lines.add(expression.getLineNumber());
      }
    } else if (expression instanceof FilterExpression filter) {
      put(filter.getLeftExpression(), named || isDefault(filter));
    } else if (expression instanceof ConcatenateExpression both) {
      put(both.getLeftExpression(), named);
      put(both.getRightExpression(), named);
    } else if (expression instanceof TernaryExpression choice) {
      put(choice.getExpression2(), named || names(choice.getExpression1(), true));
      put(choice.getExpression3(), named || names(choice.getExpression1(), false));
    }
  }

  private static boolean isName(Expression<?> expression) {
    return ExpressionCheck.path(expression).equals(NAME);
  }

  /** An empty default leaves the same gap. */
  private static boolean isDefault(FilterExpression filter) {
    return filter.getRightExpression() instanceof FilterInvocationExpression call
        && call.getFilterName().equals("default")
        && call.getArgs().getPositionalArgs().stream()
            .map(argument -> argument.getValueExpression())
            .noneMatch(
                each -> each instanceof LiteralStringExpression text && text.getValue().isBlank());
  }

  /** Whether there is a name wherever the condition comes to this. */
  private static boolean names(Expression<?> condition, boolean value) {
    if (condition instanceof ListTruthiness truth) {
      return names(truth.of(), value);
    }
    if (condition instanceof UnaryNotExpression not) {
      return names(not.getChildExpression(), !value);
    }
    if (condition instanceof AndExpression and) {
      return both(and.getLeftExpression(), and.getRightExpression(), value, value);
    }
    if (condition instanceof OrExpression or) {
      return both(or.getLeftExpression(), or.getRightExpression(), value, !value);
    }
    if (condition instanceof PositiveTestExpression test
        && test.getRightExpression() instanceof TestInvocationExpression) {
      boolean isEmpty = !(condition instanceof NegativeTestExpression);
      return isName(test.getLeftExpression()) && value != isEmpty;
    }
    return value && isName(condition);
  }

  /**
   * @param either whether both sides have come to the value, so that one of them is enough
   */
  private static boolean both(
      Expression<?> left, Expression<?> right, boolean value, boolean either) {
    return either
        ? names(left, value) || names(right, value)
        : names(left, value) && names(right, value);
  }
}
