package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static Node put(String value) {
    return Markdown.parse(Template.markdown("{{ v }}").render(Map.of("v", value)));
  }

  private static String links(Node document) {
    StringBuilder links = new StringBuilder();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            links.append(link.getDestination()).append(' ');
          }
        });
    return links.toString().strip();
  }

  @Property
  void no_value_is_ever_anything_but_text(@ForAll String value) {
    Node document = put(value);
    String expected =
        value.strip().replaceAll("[\\x00-\\x1f]", " ").replaceAll("[\\uE000-\\uE0FF]", "\uFFFD");
    Node paragraph = document.getFirstChild();
    if (paragraph != null && links(document).isEmpty()) {
      assertThat(paragraph).isInstanceOf(Paragraph.class);
      assertThat(paragraph.getFirstChild()).isInstanceOf(Text.class);
      assertThat(paragraph.getNext()).isNull();
      assertThat(((Text) paragraph.getFirstChild()).getLiteral().strip())
          .isEqualTo(expected.replace('\0', '\uFFFD').strip());
    }
  }

  @Test
  void a_name_with_markup_in_it_stays_a_name() {
    for (String name :
        new String[] {
          "[x](javascript:alert(1))",
          "*Pat*",
          "# Pat",
          "1. Pat",
          "- Pat",
          "> Pat",
          "`Pat`",
          "<script>alert(1)</script>",
          "https://evil.example/x",
          "![x](http://x)",
          "    Pat",
          "&lt;"
        }) {
      Node paragraph = put(name).getFirstChild();
      assertThat(paragraph).isInstanceOf(Paragraph.class);
      assertThat(((Text) paragraph.getFirstChild()).getLiteral()).isEqualTo(name.strip());
    }
  }

  @Test
  void addresses_and_numbers_in_the_text_become_links() {
    assertThat(links(Markdown.parse("See https://example.org/a_b?c=d. Call (315) 555-0100!")))
        .isEqualTo("https://example.org/a_b?c=d tel:+13155550100");
    assertThat(links(put("315-555-0100"))).isEqualTo("tel:+13155550100");
    assertThat(links(Markdown.parse("[Call 315-555-0100](tel:+13155550100)")))
        .isEqualTo("tel:+13155550100");
    assertThat(links(Markdown.parse("order 1315-555-01001"))).isEmpty();
  }
}
