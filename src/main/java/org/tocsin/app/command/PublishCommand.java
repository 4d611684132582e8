package org.tocsin.app.command;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;
import org.tocsin.alert.Leftover;
import org.tocsin.alert.PublishPreview;
import org.tocsin.alert.Published;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.Services;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Checks a sheet as `tocsin sheet check` does, says who will get it, and sends it once you"
            + " agree. `tocsin serve` does the sending.")
final class PublishCommand implements Callable<Integer> {
  private final Context context;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The sheet, NAME.md; NAME.es.md goes with it")
  private Path file;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When sending starts: 2027-03-31T09:00, in the zone of tocsin.time-zone, or"
              + " '2027-03-31T09:00 America/New_York'. Default: at once")
  private String at;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "Nothing goes after it. Written as --at. Default: the sheet's own, if any")
  private String deadline;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "CHANNEL",
      description = "email, sms or both. Default: both")
  private Set<Channel> channels = EnumSet.allOf(Channel.class);

  @Option(
      names = "--audience",
      split = ",",
      paramLabel = "AREA",
      description =
          "state=NY, district=NY-24, zip=13202, zip=132* (all ZIPs that begin so), tag=volunteers,"
              + " language=es (who reads Spanish) or missed=7 (who got nothing of alert 7, for"
              + " whatever reason); several with commas. The same kind once more widens it, another"
              + " kind narrows it: state=NY,state=PA,tag=volunteers are the volunteers of both."
              + " Default: everyone")
  private List<String> audience = List.of();

  @Option(names = "--again", description = "Also to those who had this revision")
  private boolean again;

  @ArgGroup private StartPage startPage;

  @ArgGroup private Before before;

  @Option(
      names = "--correction",
      description = "Also to those who had an older revision, marked \"Correction:\"")
  private boolean correction;

  @Option(names = "--stale-roster", description = "Although the House's terms have ended")
  private boolean staleRoster;

  @Option(
      names = "--anyway",
      description =
          "Although `tocsin sheet check` finds errors: numbers, names or seats that are wrong by"
              + " the roster, or a text that is cut")
  private boolean anyway;

  @Option(names = "--yes", description = "Do not ask")
  private boolean yes;

  /** Without either it is listed where it goes to everyone. */
  private static final class StartPage {
    @Option(
        names = "--listed",
        description =
            "The public start page names the sheet. Default: where it goes to everyone, not to a"
                + " part of the people")
    private boolean listed;

    @Option(
        names = "--unlisted",
        description = "It does not; only the sheet's own address leads there")
    private boolean unlisted;
  }

  /** Without either what waits is cancelled, unless people would get nothing in its place. */
  private static final class Before {
    @Option(
        names = "--keep-older",
        description = "What waits of an older alert of this sheet goes as it is")
    private boolean keep;

    @Option(
        names = "--cancel-older",
        description = "It is cancelled, also for people that this one does not reach")
    private boolean cancel;

    Leftover leftover() {
      return keep ? Leftover.KEEP : cancel ? Leftover.CANCEL : Leftover.REPLACE;
    }
  }

  PublishCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SendOptions order = order();
    Sheet sheet = SheetFiles.read(file);
    return context.with(parts -> publish(parts, sheet, order));
  }

  /** A time or an area that makes no sense is wrong usage, as a misspelt option is. */
  private SendOptions order() {
    LocalTimes times = Services.times(context.settings().get());
    try {
      SendOptions order =
          new SendOptions(
                  Optional.ofNullable(at).map(WallTime::of).map(times::instant),
                  Optional.ofNullable(deadline).map(WallTime::of).map(times::instant),
                  channels,
                  audience,
                  again,
                  staleRoster)
              .listing(Optional.ofNullable(startPage).map(page -> page.listed));
      SendOptions over = order.over(before == null ? Leftover.REPLACE : before.leftover());
      SendOptions all = anyway ? over.anyhow() : over;
      return correction ? all.asCorrection() : all;
    } catch (TocsinException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int publish(Services parts, Sheet sheet, SendOptions order) {
    PublishPreview preview = parts.publishing.preview(sheet, order);
    preview.warnings().forEach(found -> print(found.inWords()));
    PublishPreview counted = preview.counted(parts.previewing().of(preview, order));
    counted.lines().forEach(this::print);
    sayWhen(parts, sheet, order);
    if (preview.isRepeat()) {
      print("Everyone who can get this revision has had it; nothing is sent.");
      print("To send it to them once more on purpose, add --again.");
      return 0;
    }
    if (counted.isForNobody() && order.releaseAt().isEmpty()) {
      throw new TocsinException(
          "Nothing is sent: there is nobody in this audience. Look at --audience and --channels,"
              + " and at who is on the list: tocsin subscribers export.");
    }
    if (!yes && !Asking.agreed("Send it?", "it is to be sent")) {
      print("Nothing is sent.");
      return 1;
    }
    Published published = parts.publishing.publish(preview);
    long id = published.id();
    print("Published as alert " + id + ". Watch it with: tocsin alert show " + id);
    published.lines().forEach(this::print);
    return 0;
  }

  /** Where no zone is set, in that which was written. */
  private void sayWhen(Services parts, Sheet sheet, SendOptions order) {
    Optional<ZoneId> written =
        Stream.of(Optional.ofNullable(at), Optional.ofNullable(deadline))
            .flatMap(Optional::stream)
            .flatMap(time -> WallTime.of(time).zone().stream())
            .findFirst()
            .or(() -> sheet.deadline().flatMap(WallTime::zone));
    LocalTimes times = parts.times.or(written);
    order.releaseAt().ifPresent(time -> print("Goes out " + times.words(time)));
    parts
        .publishing
        .deadline(sheet, order)
        .ifPresent(time -> print("Nothing goes after " + times.words(time)));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
