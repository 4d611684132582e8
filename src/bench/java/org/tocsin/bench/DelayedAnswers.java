package org.tocsin.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes answers in order, each a set time after it was given. */
final class DelayedAnswers implements AutoCloseable {
  /** Answers that are due this close to each other leave in one packet. */
  private static final long TOGETHER_NANOS = 1_000_000;

  private record Answer(long dueNanos, String line) {}

  private final OutputStream out;
  private final Duration wait;
  private final BlockingQueue<Answer> waiting = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::write, "smtp-sink-answers");

  DelayedAnswers(OutputStream out, Duration wait) {
    this.out = new BufferedOutputStream(out);
    this.wait = wait;
    if (!wait.isZero()) {
      writer.setDaemon(true);
      writer.start();
    }
  }

  void say(String line) throws IOException {
    if (wait.isZero()) {
      put(line);
    } else {
      waiting.add(new Answer(System.nanoTime() + wait.toNanos(), line));
    }
  }

  /** Where answers wait they leave by themselves. */
  void flush() throws IOException {
    if (wait.isZero()) {
      out.flush();
    }
  }

  private void put(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void write() {
    try {
      while (true) {
        Answer answer = waiting.take();
        long left = answer.dueNanos - System.nanoTime();
        if (left > 0) {
          Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
        put(answer.line);
        Answer next = waiting.peek();
        if (next == null || next.dueNanos > System.nanoTime() + TOGETHER_NANOS) {
          out.flush();
        }
      }
    } catch (IOException | InterruptedException gone) {
      // the connection ended
    }
  }

  @Override
  public void close() {
    writer.interrupt();
  }
}
