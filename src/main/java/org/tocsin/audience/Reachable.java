package org.tocsin.audience;

import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;

/** Looks at how the people that the rows of a file are about can be reached. */
final class Reachable {
  private final Handle handle;

  Reachable(Handle handle) {
    this.handle = handle;
  }

  /** Warns of ZIPs that lie nowhere, where it is known what lies where. */
  void tellUnknownZips(FoundProblems problems) {
    handle
        .createQuery(
            """
            SELECT line FROM staged
            WHERE zip <> '' AND zip NOT IN (<zips>) AND EXISTS (<zips>) ORDER BY line
            """
                .replace("<zips>", ZIPS))
        .mapTo(Integer.class)
        .forEach(
            line ->
                problems.warn(
                    line, "zip", "It lies in no district that is known. Is it right? It is kept."));
  }

  private static final String ZIPS =
      "SELECT zip FROM zip_district WHERE map_id = (SELECT id FROM (<map>) map)"
          .replace("<map>", Assigned.IN_FORCE);

  Subscribers.Reach count() {
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE email_consent AND NOT <out of email>) AS email,
                   count(DISTINCT phone) FILTER (WHERE sms_consent AND NOT <out of sms>) AS text,
                   count(*) FILTER (WHERE zip = '' OR zip NOT IN (<zips>) AND EXISTS (<zips>))
                     AS zip_unknown
            FROM subscriber n JOIN touched t ON t.id = n.id
            """
                .replace("<zips>", ZIPS)
                .replace("<out of email>", out(Channel.EMAIL, "email_key"))
                .replace("<out of sms>", out(Channel.SMS, "phone_key")))
        .map(
            (r, c) ->
                new Subscribers.Reach(
                    r.getLong("email"), r.getLong("text"), r.getLong("zip_unknown")))
        .one();
  }

  private static String out(Channel channel, String key) {
    return "EXISTS (SELECT FROM suppression s WHERE s.channel = <%s> AND s.address_key = n.%s)"
        .formatted(channel.code(), key);
  }
}
