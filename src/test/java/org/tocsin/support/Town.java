package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.Services;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.sheet.SheetFiles;

/** Many people of Syracuse who agreed to everything, and sheets for them. */
public final class Town {
  private static final int[] AREAS = {
    315, 518, 585, 607, 716, 914, 212, 202, 301, 410, 617, 413, 508, 207, 603, 802, 401, 203, 860
  };
  private static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "{{ representative.last_name }}: call {{ representative.phone }}"
      asks:
        supports: "Thank {{ official.name }}."
        silent: "Ask {{ official.name }} why."
        opposes: "Tell {{ official.name }} what you think."
        unknown: "Ask {{ official.name }}."
      ---
      Number %d.

      {{ call_list }}
      """;

  private final Services parts;
  private final Path folder;
  private int sheets;

  public Town(Services parts, Path folder) {
    this.parts = parts;
    this.folder = folder;
    DemoFacts facts = new DemoFacts();
    parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
  }

  public static String email(int n) {
    return "p" + n + "@example.org";
  }

  /** Up to 1,900 of them. */
  public static String phone(int n) {
    return "+1%d55501%02d".formatted(AREAS[n / 100], n % 100);
  }

  /**
   * Everyone has an address, the first of them a number too. They have just said so.
   *
   * @param agree whether to emails
   */
  public void people(int emails, int phones, boolean agree) {
    List<String> rows = new ArrayList<>();
    rows.add("email,phone,zip,consent_at,email_consent,sms_consent");
    Instant now = Instant.now();
    for (int n = 0; n < emails; n++) {
      String phone = n < phones ? phone(n) : "";
      rows.add(email(n) + "," + phone + ",13202," + now + "," + (agree ? "yes" : "no") + ",yes");
    }
    parts.subscribers.importFile(file("people.csv", String.join("\n", rows)), done -> {});
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new sheet, at once; the alert's id. */
  public long publish(Channel... channels) {
    String name = "sheet-" + ++sheets;
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(name + ".md", SHEET.formatted(sheets));
    SendOptions order =
        new SendOptions(
            Optional.empty(), Optional.empty(), Set.of(channels), List.of(), false, true);
    return parts
        .publishing
        .publish(SheetFiles.parse(name, new LinkedHashMap<>(sources)), order)
        .id();
  }
}
