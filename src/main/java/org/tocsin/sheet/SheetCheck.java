package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tocsin.Channel;
import org.tocsin.Problem;

/** Finds what is wrong with a sheet before anyone gets it: errors refuse it, warnings do not. */
public final class SheetCheck {
  /** Twilio refuses a longer body (standard T01). */
  public static final int LONGEST_TEXT = 1600;

  private static final Set<String> KEYS =
      Set.of(
          "title",
          "subject",
          "lang",
          Channel.SMS.code(),
          "sms_general",
          "deadline",
          "positions",
          "position_rules",
          "asks");

  /** All problems of all editions, in the order of files and lines. */
  public List<Problem> check(Sheet sheet) {
    List<Problem> problems = new ArrayList<>();
    for (Edition edition : sheet.editions()) {
      List<Problem> found = new OneEdition(sheet, edition).problems();
      found.sort(java.util.Comparator.comparingInt(Problem::line));
      problems.addAll(found);
    }
    return problems;
  }

  /**
   * The variables without which a template says nothing sensible; those in a condition on
   * themselves are left out.
   */
  public static Set<String> needs(String template) {
    return new TemplateCheck(Variables.IN_BODY).of(template).needs();
  }

  private static final class OneEdition {
    private final Sheet sheet;
    private final Edition edition;
    private final FrontMatter front;
    private final List<Problem> problems = new ArrayList<>();

    OneEdition(Sheet sheet, Edition edition) {
      this.sheet = sheet;
      this.edition = edition;
      this.front = FrontMatter.of(edition.file(), edition.source());
    }

    List<Problem> problems() {
      if (front.isReadable()) {
        front();
      }
      body();
      return problems;
    }

    private void front() {
      keys();
      title();
      template("subject", edition.subject());
      edition.sms().ifPresent(text -> text(Channel.SMS.code(), text));
      edition.smsGeneral().ifPresent(text -> text("sms_general", text));
      edition.asks().forEach(this::ask);
      missing();
    }

    private void keys() {
      for (String key : front.lines().keySet()) {
        if (!KEYS.contains(key)) {
          String near = Suggestion.of(key, KEYS);
          String all = " There are " + String.join(", ", new TreeSet<>(KEYS)) + ".";
          warning(key, "No sheet has this key; it is passed over." + (near.isEmpty() ? all : near));
        }
      }
    }

    private void title() {
      if (edition.title().contains("{{") || edition.title().contains("{%")) {
        error("title", "A title takes no variables. Write it as everyone will read it.");
      }
    }

    private boolean template(String key, String source) {
      Map<String, Shape> known = key.startsWith("asks.") ? Variables.IN_ASK : Variables.ALL;
      List<TemplateCheck.Fault> faults = new TemplateCheck(known).of(source).faults();
      for (TemplateCheck.Fault fault : faults) {
        String about = fault.variable().isEmpty() ? "" : "{{ " + fault.variable() + " }}: ";
        error(key, about + fault.message());
      }
      if (faults.isEmpty() && !NamelessCheck.lines(source).isEmpty()) {
        warning(key, NamelessCheck.MESSAGE);
      }
      return faults.isEmpty();
    }

    private void text(String key, String source) {
      for (String host : Shorteners.in(source)) {
        error(
            key,
            "Carriers block texts with links of '"
                + host
                + "', since they hide where they lead. Write {{ sheet.short_url }} or the whole"
                + " address.");
      }
      if (template(key, source)) {
        int length = Template.plain(source).render(Variables.sample(Variables.ALL)).length();
        if (length > LONGEST_TEXT) {
          error(
              key,
              "This text comes to about "
                  + length
                  + " characters, and a text message ends at "
                  + LONGEST_TEXT
                  + ". Shorten it; two segments hold 306.");
        }
      }
    }

    private void ask(Position position, String source) {
      String key = "asks." + position.code();
      if (template(key, source)) {
        Map<String, Object> sample = Variables.sample(Variables.IN_ASK);
        String rendered = Template.markdown(source).render(sample);
        for (String message : new MarkdownCheck(rendered).faults()) {
          error(key, message);
        }
      }
    }

    private void missing() {
      Set<Position> inUse = EnumSet.of(Position.UNKNOWN);
      inUse.addAll(sheet.first().positions().values());
      sheet.first().rules().forEach(rule -> inUse.add(rule.position()));
      for (Position position : inUse) {
        String key = "asks." + position.code();
        if (sheet.ask(edition, position).isEmpty()) {
          warning(key, "No ask for officials of this position; they are listed without one.");
        } else if (!edition.asks().containsKey(position)) {
          warning(key, "Missing here; it is taken from " + sheet.first().file() + " as it is.");
        }
      }
      if (edition.sms().isEmpty() && edition.smsGeneral().isEmpty()) {
        warning(Channel.SMS.code(), "No text message: people who gave only a number get nothing.");
      }
    }

    private void body() {
      List<TemplateCheck.Fault> faults =
          new TemplateCheck(Variables.IN_BODY).of(edition.body()).faults();
      for (TemplateCheck.Fault fault : faults) {
        int line = edition.bodyLine() + fault.line() - 1;
        add(Problem.error(edition.file(), line, fault.variable(), fault.message()));
      }
      if (!edition.body().contains("call_list")) {
        int line = edition.bodyLine();
        add(
            Problem.warning(
                edition.file(),
                line,
                "call_list",
                "Nobody sees who to call. Put {{ call_list }} on a line of its own."));
      }
      if (faults.isEmpty()) {
        nameless();
        rendered();
      }
    }

    private void nameless() {
      for (int line : NamelessCheck.lines(edition.body())) {
        int at = edition.bodyLine() + line - 1;
        add(Problem.warning(edition.file(), at, "subscriber.first_name", NamelessCheck.MESSAGE));
      }
    }

    private void rendered() {
      Map<String, Object> sample = new TreeMap<>(Variables.sample(Variables.IN_BODY));
      String rendered = Template.markdown(edition.body()).render(sample);
      MarkdownCheck check = new MarkdownCheck(rendered);
      for (String fault : check.faults()) {
        add(Problem.error(edition.file(), line(fault), "", fault));
      }
      for (String remark : check.remarks()) {
        add(Problem.warning(edition.file(), line(remark), "", remark));
      }
    }

    /** The first line of the body that holds what a message has between quotes, else the body's. */
    private int line(String message) {
      String[] parts = message.split("'", 3);
      List<String> lines = edition.body().lines().toList();
      for (int i = 0; parts.length == 3 && i < lines.size(); i++) {
        if (lines.get(i).contains(parts[1])) {
          return edition.bodyLine() + i;
        }
      }
      return edition.bodyLine();
    }

    private void error(String key, String message) {
      add(Problem.error(edition.file(), front.line(key), key, message));
    }

    private void warning(String key, String message) {
      add(Problem.warning(edition.file(), front.line(key), key, message));
    }

    private void add(Problem problem) {
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
  }
}
