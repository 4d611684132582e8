package org.tocsin.mailbox;

import java.util.concurrent.atomic.AtomicLong;

/** Mails that come back, as others write them. */
public final class Mails {
  private static final AtomicLong NEXT = new AtomicLong();

  private Mails() {}

  /** A bounce without a report: a mail server says it in plain words. */
  public static String bounceInWords(String about, String said) {
    return """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net
    To: alerts@example.net
    Subject: Returned mail

    Your message could not be delivered to:

    <%s>: %s
    """
        .formatted(about, said);
  }

  /** A bounce to an address of ours about someone. */
  public static String bounce(String to, String about, String status, String said) {
    return """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net
    To: %s
    Subject: Undelivered Mail Returned to Sender
    Message-ID: <bounce-%d@mx.example.net>
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b

    This is the mail system.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net

    Final-Recipient: rfc822; %s
    Action: failed
    Status: %s
    Diagnostic-Code: smtp; %s
    --b
    Content-Type: text/rfc822-headers

    To: %s
    --b--
    """
        .formatted(to, NEXT.incrementAndGet(), about, status, said, about);
  }

  /** A complaint that takes out who complained, with the head of the mail that it is about. */
  public static String complaint(String type, String head) {
    return """
    From: fbl@example.com
    To: abuse@example.org
    Message-ID: <complaint-%d@example.com>
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b

    An email abuse report
    --b
    Content-Type: message/feedback-report

    Feedback-Type: %s
    User-Agent: Some/1
    Version: 1
    --b
    Content-Type: message/rfc822

    %s
    To: redacted

    Text
    --b--
    """
        .formatted(NEXT.incrementAndGet(), type, head);
  }

  /** What a person writes. */
  public static String from(String person, String fields, String text) {
    return "From: %s\nTo: alerts@example.org\nMessage-ID: <m%d@example.net>\n%s\n%s\n"
        .formatted(
            person,
            NEXT.incrementAndGet(),
            fields.isEmpty() ? "Subject: Re: alert\n" : fields + "\n",
            text);
  }
}
