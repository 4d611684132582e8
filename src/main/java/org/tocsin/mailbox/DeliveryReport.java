package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a message/delivery-status part says of each recipient (RFC 3464). An empty group is none,
 * and recipients that no empty line sets apart are several all the same (B19).
 */
final class DeliveryReport {
  /** We write to one at a time; a report about more is another's. */
  private static final int MOST = 100;

  private DeliveryReport() {}

  /**
   * A group about one recipient; "" where it says nothing.
   *
   * @param action in lower case
   */
  record Group(
      String finalRecipient,
      String originalRecipient,
      String action,
      String status,
      String diagnostic) {
    /** Who the mail was written to; that one is preferred over where it was forwarded (B08). */
    Optional<String> address() {
      return Addresses.inField(originalRecipient).or(() -> Addresses.inField(finalRecipient));
    }
  }

  static List<Group> read(String part) {
    List<Group> groups = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : LineSplitter.of(part.strip())) {
      if (line.isEmpty()) {
        addAll(groups, block);
        block.clear();
      } else {
        block.add(line);
      }
    }
    addAll(groups, block);
    return groups;
  }

  /** Of one block; some programs set its recipients apart by no empty line (B19). */
  private static void addAll(List<Group> groups, List<String> block) {
    Map<String, String> group = new HashMap<>();
    for (Headers.Field field : Headers.of(block).fields()) {
      if (isRecipient(field.name()) && group.containsKey(field.name())) {
        add(groups, group);
        group = new HashMap<>();
      }
      group.putIfAbsent(field.name(), field.value());
    }
    add(groups, group);
  }

  private static boolean isRecipient(String name) {
    return name.equals("final-recipient") || name.equals("original-recipient");
  }

  /** A group without a recipient is none (B04). */
  private static void add(List<Group> groups, Map<String, String> fields) {
    if (groups.size() < MOST && fields.keySet().stream().anyMatch(DeliveryReport::isRecipient)) {
      groups.add(
          new Group(
              fields.getOrDefault("final-recipient", ""),
              fields.getOrDefault("original-recipient", ""),
              fields.getOrDefault("action", "").split("[\\s(;]", 2)[0].toLowerCase(Locale.ROOT),
              fields.getOrDefault("status", ""),
              fields.getOrDefault("diagnostic-code", "")));
    }
  }
}
