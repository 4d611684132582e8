package org.tocsin.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What takes the mails, and what sends as many of them as this machine can. */
final class MailPeers {
  @Option(
      names = "--postfix",
      paramLabel = "FOLDER",
      description = "Where Postfix's smtp-sink and smtp-source are. Default: the PATH")
  private Path postfix;

  @Option(
      names = "--download-postfix",
      description = "Get Debian's package with apt-get and unpack it; it is not installed")
  private boolean download;

  @Option(
      names = "--source-connections",
      paramLabel = "N",
      description = "Of the ceiling, which is higher with more. Default: ${DEFAULT-VALUE}")
  private int sourceConnections = 20;

  private Optional<Postfix> found;

  private Optional<Postfix> postfix(Path work) {
    if (found == null) {
      found = Postfix.find(postfix, download, work);
    }
    return found;
  }

  /** Postfix's sink where it is found, else one in this process. */
  MailSink sink(Path work) {
    return postfix(work).<MailSink>map(Postfix::sink).orElseGet(SmtpSink::new);
  }

  /** Who makes the ceiling. */
  String sourceName(Path work) {
    return postfix(work).isPresent() ? "smtp-source, no content work" : "ready bytes, no content";
  }

  /** Mails a second of someone who does nothing but send. */
  double ceiling(Path work, int port, int mails, int bytes) {
    return postfix(work)
        .map(p -> p.source(port, sourceConnections, mails, bytes))
        .orElseGet(() -> SmtpSource.perSecond(port, sourceConnections, mails, bytes));
  }
}
