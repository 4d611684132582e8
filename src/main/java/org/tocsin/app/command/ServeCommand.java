package org.tocsin.app.command;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Problem;
import org.tocsin.app.Build;
import org.tocsin.app.ConsoleAddress;
import org.tocsin.app.InstallationText;
import org.tocsin.app.Ports;
import org.tocsin.app.Prerequisites;
import org.tocsin.app.Services;
import org.tocsin.app.Serving;
import org.tocsin.app.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Sends what is published, hears replies, and shows the pages, until it is stopped. Several"
            + " may run on one database.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  @Spec private CommandSpec spec;

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = context.settings().get();
    List<Problem> warnings = Prerequisites.orRefused(settings);
    Ports.free(settings); // before a database is made or changed
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      Services parts = opened(Services.open(settings, context.clock()));
      Serving serving = opened(Serving.start(parts).warmUp());
      greet(settings, serving.port());
      ConsoleAddress.ofFirstAdmin(parts)
          .ifPresent(
              link -> print("Nobody can sign in yet. The first admin signs in once by: " + link));
    } catch (RuntimeException e) {
      closeAll();
      throw e;
    }
    warnings.forEach(warning -> print("warning " + warning));
    new CountDownLatch(1).await();
    return 0;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** What hangs, such as a disk, is not waited for: all that was in hand is then in doubt. */
  private void stop() {
    Thread closing = new Thread(this::closeAll, "closing");
    closing.start();
    try {
      closing.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing.isAlive()) {
      LOG.warn("Something does not end; what was in hand will be settled at the next start");
      Runtime.getRuntime().halt(1);
    }
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("Something was not ended as it should be: {}", e.getMessage());
      }
    }
  }

  private void greet(Settings settings, int port) {
    print("tocsin " + Build.words());
    InstallationText.of(settings).forEach(this::print);
    print("Tocsin serves on port " + port + ". Ctrl-C stops it.");
    if (!settings.isSet("tocsin.smtp.host")) {
      print("Emails wait: tocsin.smtp.host is not set.");
    }
    if (!settings.isSet("tocsin.twilio.account-sid")) {
      print("Texts wait: tocsin.twilio.account-sid is not set.");
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
