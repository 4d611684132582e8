package org.tocsin.audience;

import java.time.Instant;

/**
 * What a row of a subscribers file says, in the form in which it is stored. Null says nothing and
 * leaves what is known as it is; "" empties it, which only a row does that names a person by id.
 *
 * @param line on which the row begins
 * @param claimedId of the one it is about by our own export, or null
 * @param email lower case, or null; phone: E.164, or null
 * @param emptiesEmail whether the person is to have no email address any more; likewise
 *     emptiesPhone
 * @param emailConsent null where the row says nothing; likewise smsConsent
 * @param consentAt or null
 * @param emailOut that they want no more emails, or null; likewise smsOut
 * @param tags with semicolons between, "-" for none at all
 */
record IncomingRow(
    int line,
    Long claimedId,
    String email,
    boolean emptiesEmail,
    String phone,
    boolean emptiesPhone,
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
