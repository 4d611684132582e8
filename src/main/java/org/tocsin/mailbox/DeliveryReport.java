package org.tocsin.mailbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.dsn.DeliveryStatus;

/**
 * What a message/delivery-status part says of each recipient (RFC 3464). Angus splits it into its
 * groups; what it does not see, as recipients in the first group where no blank line sets them
 * apart, and what it sees too much, as empty groups, is put right here (B19).
 */
final class DeliveryReport {
  private static final int MOST = 500;

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
    /** Whom the mail was written to; that one is preferred over where it was forwarded (B08). */
    Optional<String> address() {
      return Addresses.inField(originalRecipient).or(() -> Addresses.inField(finalRecipient));
    }
  }

  static List<Group> read(String part) {
    List<Group> groups = new ArrayList<>();
    for (InternetHeaders block : blocks(part)) {
      Map<String, String> group = new LinkedHashMap<>();
      for (Header field : Collections.list(block.getAllHeaders())) {
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        if (isRecipient(name) && group.containsKey(name)) {
          add(groups, group);
          group = new LinkedHashMap<>();
        }
        group.putIfAbsent(name, field.getValue() == null ? "" : unfold(field.getValue()));
      }
      add(groups, group);
    }
    return groups;
  }

  private static List<InternetHeaders> blocks(String part) {
    String clean = part.strip().replace("\n", "\r\n") + "\r\n";
    try {
      DeliveryStatus status =
          new DeliveryStatus(new ByteArrayInputStream(clean.getBytes(StandardCharsets.UTF_8)));
      List<InternetHeaders> blocks = new ArrayList<>();
      blocks.add(status.getMessageDSN());
      for (int i = 0; i < status.getRecipientDSNCount(); i++) {
        blocks.add(status.getRecipientDSN(i));
      }
      return blocks;
    } catch (MessagingException | IOException | RuntimeException unreadable) {
      return List.of();
    }
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

  private static String unfold(String value) {
    return value.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }
}
