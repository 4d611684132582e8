package org.tocsin.console;

import java.time.Instant;
import java.util.Map;
import org.tocsin.LocalTimes;
import org.tocsin.account.Session;
import org.tocsin.message.Labels;
import org.tocsin.web.HttpFault;

/**
 * A request of somebody who is signed in and may make it.
 *
 * @param path what stands at the named pieces of the page's address
 * @param labels our words in their language
 */
record Visit(Session session, ConsoleRequest request, Map<String, String> path, Labels labels) {
  /** Who it is, for the record. */
  String who() {
    return session.account().email();
  }

  /**
   * @throws HttpFault where that piece of the address is no number
   */
  long id() {
    return id("id");
  }

  /**
   * @param name of the piece
   * @throws HttpFault where that piece of the address is no number
   */
  long id(String name) {
    String id = path.get(name);
    return ConsoleRequest.number(id)
        .orElseThrow(() -> new HttpFault(404, "There is no such page."));
  }

  /** Where a list goes on: only what is older than this id. */
  long before() {
    return request.asked("before").flatMap(ConsoleRequest::number).orElse(Long.MAX_VALUE);
  }

  /** A time as it is written in their language. */
  String when(LocalTimes times, Instant at) {
    return labels.when(times, at);
  }

  String words(String key, String... values) {
    return labels.get("console." + key, values);
  }
}
