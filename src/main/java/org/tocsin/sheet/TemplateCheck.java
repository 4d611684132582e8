package org.tocsin.sheet;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.utils.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a template as Pebble would run it and says what is wrong before it runs: only conditions,
 * loops over the given lists, known variables and a few filters pass.
 */
final class TemplateCheck {
  /** Loops inside loops: officials and their phones. */
  private static final int DEEPEST_LOOP = 2;

  /**
   * @param line within the template, counted from 1
   */
  record Fault(int line, String variable, String message) {}

  private final Map<String, Shape> known;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> needs = new TreeSet<>();
  private final Deque<Set<String>> guards = new ArrayDeque<>();
  private int loops;

  TemplateCheck(Map<String, Shape> known) {
    this.known = known;
  }

  TemplateCheck of(String source) {
    try {
      body(TemplateTree.of(source).getBody(), known);
    } catch (PebbleException e) {
      int line = e.getLineNumber() == null ? 1 : e.getLineNumber();
      faults.add(new Fault(line, "", PebbleWords.of(e)));
    } catch (StackOverflowError e) {
      faults.add(new Fault(1, "", "This is nested too deeply. Write it more simply."));
    }
    return this;
  }

  List<Fault> faults() {
    return faults;
  }

  /** The variables without which the text makes no sense: put in outside of a condition on them. */
  Set<String> needs() {
    return needs;
  }

  private void body(BodyNode body, Map<String, Shape> scope) {
    for (RenderableNode node : body.getChildren()) {
      if (node instanceof PrintNode print) {
        print(print, scope);
      } else if (node instanceof IfNode choice) {
        choice(choice, scope);
      } else if (node instanceof ForNode loop) {
        loop(loop, scope);
      } else if (node instanceof BodyNode inner) {
        body(inner, scope);
      } else if (!(node instanceof TextNode)) {
        faults.add(new Fault(1, "", "Only if and for are possible in a sheet."));
      }
    }
  }

  private void print(PrintNode print, Map<String, Shape> scope) {
    ExpressionCheck check = check(scope);
    Shape shape = check.shape(print.getExpression());
    need(check.roots());
    check.printable(print.getExpression(), shape);
    if (shape == Shape.Simple.CALL_LIST && loops > 0) {
      int line = print.getExpression().getLineNumber();
      faults.add(new Fault(line, "call_list", "It stands once, outside of loops."));
    }
  }

  private ExpressionCheck check(Map<String, Shape> scope) {
    return new ExpressionCheck(scope, faults);
  }

  private void need(Set<String> roots) {
    roots.stream()
        .filter(known::containsKey)
        .filter(root -> guards.stream().noneMatch(guard -> guard.contains(root)))
        .forEach(needs::add);
  }

  private void choice(IfNode choice, Map<String, Shape> scope) {
    Set<String> asked = new TreeSet<>();
    for (Pair<Expression<?>, BodyNode> branch : choice.getConditionsWithBodies()) {
      ExpressionCheck check = check(scope);
      check.shape(branch.getLeft());
      asked.addAll(check.roots());
      guarded(asked, branch.getRight(), scope);
    }
    if (choice.getElseBody() != null) {
      guarded(asked, choice.getElseBody(), scope);
    }
  }

  private void guarded(Set<String> roots, BodyNode body, Map<String, Shape> scope) {
    guards.push(Set.copyOf(roots));
    body(body, scope);
    guards.pop();
  }

  private void loop(ForNode loop, Map<String, Shape> scope) {
    String variable = loop.getIterationVariable();
    Expression<?> iterable = loop.getIterable();
    ExpressionCheck check = check(scope);
    Shape shape = check.shape(iterable);
    need(check.roots());
    if (scope.containsKey(variable)) {
      fault(iterable, variable, "This name is taken. Call the loop's variable something else.");
    }
    if (loops == DEEPEST_LOOP) {
      fault(iterable, variable, "Loops go two deep, no deeper.");
      return;
    }
    if (!(shape instanceof Shape.Items items)) {
      fault(
          iterable, name(iterable), "A loop runs over officials, candidates, senators or phones.");
      return;
    }
    Map<String, Shape> inner = new LinkedHashMap<>(scope);
    inner.put(variable, items.each());
    inner.put("loop", Variables.LOOP);
    loops++;
    body(loop.getBody(), inner);
    loops--;
    if (loop.getElseBody() != null) {
      guarded(check.roots(), loop.getElseBody(), scope);
    }
  }

  private static String name(Expression<?> expression) {
    return expression instanceof ContextVariableExpression variable ? variable.getName() : "";
  }

  private void fault(Expression<?> at, String variable, String message) {
    faults.add(new Fault(at.getLineNumber(), variable, message));
  }
}
