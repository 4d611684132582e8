package org.tocsin.audience;

import java.time.Instant;
import java.util.UUID;

/**
 * Someone who wants to be on the list and has yet to confirm it.
 *
 * @param email lower case, or null where they do not want emails
 * @param emailWords what stood at the box they ticked, or ""; likewise smsWords
 * @param phone E.164, or null where they do not want texts
 * @param language BCP 47 primary tag
 * @param state USPS code, or ""
 * @param zip five digits, or ""
 */
public record SignUp(
    String email,
    UUID emailKey,
    String emailWords,
    String phone,
    UUID phoneKey,
    String smsWords,
    String firstName,
    String lastName,
    String language,
    String street,
    String city,
    String state,
    String zip) {
  /**
   * One that waits or has been confirmed.
   *
   * @param subscriberId who it became, or 0
   */
  public record Kept(
      long id,
      Instant at,
      Instant expires,
      SignUp signUp,
      boolean emailConfirmed,
      boolean smsConfirmed,
      long subscriberId) {}
}
