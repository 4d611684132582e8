package org.tocsin.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tocsin.Problem;
import org.tocsin.app.Build;
import org.tocsin.app.Parts;
import org.tocsin.app.Prerequisites;
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
  private final Context context;
  @Spec private CommandSpec spec;

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = context.settings().get();
    List<Problem> warnings = Prerequisites.orRefused(settings);
    Parts parts = Parts.open(settings, context.clock());
    Serving serving;
    try {
      serving = Serving.start(parts).rehearse();
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  serving.close();
                  parts.close();
                  stopped.countDown();
                }));
    greet(settings);
    warnings.forEach(warning -> print("warning " + warning));
    stopped.await();
    return 0;
  }

  private void greet(Settings settings) {
    print("tocsin " + Build.words());
    Parts.whereabouts(settings).forEach(this::print);
    print("Tocsin serves on port " + settings.text("tocsin.http.port") + ". Ctrl-C stops it.");
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
