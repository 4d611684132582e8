package org.tocsin.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.sms.Inbound;

/** Takes the coldness of a new process away from the people who answer first. */
final class Rehearsal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** After so many Java has compiled what runs. */
  private static final int TIMES = 1_000;

  private final Thread thread;
  private volatile boolean isOver;

  Rehearsal(Inbound inbound) {
    thread = new Thread(() -> run(inbound), "rehearsal");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run(Inbound inbound) {
    try {
      for (int i = 0; i < TIMES && !isOver; i++) {
        inbound.rehearse();
      }
    } catch (RuntimeException e) {
      LOG.debug("The rehearsal broke off; nothing depends on it.", e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
