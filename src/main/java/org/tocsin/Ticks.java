package org.tocsin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A count of nanoseconds that nobody can set, for how long something takes. Unlike {@link
 * System#nanoTime} it goes on while the machine sleeps, where the system tells (Linux).
 */
public final class Ticks {
  /** Seconds since the machine was started, "350735.47 234388.90" (proc_uptime(5)). */
  private static final Path UPTIME = Path.of("/proc/uptime");

  private static final long READ_APART_NANOS = 100_000_000;

  private static boolean isReadable = Files.isReadable(UPTIME);
  private static long readAt = System.nanoTime() - READ_APART_NANOS;
  private static long read;

  private Ticks() {}

  /** Nanoseconds since some moment; exact to some hundredths of a second. */
  public static synchronized long nanos() {
    long now = System.nanoTime();
    if (!isReadable) {
      return now;
    }
    if (now - readAt >= READ_APART_NANOS || now < readAt) {
      read(now);
    }
    return isReadable ? read + (now - readAt) : now;
  }

  private static void read(long now) {
    try {
      String seconds = Files.readString(UPTIME).split(" ")[0];
      read = Math.max(read, (long) (Double.parseDouble(seconds) * 1e9));
      readAt = now;
    } catch (IOException | NumberFormatException e) {
      isReadable = false;
    }
  }
}
