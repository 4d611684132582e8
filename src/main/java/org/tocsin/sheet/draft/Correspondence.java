package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.sheet.draft.Block.Kind;

/**
 * Mails that were passed on or answered: the one that says most is the text, the others and all
 * heads and signatures go, and with them the addresses of people.
 */
final class Correspondence {
  /** One mail of several. */
  private static final class Mail {
    private final List<Block> body = new ArrayList<>();
    private String subject = "";
    private String from = "";
    private boolean signed;

    int length() {
      return body.stream().mapToInt(block -> block.text().length()).sum();
    }
  }

  private final Pasted pasted;
  private final List<Mail> mails = new ArrayList<>(List.of(new Mail()));
  private boolean isMail;
  private boolean inHead;
  private Pattern reached;

  private Correspondence(Pasted pasted) {
    this.pasted = pasted;
  }

  /** The same where it is no mail. */
  static Pasted read(Pasted pasted, String instead) {
    Correspondence all = new Correspondence(pasted);
    for (int i = 0; i < pasted.blocks().size(); i++) {
      all.read(i);
    }
    boolean saved = pasted.clues().title().isEmpty() && !pasted.clues().subject().isEmpty();
    return all.isMail || saved ? all.chosen(instead) : pasted;
  }

  private Mail last() {
    return mails.get(mails.size() - 1);
  }

