package org.tocsin;

import java.sql.Types;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * What Jdbi knows of channels. One that is bound is its code. A statement that is about a certain
 * channel says {@code <email>} or {@code <sms>}, and one about all {@code <channels>}. They become
 * constants, since an index on one channel's rows is not used for a bound value.
 */
public final class ChannelSql implements JdbiPlugin {
  @Override
  public void customizeJdbi(Jdbi jdbi) {
    for (Channel channel : Channel.values()) {
      jdbi.define(channel.code(), channel.sql());
    }
    jdbi.define(
        "channels",
        Stream.of(Channel.values()).map(Channel::sql).collect(Collectors.joining(", ")));
    jdbi.registerArgument(new Codes());
  }

  private static final class Codes extends AbstractArgumentFactory<Channel> {
    private Codes() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(Channel channel, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, channel.code());
    }
  }
}
