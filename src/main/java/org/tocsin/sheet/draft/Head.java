package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.sheet.draft.Block.Kind;

/**
 * Title and subject, and the text without what every message of ours has anyway.
 *
 * @param leftOut what was taken out of the text, each with why
 */
record Head(String title, String subject, List<Block> body, List<String> leftOut) {
  private static final int LONG = 120;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?iu)(fact sheet|action alert|call to action|action item|take action|urgent|alert|hoja"
              + " informativa|alerta|llamado a la acci[oó]n|urgente)\\b.*");

  private static final Pattern MAIL =
      Pattern.compile(
          "(?iu)(from|to|date|sent|subject|cc|bcc|reply-to|de|para|fecha|enviado|asunto):\\s*(.*)");

  private static final Pattern OURS =
      Pattern.compile(
          "(?iu)(in english|en español|en espanol|read in english|leer en español)\\s*[»>]*"
              + "|.{0,120}(unsubscribe|view (this )?(email|message)? ?(in|online)( your)?"
              + " ?(browser)?|update your (email )?preferences|darse de baja|cancelar (la|su)"
              + " suscripci[oó]n|ver (este correo )?en (el|su) navegador).{0,80}");

  static Head of(List<Block> all, String file) {
    return new Reader(new ArrayList<>(all)).read(file);
  }

  private static final class Reader {
    private final List<Block> body;
    private final List<String> leftOut = new ArrayList<>();
    private Optional<String> mailSubject = Optional.empty();

    Reader(List<Block> body) {
      this.body = body;
    }

    Head read(String file) {
      mail();
      ours();
      int title = title();
      String subject = mailSubject.orElse("");
      String words =
          mailSubject.orElseGet(() -> file.replaceFirst("\\.[^.]*$", "").replace('-', ' '));
      if (title >= 0) {
        words = body.get(title).plain();
        masthead(title);
        body.remove(0);
        subject = subject.isEmpty() ? second().orElse(words) : subject;
      }
      return new Head(words, subject.isEmpty() ? words : subject, List.copyOf(body), leftOut);
    }

    /** The header of a mail that was pasted with it. */
    private void mail() {
      while (!body.isEmpty() && MAIL.matcher(body.get(0).plain()).matches()) {
        for (String line : body.remove(0).text().lines().toList()) {
          Matcher header = MAIL.matcher(line.strip());
          boolean subject = header.matches() && header.group(1).matches("(?i)subject|asunto");
          if (subject) {
            mailSubject = Optional.of(new Block(Kind.PARAGRAPH, 0, header.group(2)).plain());
          } else {
            leftOut.add("From the head of the mail, left out: " + line.strip());
          }
        }
      }
    }

    private void ours() {
      for (int i = body.size() - 1; i >= 0; i--) {
        Block block = body.get(i);
        List<String> kept = new ArrayList<>();
        for (String line : block.text().lines().toList()) {
          boolean ours = OURS.matcher(block.with(line).plain()).matches();
          if (ours) {
            leftOut.add("Left out, since every message has it already: " + line);
          } else {
            kept.add(line);
          }
        }
        if (kept.isEmpty() && block.kind() != Kind.RULE) {
          body.remove(i);
        } else {
          body.set(i, block.with(String.join("\n", kept)));
        }
      }
    }

    /** The block that is the title, or -1. */
    private int title() {
      int end = preamble();
      for (int i = 0; i < end; i++) {
        if (NAMED.matcher(body.get(i).plain()).matches()) {
          return i;
        }
      }
      for (int i = 0; i < end; i++) {
        if (body.get(i).kind() == Kind.HEADING && body.get(i).level() == 1) {
          return i;
        }
      }
      boolean isMail = mailSubject.isPresent();
      return end > 0 && !isMail && body.get(0).plain().length() <= LONG ? 0 : -1;
    }

    /** Short lines before the text proper. */
    private int preamble() {
      int end = 0;
      while (end < body.size()
          && !body.get(end).isItem()
          && body.get(end).kind() != Kind.QUOTE
          && body.get(end).plain().length() <= LONG
          && !body.get(end)
              .plain()
              .matches("(?iu)(dear|hi|hello|hola|estimad|queridos|friends)\\b.*")) {
        end++;
      }
      return end;
    }

    private void masthead(int title) {
      for (int i = 0; i < title; i++) {
        leftOut.add(
            "From above the title, left out, since messages name who sends: "
                + body.remove(0).text());
      }
    }

    /**
     * A heading below the title or a sentence of its own; a name, a date or a link is no subject.
     */
    private Optional<String> second() {
      return Optional.of(body)
          .filter(left -> left.size() > 1 && preamble() > 0)
          .map(left -> left.get(0))
          .filter(first -> first.kind() == Kind.HEADING || first.text().matches("(?s).*[.!?]"))
          .map(Block::plain);
    }
  }
}
