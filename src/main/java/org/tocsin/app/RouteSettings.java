package org.tocsin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * What the routes take from the settings: where they stand, and the values of their {@code {{}}}.
 */
final class RouteSettings {
  /** Each with the most that it may be. */
  private static final Map<String, Integer> COUNTS =
      Map.of(
          "tocsin.smtp.connections", 500,
          "tocsin.email.claim", 1_000,
          "tocsin.twilio.connections", 1_000);

  private static final List<String> TEXTS =
      List.of("tocsin.imap.host", "tocsin.imap.port", "tocsin.imap.folder");

  /** Without these, routes have nothing to watch or nobody to hand over to. */
  private static final List<String> CONDITIONS =
      List.of(
          "tocsin.sheets-dir",
          "tocsin.smtp.host",
          "tocsin.twilio.account-sid",
          "tocsin.imap.host",
          "tocsin.feed.url");

  private static final Duration SHUTDOWN = Duration.ofSeconds(30);

  private final Settings settings;
  private final Ports ports;

  RouteSettings(Settings settings, Ports ports) {
    this.settings = settings;
    this.ports = ports;
  }

  /**
   * Prepares Camel; no route starts by itself.
   *
   * @param moreRoutes a pattern of further route files, or ""
   */
  void applyTo(Main main, String moreRoutes) {
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(properties());
    main.configure().withName("tocsin");
    main.configure().setAutoConfigurationEnvironmentVariablesEnabled(false);
    main.configure().setAutoConfigurationLogSummary(false);
    main.configure().setShutdownTimeout((int) SHUTDOWN.toSeconds());
    main.configure().setAutoStartup(false);
    main.configure()
        .setRoutesIncludePattern(files() + (moreRoutes.isEmpty() ? "" : "," + moreRoutes));
  }

  /** A condition is read as {@code {{tocsin.smtp.host.is-set}}}. */
  private Map<String, Object> properties() {
    Map<String, Object> properties = new TreeMap<>();
    COUNTS.forEach((name, most) -> properties.put(name, settings.number(name, 1, most)));
    TEXTS.forEach(name -> properties.put(name, settings.text(name)));
    CONDITIONS.forEach(name -> properties.put(name + ".is-set", settings.isSet(name)));
    String daily = "tocsin.officials.update-daily";
    properties.put(daily, settings.flag(daily));
    properties.put("tocsin.sheets-dir", settings.path("tocsin.sheets-dir").toString());
    properties.put("camel.management.enabled", true);
    properties.put("camel.management.host", settings.text("tocsin.management.host"));
    properties.put("camel.management.port", ports.management());
    return properties;
  }

  private String files() {
    if (!settings.isSet("tocsin.routes-dir")) {
      return "classpath:routes/*.camel.yaml";
    }
    Path folder = settings.path("tocsin.routes-dir");
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> file.toString().endsWith(".camel.yaml"))) {
        return "file:" + folder + "/*.camel.yaml";
      }
    } catch (IOException e) {
      // said below
    }
    throw settings.wrong(
        "tocsin.routes-dir", "a folder with routes (*.camel.yaml), or leave it out");
  }
}
