package org.tocsin.audience;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.tocsin.Channel;
import org.tocsin.TocsinException;

/** Everyone as CSV, as PostgreSQL writes it: one row at a time, whatever their number. */
final class SubscriberExport {
  /** What a spreadsheet runs (CWE-1236), and what would lose its apostrophe when it comes back. */
  private static final String FORMULA =
      "E'^\\u0027?[-=+@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20]|^\\u0027\\u0027'";

  private static final String EXPORT =
      """
      COPY (
        SELECT <email>, s.phone, <first_name>, <last_name>, <language>, <street>, <city>, <state>,
               <zip>,
               CASE WHEN s.email_consent THEN 'yes'
                    WHEN s.email_said_at IS NOT NULL OR s.consent_at IS NULL THEN 'no' END
                 AS email_consent,
               CASE WHEN s.sms_consent THEN 'yes'
                    WHEN s.sms_said_at IS NOT NULL OR s.consent_at IS NULL THEN 'no' END
                 AS sms_consent,
               <consent_source>,
               <time of s.consent_at> AS consent_at,
               s.id,
               CASE WHEN s.assignment IN ('ADDRESS', 'ZIP') THEN s.districts[1] END AS district,
               s.assignment,
               CASE WHEN s.assignment = 'ZIP_SPLIT' THEN array_to_string(s.districts, ' ') END
                 AS candidates,
               CASE WHEN s.email IS NULL THEN NULL
                    WHEN e.address_key IS NOT NULL THEN 'suppressed'
                    WHEN s.email_consent THEN 'subscribed'
                    ELSE 'no consent' END AS email_state,
               CASE WHEN s.phone IS NULL THEN NULL
                    WHEN p.address_key IS NOT NULL THEN 'suppressed'
                    WHEN s.sms_consent THEN 'subscribed'
                    ELSE 'no consent' END AS sms_state,
               e.reason AS email_opt_out, <time of e.since> AS email_opt_out_at,
               p.reason AS sms_opt_out, <time of p.since> AS sms_opt_out_at,
               nullif(array_to_string(s.tags, ';'), '') AS tags
        FROM subscriber s
        LEFT JOIN suppression e ON e.channel = :byEmail AND e.address_key = s.email_key
        LEFT JOIN suppression p ON p.channel = :bySms AND p.address_key = s.phone_key
        WHERE :wanted
        ORDER BY s.id
      ) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')\
      """
          .replaceAll(
              "<(\\w+)>",
              "CASE WHEN s.$1 ~ :formula THEN '''' || s.$1 ELSE nullif(s.$1, '') END AS $1")
          .replace(":formula", FORMULA)
          .replace(":byEmail", Channel.EMAIL.sql())
          .replace(":bySms", Channel.SMS.sql())
          .replaceAll(
              "<time of (.+?)>",
              "to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");

  private final Jdbi jdbi;

  SubscriberExport(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void run(Appendable csv) {
    jdbi.useHandle(handle -> copy(handle, "true", csv));
  }

  /** The same of these people only. */
  void run(List<Long> people, Appendable csv) {
    String ids = people.stream().map(String::valueOf).collect(Collectors.joining(","));
    jdbi.useHandle(handle -> copy(handle, "s.id = ANY('{" + ids + "}'::bigint[])", csv));
  }

  private static void copy(Handle handle, String wanted, Appendable csv) {
    try {
      PGConnection postgres = handle.getConnection().unwrap(PGConnection.class);
      CopyOut rows = postgres.getCopyAPI().copyOut(EXPORT.replace(":wanted", wanted));
      try {
        // The server sends a row in each message, so no character is cut in two.
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
          csv.append(new String(row, StandardCharsets.UTF_8));
        }
      } finally {
        if (rows.isActive()) {
          rows.cancelCopy();
        }
      }
    } catch (SQLException | IOException e) {
      throw new TocsinException("The export broke off: " + e.getMessage(), e);
    }
  }
}
