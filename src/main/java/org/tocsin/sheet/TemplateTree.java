package org.tocsin.sheet;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.List;

/** Takes hold of a template's syntax tree, which Pebble shows to extensions only. */
final class TemplateTree extends AbstractExtension implements NodeVisitorFactory {
  private RootNode root;

  private TemplateTree() {}

  static RootNode of(String source) {
    TemplateTree tree = new TemplateTree();
    Template.compile(Template.engine().autoEscaping(false).extension(tree).build(), source);
    return tree.root;
  }

  @Override
  public List<NodeVisitorFactory> getNodeVisitors() {
    return List.of(this);
  }

  @Override
  public NodeVisitor createVisitor(PebbleTemplate template) {
    return new AbstractNodeVisitor((PebbleTemplateImpl) template) {
      @Override
      public void visit(RootNode node) {
        root = node;
      }
    };
  }
}
