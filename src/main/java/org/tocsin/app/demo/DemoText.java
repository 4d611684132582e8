package org.tocsin.app.demo;

import java.time.Instant;

/**
 * A text as a phone holds it.
 *
 * @param sid Twilio's id of it
 * @param from E.164, like {@code to}
 * @param status Twilio's word: queued, sent, delivered, received
 * @param segments how many messages it costs
 */
public record DemoText(
    String sid,
    Direction direction,
    String from,
    String to,
    String body,
    Instant at,
    String status,
    int segments) {
  public enum Direction {
    /** An alert, sent by the program's own request. */
    ALERT,
    /** What the person wrote. */
    REPLY,
    /** What came back on that, from the program or from Twilio itself. */
    ANSWER
  }

  DemoText with(String newStatus) {
    return new DemoText(sid, direction, from, to, body, at, newStatus, segments);
  }
}
