package org.tocsin.app.command;

import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work is: a bar on a terminal, a plain line now and then elsewhere. */
public final class Progress implements AutoCloseable, LongConsumer {
  private static final long LINE_MILLIS = 5_000;

  private final String task;
  private final ProgressBar bar;
  private final long max;
  private long lastLine = System.currentTimeMillis();
  private long done;

  private Progress(String task, long max, ProgressBar bar) {
    this.task = task;
    this.max = max;
    this.bar = bar;
  }

  /**
   * @param max how much there is to do, or -1 where that is not known
   */
  public static Progress of(String task, long max) {
    ProgressBar bar = null;
    if (System.console() != null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(max)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }
    return new Progress(task, max, bar);
  }

  @Override
  public void accept(long doneSoFar) {
    done = doneSoFar;
    if (bar != null) {
      bar.stepTo(done);
    } else if (System.currentTimeMillis() - lastLine >= LINE_MILLIS) {
      lastLine = System.currentTimeMillis();
      System.err.println(task + ": " + done + (max < 0 ? "" : " of " + max));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
