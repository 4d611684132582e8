package org.tocsin.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;

/** Where it was measured, and when. */
final class Machine {
  private Machine() {}

  /** "2026-11-24, 2 cores, 24 GB of memory, Java 17.0.15, Linux amd64". */
  static String describe() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return "%s, %d cores, %.0f GB of memory, Java %s, %s %s"
        .formatted(
            LocalDate.now(),
            system.getAvailableProcessors(),
            system.getTotalMemorySize() / 1e9,
            System.getProperty("java.version"),
            system.getName(),
            system.getArch());
  }
}
