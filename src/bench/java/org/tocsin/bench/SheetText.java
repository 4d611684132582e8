package org.tocsin.bench;

/** A sheet about nothing that happened, as long as is asked for. */
final class SheetText {
  private static final String HEAD =
      """
      ---
      title: "Keep Our Post Office"
      subject: "Our post office closes on Friday"
      lang: en
      sms: "Call {{ representative.phone }} and ask {{ representative.last_name }} to keep our post office. {{ sheet.short_url }}"
      sms_general: "Call your senators to keep our post office: {{ senators_line }}. {{ sheet.short_url }}"
      positions:
        Z000000: supports
        Z000001: silent
        Z000002: opposes
      asks:
        supports: "Thank {{ official.name }}, who wants to keep it."
        silent: "{{ official.name }} has said nothing. **Call today and ask why.**"
        opposes: "{{ official.name }} wants to close it. **Call today and say what you think.**"
        unknown: "Ask {{ official.name }} to keep it."
      ---
      Dear {{ subscriber.first_name | default("neighbor") }},

      **One call takes two minutes, and offices count every one of them.**

      {{ call_list }}

      """;
  private static final String SENTENCE =
      "The counter on Main Street serves four hundred people a week, and the next one is eleven"
          + " miles away.";

  /** Of a mail without any of the sentences, and what one more adds to its two parts. */
  private static final int BARE_BYTES = 5_300;

  private static final int SENTENCE_BYTES = 2 * SENTENCE.length() + 12;

  private SheetText() {}

  static String of(int mailBytes) {
    int sentences = Math.max(1, (mailBytes - BARE_BYTES) / SENTENCE_BYTES);
    return HEAD + (SENTENCE + "\n\n").repeat(sentences);
  }
}
