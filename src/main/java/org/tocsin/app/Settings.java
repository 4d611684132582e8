package org.tocsin.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;

/**
 * The knobs in {@code application.properties}: defaults from the commented file inside the program,
 * over them the file in the folder it is started in (or else in its own folder), over that the
 * environment. An unknown name is refused, since a misspelt knob would silently do nothing.
 */
public final class Settings {
  private static final String FILE = "application.properties";

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** From the usual places. */
  public static Settings load() {
    return of(file().map(Settings::read).orElseGet(Properties::new), System.getenv());
  }

  /** From these values over the defaults; for tests and the demo. */
  public static Settings of(Map<String, String> over) {
    Properties properties = new Properties();
    properties.putAll(over);
    return of(properties, Map.of());
  }

  static Settings of(Properties file, Map<String, String> environment) {
    Map<String, String> values = defaults();
    for (String name : file.stringPropertyNames()) {
      if (!values.containsKey(name)) {
        throw new TocsinException(
            FILE + ": there is no setting '" + name + "'. Look at the sample for its right name.");
      }
      values.put(name, file.getProperty(name).strip());
    }
    for (String name : values.keySet()) {
      Optional.ofNullable(environment.get(inEnvironment(name)))
          .ifPresent(value -> values.put(name, value.strip()));
    }
    return new Settings(values);
  }

  /** {@code tocsin.smtp.host} is {@code TOCSIN_SMTP_HOST}. */
  static String inEnvironment(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Map<String, String> defaults() {
    try (InputStream in = Settings.class.getResourceAsStream("/" + FILE)) {
      String sample = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String uncommented =
          sample
              .lines()
              .map(line -> line.startsWith("#tocsin.") ? line.substring(1) : line)
              .collect(Collectors.joining("\n"));
      Properties properties = new Properties();
      properties.load(new java.io.StringReader(uncommented));
      Map<String, String> values = new TreeMap<>();
      properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
      return values;
    } catch (IOException e) {
      throw new TocsinException("The program is incomplete: " + FILE + " is missing in it.", e);
    }
  }

  private static Optional<Path> file() {
    Path here = Path.of(FILE);
    Path home = Path.of(System.getProperty("tocsin.home", "."), FILE);
    return Files.exists(here) ? Optional.of(here) : Optional.of(home).filter(Files::exists);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      properties.load(in);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new TocsinException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The value, or "" where nothing is set. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  public boolean isSet(String name) {
    return !text(name).isEmpty();
  }

  public int number(String name, int min, int max) {
    try {
      int value = Integer.parseInt(text(name));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(name, "a whole number from " + min + " to " + max);
  }

  public double rate(String name) {
    try {
      double value = Double.parseDouble(text(name));
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(name, "a number, 0 for no limit");
  }

  public BigDecimal amount(String name) {
    if (text(name).matches("\\d{1,6}(\\.\\d{1,8})?")) {
      return new BigDecimal(text(name));
    }
    throw wrong(name, "an amount such as 0.012");
  }

  public boolean flag(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  /** An address that begins with http:// or https://. */
  public URI uri(String name) {
    try {
      URI uri = new URI(text(name));
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw wrong(name, "an address such as https://example.org/file.json");
  }

  public Duration seconds(String name) {
    return Duration.ofSeconds(number(name, 1, 86_400));
  }

  TocsinException wrong(String name, String wanted) {
    return new TocsinException(
        name + " (" + inEnvironment(name) + ") is '" + text(name) + "'. Set it to " + wanted + ".");
  }
}
