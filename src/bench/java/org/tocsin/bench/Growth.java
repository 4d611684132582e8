package org.tocsin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Throughput and peak memory over the size of the audience, as two charts (PNG) and lines of"
            + " the table. Each size is a run of its own, with its own ceiling.")
final class Growth implements Callable<Integer> {
  @Option(
      names = "--sizes",
      paramLabel = "N,N,…",
      split = ",",
      description = "Default: 10000,30000,100000,300000,1000000")
  private List<Integer> sizes = List.of(10_000, 30_000, 100_000, 300_000, 1_000_000);

  @Option(names = "--connections", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Of a mail, about. Default: ${DEFAULT-VALUE}")
  private int bytes = 6_500;

  @Mixin private MailPeers peers;
  @Mixin private Setup setup;

  @Override
  public Integer call() {
    Results results = new Results(setup, "chart");
    List<EmailSpeed.Run> runs = new ArrayList<>();
    try (MailSink sink = peers.sink(setup.out)) {
      for (int people : sizes) {
        EmailSpeed.Run run = EmailSpeed.run(setup, peers, sink, people, connections, bytes);
        runs.add(run);
        String what = "An audience of %,d, email".formatted(people);
        results.addSpeeds(what, run.sent().perSecond(), peers.sourceName(setup.out), run.ceiling());
        results.addMemory(what, run.peakMemory(), setup.heapMegabytes);
      }
    }
    draw(runs);
    results.write();
    return 0;
  }

  private void draw(List<EmailSpeed.Run> runs) {
    new Chart("Emails a second", "emails a second", sizes)
        .line("Tocsin", values(runs, run -> run.sent().perSecond()))
        .line(peers.sourceName(setup.out), values(runs, EmailSpeed.Run::ceiling))
        .write(setup.out.resolve("throughput.png"));
    if (runs.stream().allMatch(run -> run.peakMemory().isPresent())) {
      new Chart("Peak memory of the server process", "MB", sizes)
          .line("Tocsin", values(runs, run -> run.peakMemory().getAsLong() / 1048576.0))
          .line("its heap", values(runs, run -> setup.heapMegabytes))
          .write(setup.out.resolve("memory.png"));
    }
  }

  private static List<Double> values(
      List<EmailSpeed.Run> runs, ToDoubleFunction<EmailSpeed.Run> value) {
    return runs.stream().mapToDouble(value).boxed().toList();
  }
}
