package org.tocsin.app;

import java.util.HashMap;
import java.util.Map;
import org.tocsin.TocsinException;
import org.tocsin.alert.MissedPeople;
import org.tocsin.message.PageLayout;
import org.tocsin.sheet.TakenDown;
import org.tocsin.web.CallLimits;
import org.tocsin.web.CallReports;
import org.tocsin.web.CallerCookie;
import org.tocsin.web.Forms;
import org.tocsin.web.HomePage;
import org.tocsin.web.HttpResponses;
import org.tocsin.web.PublicSheets;
import org.tocsin.web.SheetPage;
import org.tocsin.web.TrustedProxies;
import org.tocsin.web.api.AlertApi;
import org.tocsin.web.api.ApiPage;
import org.tocsin.web.api.ApiTokens;
import org.tocsin.web.api.PublishApi;
import org.tocsin.web.api.SubscriberApi;

/** The pages for everyone and the API for programs, by the names that the routes use. */
final class PageBeans {
  private final Services parts;
  private final Settings settings;
  private final PageLayout frame;

  PageBeans(Services parts, PageLayout frame) {
    this.parts = parts;
    this.settings = parts.settings;
    this.frame = frame;
  }

  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    PublicSheets shown =
        new PublicSheets(parts.sheets, new TakenDown(parts.jdbi, parts.clock), parts.rosters);
    CallerCookie cookie = new CallerCookie(parts.addressKeys, Services.publicUrl(settings));
    beans.put("answers", new HttpResponses());
    beans.put("forms", new Forms());
    beans.put("readrequest", new ReadRequest(proxies()));
    beans.put("apipage", new ApiPage(frame));
    beans.put(
        "home",
        new HomePage(
            parts.jdbi,
            parts.sheets,
            frame,
            Services.publicUrl(settings),
            parts.clock.withZone(parts.times.zoneOrUtc())));
    beans.put(
        "sheetpage", new SheetPage(shown, parts.districts, parts.renderer, parts.calls, cookie));
    beans.put(
        "callreports",
        new CallReports(
            parts.jdbi,
            parts.tokens,
            shown,
            parts.calls,
            new CallReports.Visitors(cookie, callLimits()),
            frame));
    beans.putAll(api());
    return beans;
  }

  private Map<String, Object> api() {
    ApiTokens tokens = new ApiTokens(parts.jdbi, parts.clock);
    return Map.of(
        "publishapi",
        new PublishApi(
            parts.clock, tokens, parts.sheets, parts.sheetCheck, parts.publishing, parts.times),
        "alertapi",
        new AlertApi(
            parts.jdbi,
            parts.clock,
            tokens,
            parts.alerts,
            new MissedPeople(parts.jdbi, parts.clock, parts.twilioErrors.neverAgain())),
        "subscriberapi",
        new SubscriberApi(parts.clock, tokens, parts.subscribers));
  }

  private CallLimits callLimits() {
    return new CallLimits(
        parts.jdbi,
        parts.addressKeys,
        parts.clock,
        settings.number("tocsin.calls.per-network-an-hour", 0, 1_000_000));
  }

  private TrustedProxies proxies() {
    try {
      return TrustedProxies.of(settings.text("tocsin.http.trusted-proxies"));
    } catch (TocsinException e) {
      throw settings.wrong(
          "tocsin.http.trusted-proxies", "addresses and networks such as 127.0.0.0/8,::1");
    }
  }
}
