package org.tocsin.civic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TimedHttp;
import org.tocsin.TocsinException;

/**
 * Fetches the published files of officials and imports them as of today. Those of a Congress whose
 * districts are not known wait for them.
 */
public final class RosterUpdate {
  private static final Logger LOG = LoggerFactory.getLogger(RosterUpdate.class);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Bytes; the largest of the files has a tenth of it. */
  private static final long LARGEST = 32L << 20;

  private static final int PART = 1 << 16;

  private final Rosters rosters;
  private final Clock clock;
  private final URI legislators;
  private final URI offices;

  /**
   * @param legislators where legislators-current is published, JSON or YAML; likewise offices
   */
  public RosterUpdate(Rosters rosters, Clock clock, URI legislators, URI offices) {
    this.rosters = rosters;
    this.clock = clock;
    this.legislators = legislators;
    this.offices = offices;
  }

  /**
   * @throws TocsinException when the files cannot be fetched or cannot be true; nothing has changed
   */
  public Rosters.Imported run() {
    try {
      Path folder = Files.createTempDirectory("tocsin-officials");
      try {
        Path people = fetch(legislators, folder.resolve("legislators-current"));
        Path local = fetch(offices, folder.resolve("legislators-district-offices"));
        return rosters.importWithMap(people, local, today());
      } finally {
        clear(folder);
      }
    } catch (IOException e) {
      throw new TocsinException("The files could not be kept for a moment: " + e.getMessage(), e);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Path fetch(URI from, Path to) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpRequest request = HttpRequest.newBuilder(from).build();
      TimedHttp http = new TimedHttp(client, "update-officials");
      return http.ask(request, LIMIT, (status, body) -> keep(from, status, body, to));
    } catch (IOException e) {
      throw new TocsinException(
          from + " could not be fetched. Nothing has changed; try again later.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted. Nothing has changed.", e);
    }
  }

  private static Path keep(URI from, int status, InputStream body, Path to) throws IOException {
    if (status != 200) {
      throw new TocsinException(from + " answered with HTTP " + status + ". Nothing has changed.");
    }
    try (OutputStream file = Files.newOutputStream(to)) {
      for (byte[] part = body.readNBytes(PART); part.length > 0; part = body.readNBytes(PART)) {
        file.write(part);
        if (Files.size(to) > LARGEST) {
          throw new TocsinException(
              from
                  + " is larger than %d MB, so it is no file of officials. Nothing has changed; check the address."
                      .formatted(LARGEST >> 20));
        }
      }
    }
    return to;
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  /**
   * Once a day, by whatever process comes first; what goes wrong is logged and tried again an hour
   * later.
   */
  public void daily() {
    if (rosters.areOf(today())) {
      return;
    }
    try {
      Rosters.Imported imported = run();
      LOG.info(
          "Officials as of today: {}, of them warnings {}",
          imported.officials(),
          imported.warnings().size());
      imported.waits().ifPresent(why -> LOG.warn("The officials of today wait. {}", why));
    } catch (TocsinException e) {
      LOG.warn("The officials could not be updated: {}", e.getMessage());
    }
  }
}
