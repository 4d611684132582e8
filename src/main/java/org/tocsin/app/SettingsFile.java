package org.tocsin.app;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.tocsin.TocsinException;

/**
 * The settings file of a home, as far as there is one.
 *
 * @param path where it is or would be
 * @param values by their names, without space around them
 */
record SettingsFile(Path path, Map<String, String> values) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Absent is empty.
   *
   * @throws TocsinException when it is there and cannot be read
   */
  static SettingsFile of(ProgramHome home) {
    Path path = home.settings();
    return new SettingsFile(path, Files.notExists(path) ? Map.of() : parse(path, text(path)));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new TocsinException(path + " is not in UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw new TocsinException(
          Files.isDirectory(path)
              ? path + " is a folder. Move it away, or write your settings into a file."
              : Owner.refusal("The file of settings", path),
          e);
    }
  }

  static Map<String, String> parse(Path path, String text) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
    } catch (IOException | IllegalArgumentException e) {
      throw new TocsinException(
          path + " cannot be read: " + e.getMessage() + " A backslash is written twice.", e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n).strip()));
    return values;
  }

  /** What an operator should know of this file and of its like. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (hasSecrets() && isReadableByAll()) {
      remarks.add(
          path
              + " holds passwords, and everyone on this machine can read it. Run: chmod o= "
              + path);
    }
    Path here = Path.of(ProgramHome.SETTINGS).toAbsolutePath();
    if (!here.getParent().equals(path.getParent()) && isOurs(here)) {
      remarks.add(
          here
              + " is not read: settings come from "
              + path
              + ". To use that folder, give --home "
              + here.getParent());
    }
    return remarks;
  }

  private boolean hasSecrets() {
    return values.keySet().stream()
        .anyMatch(name -> SettingNames.isSecret(name) && !values.get(name).isEmpty());
  }

  private boolean isReadableByAll() {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Other programs have files of this name too. */
  private static boolean isOurs(Path file) {
    try {
      return Files.isReadable(file)
          && parse(file, Files.readString(file)).keySet().stream()
              .anyMatch(name -> name.startsWith("tocsin."));
    } catch (IOException | TocsinException e) {
      return false;
    }
  }
}
