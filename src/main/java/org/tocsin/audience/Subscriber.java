package org.tocsin.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.consent.AddressKeys;

/**
 * A person who can be reached by email, by text or both.
 *
 * @param email lower case, or null
 * @param phone E.164, or null
 * @param language BCP 47 primary tag, or "" where unknown
 * @param state USPS code as the person gave it, or ""
 * @param zip five digits, or ""
 * @param emailConsent whether they agreed to emails; suppression is kept apart. Likewise smsConsent
 * @param tags by which the group sorts its people
 * @param zones the time zones that they may be in, by ZIP, else by state and number
 */
public record Subscriber(
    long id,
    String email,
    String phone,
    String firstName,
    String lastName,
    String language,
    String street,
    String city,
    String state,
    String zip,
    boolean emailConsent,
    boolean smsConsent,
    List<String> tags,
    Assignment assignment,
    List<ZoneId> zones) {
  public Subscriber {
    tags = List.copyOf(tags);
    zones = List.copyOf(zones);
  }

  /** The addresses that they have. */
  public List<Contact> contacts(AddressKeys keys) {
    return Stream.of(email, phone)
        .filter(address -> address != null)
        .flatMap(address -> Contact.read(address, keys).stream())
        .toList();
  }

  /** From a row of the table subscriber. */
  static Subscriber of(ResultSet r) throws SQLException {
    return new Subscriber(
        r.getLong("id"),
        r.getString("email"),
        r.getString("phone"),
        r.getString("first_name"),
        r.getString("last_name"),
        r.getString("language"),
        r.getString("street"),
        r.getString("city"),
        r.getString("state"),
        r.getString("zip"),
        r.getBoolean("email_consent"),
        r.getBoolean("sms_consent"),
        List.of((String[]) r.getArray("tags").getArray()),
        Assignment.of(r),
        Stream.of((String[]) r.getArray("zones").getArray()).map(ZoneId::of).toList());
  }
}
