package org.tocsin.web;

import java.util.HashMap;
import java.util.Map;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;
import org.tocsin.web.Recipients.Recipient;

/** What a person sees who wants to leave. */
final class UnsubscribePage {
  /** The field of the page's own form. */
  static final String CONFIRM = "confirm";

  private final PageLayout frame;

  UnsubscribePage(PageLayout frame) {
    this.frame = frame;
  }

  /**
   * @param asked the language that was asked for, or null for the person's own
   */
  HttpResponse question(Recipient recipient, String token, String asked) {
    return page(recipient, token, asked, "question");
  }

  HttpResponse done(Recipient recipient, String token, String asked) {
    return page(recipient, token, asked, "done");
  }

  /**
   * @param stage "question" or "done", as the labels have it
   */
  private HttpResponse page(Recipient recipient, String token, String asked, String stage) {
    Labels labels = Labels.in(LanguageSwitch.chosen(asked, recipient.language()));
    Map<String, String> words = labels.page("unsubscribe", frame.sender());
    Map<String, Object> values = new HashMap<>();
    values.put("title", words.get(stage + ".title"));
    values.put("sentence", words.get(stage + "." + recipient.channel().code()));
    values.put("words", words);
    values.put("others", LanguageSwitch.others(labels.lang()));
    values.put("wording", labels.lang());
    values.put("asks", stage.equals("question"));
    values.put("confirm", CONFIRM);
    // Relative, since this page itself lies at /u/TOKEN.
    values.put("preferences", recipient.isKnown() ? "../preferences/" + token : "");
    return HttpResponse.html(200, frame.page("unsubscribe", labels.lang(), values))
        .in(labels.lang())
        .forOne();
  }
}
