package org.tocsin.sheet;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.Pair;
import java.util.Collection;
import java.util.List;

/** A condition that takes lists too, which Pebble's own do not: {@code {% if candidates %}}. */
record ListTruthiness(Expression<?> of) implements Expression<Object> {
  @Override
  public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    Object value = of.evaluate(self, context);
    return value instanceof Collection<?> list ? !list.isEmpty() : value;
  }

  @Override
  public int getLineNumber() {
    return of.getLineNumber();
  }

  @Override
  public void accept(NodeVisitor visitor) {
    visitor.visit(this);
  }

  private static Expression<?> in(Expression<?> condition) {
    if (condition instanceof AndExpression || condition instanceof OrExpression) {
      BinaryExpression<?> both = (BinaryExpression<?>) condition;
      both.setLeft(in(both.getLeftExpression()));
      both.setRight(in(both.getRightExpression()));
      return both;
    }
    if (condition instanceof UnaryNotExpression not) {
      not.setChildExpression(in(not.getChildExpression()));
      return not;
    }
    return new ListTruthiness(condition);
  }

  /** Puts it into every condition of a template. */
  static final class Everywhere extends AbstractExtension implements NodeVisitorFactory {
    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
      return List.of(this);
    }

    @Override
    public NodeVisitor createVisitor(PebbleTemplate template) {
      return new AbstractNodeVisitor((PebbleTemplateImpl) template) {
        @Override
        public void visit(IfNode choice) {
          choice
              .getConditionsWithBodies()
              .replaceAll(b -> new Pair<>(in(b.getLeft()), b.getRight()));
          super.visit(choice);
        }
      };
    }
  }
}
