package org.tocsin.sheet;

import io.pebbletemplates.pebble.error.PebbleException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Pebble's own messages mean to someone who writes sheets. */
final class PebbleWords {
  private static final Pattern TAG = Pattern.compile("Unexpected tag name \"(.*)\"");
  private static final Pattern MISSING_END = Pattern.compile("looking for the \"([^\"]*)\" tag");

  private PebbleWords() {}

  static String of(PebbleException e) {
    String message = e.getPebbleMessage() == null ? "" : e.getPebbleMessage();
    Matcher tag = TAG.matcher(message);
    if (tag.find()) {
      return "'" + tag.group(1) + "' is not possible in a sheet. Only if and for are.";
    }
    Matcher end = MISSING_END.matcher(message);
    if (end.find()) {
      return "There is no {% " + end.group(1) + " %} to what begins here. Add it.";
    }
    return "The braces cannot be read: " + message.replaceAll("[.\\s]*$", "") + ".";
  }
}
