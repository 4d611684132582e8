package org.tocsin.audience;

import java.time.Instant;

/**
 * What a row of a subscribers file says, in the form in which it is stored. "" and null say nothing
 * and leave what is known as it is.
 *
 * @param line on which the row begins
 * @param email lower case, or null
 * @param phone E.164, or null
 * @param emailConsent null where the row says nothing; likewise smsConsent
 * @param consentAt or null
 * @param emailOut that they want no more emails, or null; likewise smsOut
 * @param tags with semicolons between, "-" for none at all
 */
record IncomingRow(
    int line,
    String email,
    String phone,
    String firstName,
    String lastName,
    String language,
    String street,
    String city,
    String state,
    String zip,
    Boolean emailConsent,
    Boolean smsConsent,
    String consentSource,
    Instant consentAt,
    String tags,
    OptOut emailOut,
    OptOut smsOut) {}
