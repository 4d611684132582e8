package org.tocsin.audience;

/** How many letters someone got wrong. */
final class Slips {
  private Slips() {}

  /** Letters to leave out, put in or change, so that one word becomes the other. */
  static int between(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return Integer.MAX_VALUE;
    }
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      before = next(before, a.charAt(i - 1), i, b);
    }
    return before[b.length()];
  }

  private static int[] next(int[] before, char letter, int i, String b) {
    int[] row = new int[before.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int changed = before[j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
    }
    return row;
  }
}
