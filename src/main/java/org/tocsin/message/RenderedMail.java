package org.tocsin.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.sheet.Edition;

/** An email out of a composition: subject, plain text and HTML that say the same (H12). */
final class RenderedMail {
  private final Composition composition;
  private final Organization organization;
  private final Layout layout;
  private final Labels labels;
  private final Edition edition;
  private final boolean corrects;

  /**
   * @param corrects whether its reader had an older revision
   */
  RenderedMail(
      Composition composition, Organization organization, Layout layout, boolean corrects) {
    this.corrects = corrects;
    this.composition = composition;
    this.organization = organization;
    this.layout = layout;
    this.labels = composition.labels;
    this.edition = composition.ready.edition();
  }

  Rendering rendering() {
    Prose body = composition.body();
    CallList calls = composition.callList(unknown());
    String line = composition.line(composition.ready.subject()).replaceAll("\\s+", " ").strip();
    String subject = corrects ? labels.get("correction.mark", line) : line;
    return new Rendering(edition.lang(), subject, text(body, calls), html(subject, body, calls));
  }

  private String unknown() {
    String tell = labels.get("call.unknown.tell", composition.links.preferences());
    return labels.get("call.unknown") + " " + tell;
  }

  private String text(Prose body, CallList calls) {
    List<String> blocks = new ArrayList<>();
    blocks.add(lines(organization.name(), organization.tagline()));
    blocks.add(String.join("\n", PlainText.wrap(correction(), PlainText.WIDTH)));
    List<String> title = PlainText.wrap(edition.title(), PlainText.WIDTH);
    blocks.add(String.join("\n", title));
    blocks.add(body.textWith(calls.text(labels, composition.prose, this::called)));
    blocks.add(footer());
    return blocks.stream().filter(block -> !block.isBlank()).collect(Collectors.joining("\n\n"))
        + "\n";
  }

  /** What stands above all else in a correction, or "". */
  private String correction() {
    return corrects ? labels.get("correction.email") : "";
  }

  /** How to get out, and who sends, with a postal address (C01, E15). */
  private String footer() {
    String why = labels.get("email.why", organization.name());
    String sender =
        Stream.of(
                organization.name(),
                organization.postalAddress(),
                organization.phone(),
                organization.email(),
                organization.website())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining("\n"));
    return lines(
            "-".repeat(20),
            String.join("\n", PlainText.wrap(why, PlainText.WIDTH)),
            labels.get("email.unsubscribe") + ": " + composition.links.unsubscribe(),
            labels.get("email.preferences") + ": " + composition.links.preferences(),
            labels.get("email.web") + ": " + sheetUrl(),
            editions())
        + "\n\n"
        + sender;
  }

  /** "En Español » https://…" */
  private String editions() {
    return composition.links.others(composition.ready.sheet(), edition).stream()
        .map(other -> other.get("words") + " " + other.get("url"))
        .collect(Collectors.joining("\n"));
  }

  private static String lines(String... lines) {
    return Stream.of(lines).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
  }

  private String sheetUrl() {
    return composition.links.sheet(composition.ready.sheet(), edition);
  }

  private String html(String subject, Prose body, CallList calls) {
    String list = calls.html(layout, labels, composition.prose, this::calledLink);
    String inner = MailHtml.steady(body.htmlWith(list));
    Map<String, Object> values = new HashMap<>();
    values.put("lang", edition.lang());
    values.put("dir", Labels.direction(edition.lang()));
    values.put("subject", subject);
    values.put("title", edition.title());
    values.put("correction", correction());
    values.put("organization", organization(organization));
    values.put("body", inner);
    values.put("tables", Html.hasTable(inner));
    values.put("why", labels.get("email.why", organization.name()));
    values.put("unsubscribe", labels.get("email.unsubscribe"));
    values.put("unsubscribe_url", composition.links.unsubscribe());
    values.put("preferences", labels.get("email.preferences"));
    values.put("preferences_url", composition.links.preferences());
    values.put("web", labels.get("email.web"));
    values.put("web_url", sheetUrl());
    values.put("editions", composition.links.others(composition.ready.sheet(), edition));
    return MailHtml.fold(layout.render("email", values));
  }

  private String called(CallList.Who who) {
    return composition.links.called(composition.ready.sheet(), edition, who.id());
  }

  private String calledLink(CallList.Who who) {
    return layout.render(
        "called-link", Map.of("url", called(who), "words", labels.get("called.button")));
  }

  static Map<String, Object> organization(Organization organization) {
    return Map.of(
        "name", organization.name(),
        "tagline", organization.tagline(),
        "postal_address", organization.postalAddress(),
        "phone", organization.phone(),
        "tel", organization.phone().isBlank() ? "" : Names.tel(organization.phone()),
        "email", organization.email(),
        "website", Html.isAllowed(organization.website()) ? organization.website() : "");
  }
}
