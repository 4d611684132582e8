package org.tocsin.app.demo;

import java.time.Instant;
import java.util.List;

/**
 * An email as it reached the demo's mail server.
 *
 * @param number counted from 1 in the order of arrival
 * @param to the envelope's recipient
 * @param headers all of the message's own, in its order, decoded
 * @param text the plain part, or ""
 * @param html the HTML part, or ""
 */
public record DemoMail(
    int number,
    String to,
    String from,
    String subject,
    Instant at,
    List<Header> headers,
    String text,
    String html) {
  public record Header(String name, String value) {}
}
