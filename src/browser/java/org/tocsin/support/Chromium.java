package org.tocsin.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Chromium of this machine, with what tells whether a page can be used by everyone. */
public final class Chromium implements AutoCloseable {
  /** A small phone, in CSS pixels (WCAG 2.1 1.4.10 asks for 320). */
  public static final int NARROW = 360;

  public static final int WIDE = 1400;
  private static final int HEIGHT = 900;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String AXE = "/axe.min.js";

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(installed())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  public static Chromium open() {
    return new Chromium();
  }

  private static Path installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium on the PATH. Install it (Debian: apt-get install chromium)."));
  }

  /** A page of its own, without cookies or anything kept. */
  public Page page(int width, ColorScheme scheme) {
    return page(width, scheme, "en-US");
  }

  /**
   * @param locale of the browser, such as "es-US"
   */
  public Page page(int width, ColorScheme scheme, String locale) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(scheme)
                .setLocale(locale));
    context.addInitScript(axe());
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static String axe() {
    try (InputStream script = Chromium.class.getResourceAsStream(AXE)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Scripts that failed and what a policy forbade, on all pages so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What axe finds against it: the rule, and where. */
  public static List<?> barriers(Page page) {
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run(document, {iframes: false})).violations.flatMap(found =>"
                + " found.nodes.map(node => `${found.id}: ${node.target.join(' ')}"
                + " ${node.any.concat(node.all).map(each => each.message).join('; ')}`))");
  }

  /** Whether one has to scroll sideways. */
  public static boolean isTooWide(Page page) {
    return (boolean)
        page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
  }

  /** Of what has the focus: its id, else its words. */
  public static String focused(Page page) {
    return (String)
        page.evaluate("() => document.activeElement.id || document.activeElement.innerText");
  }

  /** Whether one sees where the focus is (WCAG 2.4.7). */
  public static boolean showsFocus(Page page) {
    return (boolean)
        page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement); return"
                + " style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
