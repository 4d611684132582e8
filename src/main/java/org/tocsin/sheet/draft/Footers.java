package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of no use in a message: how to unsubscribe, the other language, a page's number. */
final class Footers {
  private static final Pattern OURS =
      Pattern.compile(
          "(?iu)(in english|en español|en espanol|read in english|leer en español)\\s*[»>]*"
              + "|.{0,120}(unsubscribe|view (this )?(email|message)? ?(in|online)( your)?"
              + " ?(browser)?|update (your )?(email )?preferences|manage (your )?(email"
              + " )?(preferences|subscription)|darse de baja|cancelar (la|su) suscripci[oó]n"
              + "|ver (este correo )?en (el|su) navegador).{0,80}"
              + "|.{0,40}(you('re| are) receiving this|you received this|having trouble viewing"
              + "|forward (this )?(email )?to a friend|all rights reserved|add us to your address"
              + " book|why did i get this|powered by mailchimp|sent (with|by|via) (mailchimp|action"
              + " network|constant contact|ngp van|substack)).{0,160}");

  private static final Pattern PAGE =
      Pattern.compile(
          "(?iu)[-–—| ]{0,5}(page|p[aá]gina|p[aá]g\\.) ?\\d{1,3}( ?(of|de|/) ?\\d{1,3})?[-–—|"
              + " ]{0,5}");

  private Footers() {}

  /**
   * @param leftOut gets a note for each
   */
  static List<Block> without(List<Block> text, List<String> leftOut) {
    List<Block> body = new ArrayList<>();
    for (Block block : text) {
      List<String> kept = new ArrayList<>();
      for (String line : block.text().lines().toList()) {
        String plain = block.with(line).plain();
        if (OURS.matcher(plain).matches()) {
          leftOut.add("Left out, since every message has it already: " + plain);
        } else if (PAGE.matcher(plain).matches()) {
          leftOut.add("Left out, since a message has no pages: " + plain);
        } else {
          kept.add(line);
        }
      }
      if (!kept.isEmpty() || block.text().isEmpty()) {
        body.add(block.with(String.join("\n", kept)));
      }
    }
    return body;
  }
}
