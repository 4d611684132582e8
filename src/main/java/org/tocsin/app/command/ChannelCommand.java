package org.tocsin.app.command;

import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.outbox.Pauses;
import org.tocsin.outbox.RateLimiter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "channel",
    mixinStandardHelpOptions = true,
    description = "Pauses email or texts as a whole, and resumes them after a fault.",
    synopsisSubcommandLabel = "COMMAND")
final class ChannelCommand extends Group {
  private final Context context;

  ChannelCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Which channels are paused, since when and why.")
  void list() {
    var pauses = context.with(parts -> new Pauses(parts.jdbi, parts.clock).list());
    pauses.forEach(
        p -> print(p.channel().code() + " is paused since " + p.since() + ": " + p.reason()));
    if (pauses.isEmpty()) {
      print("No channel is paused.");
    }
  }

  @Command(
      name = "rate",
      mixinStandardHelpOptions = true,
      description =
          "How many messages (for texts: segments) may go a second, in all processes, from now"
              + " until serve starts again with its own setting.")
  void rate(
      @Parameters(paramLabel = "CHANNEL", description = "email or sms") String channel,
      @Parameters(paramLabel = "PER_SECOND", description = "0 for no limit") double perSecond) {
    if (perSecond < 0) {
      throw new TocsinException("A rate is a number, or 0 for no limit.");
    }
    context.with(
        parts -> {
          new RateLimiter(parts.jdbi).set(Channel.of(channel), perSecond);
          return channel;
        });
    print("The " + channel + " channel sends " + perSecond + " a second at most.");
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Everything on the channel waits.")
  void pause(@Parameters(paramLabel = "CHANNEL", description = "email or sms") Channel channel) {
    boolean changed =
        context.with(parts -> new Pauses(parts.jdbi, parts.clock).pause(channel, "by hand"));
    print("The " + channel.code() + " channel " + (changed ? "is paused." : "was paused already."));
  }

  @Command(name = "resume", mixinStandardHelpOptions = true, description = "What waited goes on.")
  void resume(@Parameters(paramLabel = "CHANNEL", description = "email or sms") Channel channel) {
    boolean changed = context.with(parts -> new Pauses(parts.jdbi, parts.clock).resume(channel));
    print("The " + channel.code() + " channel " + (changed ? "goes on." : "was not paused."));
  }
}
