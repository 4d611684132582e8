package org.tocsin.app.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.spi.IdempotentRepository;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Mails that could not be processed. Each is taken again, later each time, and meanwhile leaves its
 * place in a look at the mailbox to another: so those that fail keep nobody else's unheard.
 */
public final class WaitingMails implements IdempotentRepository, MailUidGenerator {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** As for mails that someone else has moved since. */
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Wait> waits = new HashMap<>();
  private final Set<String> kept = new HashSet<>();

  public WaitingMails(Clock clock) {
    this.clock = clock;
  }

  private record Wait(Duration length, Instant until) {}

  /** By which the folder knows it, without a look into it; "" where the server does not say. */
  @Override
  public String generateUuid(MailEndpoint endpoint, Message message) {
    try {
      IMAPFolder folder = (IMAPFolder) message.getFolder();
      return folder.getUIDValidity() + "." + folder.getUID(message);
    } catch (MessagingException gone) {
      return "";
    }
  }

  /** It was processed and could not be moved, so it waits as one that was not. */
  synchronized void keep(Message message) {
    String mail = generateUuid(null, message);
    remove(mail);
    kept.add(mail);
  }

  /** Whether it is its turn. */
  @Override
  public synchronized boolean add(String mail) {
    return !contains(mail);
  }

  /** Whether it still waits. */
  @Override
  public synchronized boolean contains(String mail) {
    Wait wait = waits.get(mail);
    return wait != null && clock.instant().isBefore(wait.until());
  }

  /** It could not be processed. */
  @Override
  public synchronized boolean remove(String mail) {
    if (waits.size() >= MOST) {
      clear();
    }
    Wait before = waits.get(mail);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    waits.put(mail, new Wait(bounded, clock.instant().plus(bounded)));
    return true;
  }

  /** It was processed. */
  @Override
  public synchronized boolean confirm(String mail) {
    if (!kept.remove(mail)) {
      waits.remove(mail);
    }
    return true;
  }

  @Override
  public synchronized void clear() {
    waits.clear();
    kept.clear();
  }

  @Override
  public void start() {
    // holds nothing open
  }

  @Override
  public void stop() {
    // holds nothing open
  }
}