  private void read(int at) {
    Block block = pasted.blocks().get(at);
    List<String> kept = new ArrayList<>();
    List<String> lines = block.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String plain = block.with(lines.get(i)).plain();
      if (MailLine.isForward(plain) || MailLine.isReply(plain)) {
        keep(block, kept);
        begin();
      } else if (isHead(at, i, plain)) {
        if (!inHead && (last().length() > 0 || !kept.isEmpty())) {
          keep(block, kept);
          begin();
        }
        head(plain);
      } else if (!(inHead && goesOn(plain))) {
        inHead = inHead && plain.isEmpty();
        kept.add(lines.get(i));
      }
    }
    if (!kept.isEmpty() || block.text().isEmpty()) {
      keep(block, kept);
    }
  }

  private void keep(Block block, List<String> lines) {
    if (!lines.isEmpty() || block.text().isEmpty()) {
      last().body.add(block.with(String.join("\n", lines)));
      lines.clear();
    }
  }

  private void begin() {
    isMail = true;
    inHead = true;
    mails.add(new Mail());
  }

  /** Only beside others of a head: an event has a date too. */
  private boolean isHead(int at, int line, String plain) {
    if (MailLine.header(plain).isEmpty()) {
      return false;
    }
    boolean first = at == 0 && line == 0 && MailLine.isSubject(MailLine.header(plain).get());
    return inHead || first || beginsHead(at, line);
  }

  private boolean beginsHead(int at, int from) {
    Set<String> names = new HashSet<>();
    int skip = from;
    for (Block block : pasted.blocks().subList(at, Math.min(at + 5, pasted.blocks().size()))) {
      for (String line : block.text().lines().skip(skip).toList()) {
        MailLine.header(block.with(line).plain()).ifPresent(names::add);
        if (names.isEmpty() || names.size() > 1) {
          break;
        }
      }
      skip = 0;
    }
    return names.size() > 1
        && names.stream().anyMatch(n -> MailLine.isFrom(n) || MailLine.isSubject(n));
  }

  private void head(String line) {
    isMail = true;
    inHead = true;
    String name = MailLine.header(line).orElse("");
    if (MailLine.isSubject(name)) {
      last().subject = MailLine.subject(MailLine.value(line));
    } else if (MailLine.isFrom(name)) {
      last().from = MailLine.value(line).replaceAll("[<(\\[\"].*|\\S+@\\S+", "").strip();
    }
  }

  /** A list of addresses may take several lines. */
  private static boolean goesOn(String plain) {
    return plain.matches("[^@]{0,100}@\\S+[>;,)].*|[^@]{0,80}[<(]?\\S+@\\S+[>)]?[;,]?");
  }

  private Pasted chosen(String instead) {
    List<String> notes = new ArrayList<>(pasted.notes());
    Mail mail = mails.stream().max(Comparator.comparingInt(Mail::length)).orElseThrow();
    if (mails.stream().filter(each -> each.length() > 0).count() > 1) {
      notes.add("Of several mails in it, the longest was taken and the others were left out.");
    }
    if (isMail) {
      notes.add("Heads, signatures and addresses of the mail were left out.");
    }
    this.reached =
        Pattern.compile(
            "(?iu)"
                + Pattern.quote(instead)
                + "|\\+?[\\d().\\s-]{7,}|\\b("
                + Expressions.of("sheets").any("REACHEDBY")
                + "|[cmpte])\\b|[^\\p{L}]");
    NoAddresses without = new NoAddresses(instead);
    List<Block> body =
        new ArrayList<>(
            mail.body.stream().map(b -> written(mail, b, without)).filter(this::says).toList());
    if (isMail) {
      withoutClose(body);
    }
    while (!body.isEmpty() && body.get(body.size() - 1).kind() == Kind.RULE) {
      body.remove(body.size() - 1);
    }
    for (int i = body.size() - 1; i > 0 && body.get(i).kind() == Kind.HEADING; i--) {
      body.set(i, new Block(Kind.PARAGRAPH, 0, body.get(i).text()));
    }
    if (without.count() > 0) {
      notes.add(
          "Addresses that were left out of the text: "
              + without.count()
              + ". Where readers need one, put in one that everyone may have.");
    }
    List<String> senders = new ArrayList<>(pasted.clues().senders());
    mails.forEach(each -> senders.add(each.from));
    Clues clues = new Clues(isMail ? "" : pasted.clues().title(), subject(mail), senders);
    return new Pasted(body, pasted.lang(), clues, notes);
  }

  /** "Thanks," and the name below it: whoever wrote the mail does not sign the sheet. */
  private static void withoutClose(List<Block> body) {
    for (int i = Math.max(0, body.size() - 3); i < body.size(); i++) {
      List<String> lines = body.get(i).text().lines().toList();
      for (int line = Math.max(0, lines.size() - 4); line < lines.size(); line++) {
        boolean closes = MailLine.isClose(body.get(i).with(lines.get(line)).plain());
        if (closes && isSigned(lines.subList(line + 1, lines.size()), body, i + 1)) {
          body.subList(i + 1, body.size()).clear();
          body.set(i, body.get(i).with(String.join("\n", lines.subList(0, line))));
          body.removeIf(block -> block.kind() == Kind.PARAGRAPH && block.text().isBlank());
          return;
        }
      }
    }
  }

  /** Whether nothing but a name or what someone is follows, a few short lines. */
  private static boolean isSigned(List<String> lines, List<Block> body, int from) {
    List<String> below = new ArrayList<>(lines);
    for (Block block : body.subList(from, body.size())) {
      if (block.isItem() || block.kind() == Kind.QUOTE || block.kind() == Kind.CALL_LIST) {
        return false;
      }
      block.text().lines().forEach(below::add);
    }
    return below.size() <= 4
        && below.stream()
            .allMatch(l -> l.split("\\s+").length <= 6 && !l.matches(".*([.!?:]|\\d.*)"));
  }

  private String subject(Mail mail) {
    return mails.stream()
        .filter(each -> each == mail || mail.subject.isEmpty())
        .map(each -> each.subject)
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse(MailLine.subject(pasted.clues().subject()));
  }

  private boolean says(Block block) {
    return !block.text().isBlank() || block.kind() == Kind.RULE || block.kind() == Kind.CALL_LIST;
  }

  /** Without what programs add, and nothing from the signature on. */
  private Block written(Mail mail, Block block, NoAddresses without) {
    List<String> lines = new ArrayList<>();
    for (String line : block.text().lines().toList()) {
      mail.signed |= line.strip().matches("\\\\?--|\\\\?-\\\\?-|—");
      if (!mail.signed && !MailLine.isAdded(block.with(line).plain())) {
        String left = without.in(line);
        boolean reachesSomeone =
            !left.equals(line) && reached.matcher(left).replaceAll("").isBlank();
        lines.addAll(reachesSomeone ? List.of() : List.of(left));
      }
    }
    boolean rule = block.kind() == Kind.RULE && mail.signed;
    return rule ? new Block(Kind.PARAGRAPH, 0, "") : block.with(String.join("\n", lines));
  }
}
