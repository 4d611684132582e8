package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** Looks at a body as it comes out, with sample values in it. What is at fault stands in quotes. */
final class MarkdownCheck extends AbstractVisitor {
  /** What people write by hand nests a few deep; far deeper, rendering runs out of stack. */
  private static final int DEEPEST = 100;

  private static final String TOO_DEEP = "The text is nested too deeply. Write it more simply.";

  private int depth;
  private final List<String> faults = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  MarkdownCheck(String rendered) {
    remarks.addAll(TableCheck.leftOut(rendered));
    try {
      Markdown.parse(rendered).accept(this);
    } catch (StackOverflowError e) {
      faults.add(TOO_DEEP);
    }
  }

  @Override
  protected void visitChildren(Node parent) {
    depth++;
    if (depth <= DEEPEST) {
      super.visitChildren(parent);
    } else if (!faults.contains(TOO_DEEP)) {
      faults.add(TOO_DEEP);
    }
    depth--;
  }

  List<String> faults() {
    return faults;
  }

  List<String> remarks() {
    return remarks;
  }

  @Override
  public void visit(Link link) {
    String to = link.getDestination();
    if (to.contains(Variables.SAMPLE_MARK)) {
      faults.add("A first name cannot be part of a link's address.");
    } else if (!Markdown.isLink(to)) {
      faults.add(
          "A link goes to https:, mailto: or tel:, with its whole address. '" + to + "' does not.");
    }
    visitChildren(link);
  }

  @Override
  public void visit(Paragraph paragraph) {
    TableCheck.pipes(paragraph).ifPresent(remarks::add);
    visitChildren(paragraph);
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      TableCheck.width(table).ifPresent(remarks::add);
    }
    visitChildren(block);
  }

  @Override
  public void visit(Text text) {
    if (text.getLiteral().contains(Variables.SAMPLE_CALL_LIST) && !alone(text)) {
      faults.add("Put {{ 'call_list' }} on a line of its own, not in a heading, link or emphasis.");
    }
    if (text.getLiteral().matches("(?s)<[a-zA-Z][^>]*>")) {
      remarks.add("HTML is shown as it is written: '" + text.getLiteral() + "'. Use Markdown.");
    }
  }

  private static boolean alone(Node text) {
    return text.getParent() instanceof Paragraph;
  }
}
