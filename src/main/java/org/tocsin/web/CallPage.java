package org.tocsin.web;

import java.util.HashMap;
import java.util.Map;
import org.tocsin.call.CallResult;
import org.tocsin.civic.Official;
import org.tocsin.message.CalledForm;
import org.tocsin.message.Labels;
import org.tocsin.message.Names;
import org.tocsin.message.PageLayout;

/** What people see who say that they called. */
final class CallPage {
  private final PageLayout frame;

  CallPage(PageLayout frame) {
    this.frame = frame;
  }

  /** What is said at the top, with the status that it is answered with. */
  enum Notice {
    NONE(200, ""),
    THANKS(200, "thanks"),
    /** It was not counted, since the browser brought nothing to know it by. */
    PRESS(200, "press"),
    OFTEN(429, "often");

    private final int status;
    private final String label;

    Notice(int status, String label) {
      this.status = status;
      this.label = label;
    }
  }

  /**
   * The call in question.
   *
   * @param token of the reader's link, or ""
   * @param neighbors how many called, where it is to be shown
   */
  record Shown(
      PublicSheets.Shown sheet,
      Official official,
      CallResult result,
      String token,
      long neighbors) {}

  HttpResponse page(Shown shown, Notice notice) {
    Labels labels = Labels.in(shown.sheet().edition().lang());
    String name = new Names(labels).titled(shown.official());
    Map<String, Object> values = new HashMap<>(CalledForm.of(labels, name));
    values.put("title", labels.get("called.title", name));
    values.put("intro", labels.get("called.intro"));
    values.put("notice", notice.label.isEmpty() ? "" : labels.get("called." + notice.label, name));
    values.put("is_wrong", notice == Notice.OFTEN);
    values.put("is_done", notice == Notice.THANKS);
    values.put("again", labels.get("called.again"));
    values.put("chosen", shown.result().code());
    values.put("official", shown.official().bioguide());
    values.put("token", shown.token());
    values.put("neighbors", CalledForm.neighbors(labels, shown.neighbors()));
    // Relative, since this page itself lies at /s/SHEET/called.
    values.put("back", "../" + shown.sheet().page());
    values.put("sheet", shown.sheet().edition().title());
    return HttpResponse.html(notice.status, frame.page("called", labels.lang(), values))
        .in(labels.lang())
        .forOne();
  }
}
