package org.tocsin.message;

import java.util.HashMap;
import java.util.Map;

/**
 * What every web page of ours stands in: who sends, how to reach them, and one look. It works
 * without scripts, by keyboard and by screen reader, from 360 pixels on.
 */
public final class PageLayout {
  private final Organization organization;
  private final Layout layout;

  public PageLayout(Organization organization) {
    this(organization, new Layout());
  }

  PageLayout(Organization organization, Layout layout) {
    this.organization = organization;
    this.layout = layout;
  }

  /** Who sends, as sentences name them. */
  public String sender() {
    return organization.name().isBlank() ? "Tocsin" : organization.name();
  }

  /**
   * A whole HTML page.
   *
   * @param template that extends the template "frame"
   * @param lang BCP 47 tag of what stands on it
   * @param values "title", and what else the template asks for; escaped there
   */
  public String page(String template, String lang, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("lang", lang);
    all.put("dir", Labels.direction(lang));
    all.put("skip", Labels.in(lang).get("page.skip"));
    all.put("organization", RenderedMail.organization(organization));
    return layout.render(template, all);
  }
}
