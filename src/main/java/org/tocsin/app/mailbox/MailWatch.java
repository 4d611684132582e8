package org.tocsin.app.mailbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;

/**
 * Lets Camel look into the mailbox as soon as mail comes, where the server can say so (IDLE, RFC
 * 2177), and every so often in any case.
 */
public final class MailWatch extends ServiceSupport implements ScheduledPollConsumerScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);

  /** What was left there by a failure is looked at again after this. */
  private static final Duration BREATH = Duration.ofSeconds(5);

  private final Imap imap;
  private final Supplier<Optional<String>> sorting;
  private CamelContext context;
  private Runnable look;
  private Thread thread;
  private volatile IMAPStore waiting;
  private volatile boolean ended;
  private volatile String trouble = "";

  /**
   * @param sorting why mails cannot be moved on, or empty
   */
  public MailWatch(Imap imap, Supplier<Optional<String>> sorting) {
    this.imap = imap;
    this.sorting = sorting;
  }

  @Override
  public void onInit(Consumer consumer) {
    // one consumer; its task comes with scheduleTask
  }

  @Override
  public void scheduleTask(Runnable task) {
    look = task;
  }

  @Override
  public void startScheduler() {
    ended = false;
    thread = new Thread(this::watch, "mailbox");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!ended) {
      lookIn();
      try {
        rest();
      } catch (InterruptedException e) {
        ended = true;
      }
    }
  }

  /** Whatever goes wrong with one look: who asks to be left alone is heard by the next (P3). */
  private void lookIn() {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("A look into the mailbox failed; the next comes soon", e);
    }
  }

  private void rest() throws InterruptedException {
    long since = System.nanoTime();
    try (IMAPStore store = imap.connect()) {
      waiting = store;
      IMAPFolder folder = imap.open(store);
      tell("");
      if (store.hasCapability("IDLE")) {
        waitForMail(folder);
        return;
      }
    } catch (TocsinException e) {
      tell(e.getMessage());
    } catch (MessagingException | RuntimeException e) {
      // nobody said anything for so long, or the server is gone
      LOG.debug("The wait for mail ended", e);
    } finally {
      waiting = null;
    }
    Thread.sleep(Math.max(0, imap.rest().toMillis() - (System.nanoTime() - since) / 1_000_000));
  }

  /** Each change is said once. */
  private void tell(String now) {
    if (now.equals(trouble)) {
      return;
    }
    trouble = now;
    if (now.isEmpty()) {
      LOG.info("The mailbox is read again");
    } else {
      LOG.warn("The mailbox is not read, so who asks there to leave is not heard. {}", now);
    }
  }

  /** Why mail that comes back is not heard, in a sentence for an operator; empty while it is. */
  public Optional<String> trouble() {
    return trouble.isEmpty() ? sorting.get() : Optional.of(trouble);
  }

  private void waitForMail(IMAPFolder folder) throws MessagingException, InterruptedException {
    if (folder.getMessageCount() > 0) {
      Thread.sleep(Math.min(BREATH.toMillis(), imap.rest().toMillis()));
    } else if (!ended) {
      folder.idle(true);
    }
  }

  @Override
  public void unscheduleTask() {
    ended = true;
    Thread watching = thread;
    if (watching != null) {
      watching.interrupt();
    }
  }

  @Override
  public boolean isSchedulerStarted() {
    return thread != null && thread.isAlive();
  }

  @Override
  protected void doStop() throws Exception {
    unscheduleTask();
    IMAPStore store = waiting;
    if (store != null) {
      store.close();
    }
    if (thread != null) {
      thread.join(BREATH.toMillis());
    }
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }
}
