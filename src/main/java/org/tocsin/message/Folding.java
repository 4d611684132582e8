package org.tocsin.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Writes characters that make a text dear in others that carriers have a short code for. */
public final class Folding {
  private static final Map<Integer, String> SMART = smartCharacters();

  /** Letters that are not made of a plain letter and a mark. */
  private static final Map<String, String> LETTERS =
      Map.of(
          "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ı", "i", "œ", "oe", "Œ", "OE", "ħ", "h", "Ħ",
          "H", "ð", "d");

  private Folding() {}

  private static Map<Integer, String> smartCharacters() {
    Properties groups = new Properties();
    try (InputStream in = Folding.class.getResourceAsStream("/smart-characters.properties")) {
      groups.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Integer, String> smart = new HashMap<>();
    for (String replacement : groups.stringPropertyNames()) {
      for (String point : groups.getProperty(replacement).split(" +")) {
        smart.put(Integer.parseInt(point, 16), characters(replacement));
      }
    }
    return smart;
  }

  private static String characters(String points) {
    StringBuilder text = new StringBuilder();
    if (!points.equals("none")) {
      for (String point : points.split("\\+")) {
        text.appendCodePoint(Integer.parseInt(point, 16));
      }
    }
    return text.toString();
  }

  /** Curly quotes, dashes and the like as Twilio's Smart Encoding writes them (N05). */
  public static String smart(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              String replacement = SMART.get(point);
              if (replacement == null) {
                folded.appendCodePoint(point);
              } else {
                folded.append(replacement);
              }
            });
    return folded.toString();
  }

  /** What {@link #smart} replaces in a text, "’ by '", each once. */
  public static List<String> smartChanges(String text) {
    Set<String> changes = new LinkedHashSet<>();
    text.codePoints()
        .filter(SMART::containsKey)
        .forEach(point -> changes.add(shown(point) + " by \"" + SMART.get(point) + "\""));
    return List.copyOf(changes);
  }

  /** The words that were written in cheaper characters, "Luján as Lujan", each once. */
  public static List<String> differences(String before, String after) {
    String[] old = before.strip().split("\\s+");
    String[] now = after.strip().split("\\s+");
    if (old.length != now.length) {
      return smartChanges(before);
    }
    Set<String> changes = new LinkedHashSet<>();
    for (int i = 0; i < old.length; i++) {
      if (!old[i].equals(now[i]) && !old[i].contains("://")) {
        changes.add(old[i] + " as " + now[i]);
      }
    }
    return List.copyOf(changes);
  }

  private static String shown(int point) {
    return String.format("%s (U+%04X)", Character.toString(point), point);
  }

  /** A name without the marks that GSM-7 has no code for: "Luján" is "Lujan", "Núñez" "Nuñez". */
  static String name(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (String letter : Graphemes.of(Normalizer.normalize(smart(name), Normalizer.Form.NFC))) {
      String plain = Segments.isGsm7(letter) ? letter : plain(letter);
      folded.append(Segments.isGsm7(plain) ? plain : letter);
    }
    return folded.toString();
  }

  private static String plain(String letter) {
    String base = Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    return LETTERS.getOrDefault(base, base);
  }
}
