package org.tocsin.support;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long this thread computed. Unlike the time on the clock it does not grow where other tests
 * use the machine meanwhile.
 */
public final class ProcessorTime {
  private ProcessorTime() {}

  /**
   * @param work done in this thread alone
   */
  public static Duration of(Runnable work) {
    long before = now();
    work.run();
    return Duration.ofNanos(now() - before);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
