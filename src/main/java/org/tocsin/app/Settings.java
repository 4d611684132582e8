package org.tocsin.app;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;

/**
 * The knobs in {@code application.properties}: defaults from the commented file inside the program,
 * over them the file in the home, over that the environment.
 */
public final class Settings {
  private final ProgramHome home;
  private final Map<String, String> values;
  private final List<String> remarks;

  private Settings(ProgramHome home, Map<String, String> values, List<String> remarks) {
    this.home = home;
    this.values = values;
    this.remarks = remarks;
  }

  /**
   * From the file of a home and these variables.
   *
   * @throws TocsinException when the file cannot be read, or names what there is not
   */
  public static Settings load(ProgramHome home, Map<String, String> environment) {
    return of(home, SettingsFile.of(home), environment);
  }

  /** From these values over the defaults; for tests and the demo. */
  public static Settings of(Map<String, String> over) {
    return of(over, Map.of());
  }

  static Settings of(Map<String, String> file, Map<String, String> environment) {
    ProgramHome home = ProgramHome.program();
    return of(home, new SettingsFile(home.settings(), file), environment);
  }

  private static Settings of(ProgramHome home, SettingsFile file, Map<String, String> environment) {
    Map<String, String> values = defaults();
    SettingNames names = new SettingNames(Set.copyOf(values.keySet()));
    names.check(file);
    List<String> remarks = new ArrayList<>(names.remarks(environment));
    remarks.addAll(file.remarks());
    values.putAll(file.values());
    names.override(values, environment);
    return new Settings(home, values, remarks);
  }

  private static Map<String, String> defaults() {
    try (InputStream in = Settings.class.getResourceAsStream("/" + ProgramHome.SETTINGS)) {
      String sample = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String uncommented =
          sample
              .lines()
              .map(line -> line.startsWith("#tocsin.") ? line.substring(1) : line)
              .collect(Collectors.joining("\n"));
      return SettingsFile.parse(Path.of(ProgramHome.SETTINGS), uncommented);
    } catch (IOException e) {
      throw new TocsinException("The program is incomplete. Unpack it again.", e);
    }
  }

  public ProgramHome home() {
    return home;
  }

  /** What an operator should know, said once, whatever the command. */
  public List<String> remarks() {
    return remarks;
  }

  /** The value, or "" where nothing is set. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  /** A file or a folder; what is relative is so to the home, never to where a command is typed. */
  public Path path(String name) {
    try {
      return home.folder().resolve(text(name)).normalize();
    } catch (InvalidPathException e) {
      throw wrong(name, "a path");
    }
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

  /** Empty where it is not set; one that keeps summer time where its people do. */
  public Optional<ZoneId> zone(String name) {
    String zone = text(name);
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    if (ZoneId.getAvailableZoneIds().contains(zone) && (zone.contains("/") || zone.equals("UTC"))) {
      return Optional.of(ZoneId.of(zone));
    }
    throw wrong(name, "a time zone such as America/New_York");
  }

  public Duration seconds(String name) {
    return Duration.ofSeconds(number(name, 1, 86_400));
  }

  TocsinException wrong(String name, String wanted) {
    return new TocsinException(
        name
            + " ("
            + SettingNames.inEnvironment(name)
            + ") is '"
            + text(name)
            + "'. Set it to "
            + wanted
            + ".");
  }
}
