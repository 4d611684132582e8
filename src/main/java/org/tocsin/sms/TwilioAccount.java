package org.tocsin.sms;

/**
 * The account at Twilio that texts are sent by.
 *
 * @param apiUrl scheme and host of another server that speaks Twilio's API, or "" for Twilio
 */
public record TwilioAccount(String sid, String authToken, String apiUrl) {}
