package org.tocsin.app.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tocsin.app.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a real fact sheet of March 2017 to made-up people, with nothing to set up: database,"
          + " mail server and a stand-in for Twilio run inside.",
      "Then shows every message on a page, where you can reply STOP as any of them. Nothing leaves"
          + " this machine, and nothing of it stays."
    })
final class DemoCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of the page; 0 for any that is free. Default: ${DEFAULT-VALUE}")
  private int port = 8080;

  @Option(names = "--exit-when-sent", description = "Stop after the table")
  private boolean exitWhenSent;

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Demo demo = Demo.start(port, context.clock(), System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
    try (Progress progress = Progress.of("Messages", demo.publish())) {
      demo.awaitSent(progress);
    }
    System.out.println();
    demo.printTable();
    if (!exitWhenSent) {
      System.out.println();
      System.out.println("See every message at " + demo.url() + "/  (Ctrl-C stops the demo)");
      System.out.println("Be the organizer, by a link that signs in once: " + demo.consoleLink());
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
