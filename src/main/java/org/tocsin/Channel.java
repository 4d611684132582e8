package org.tocsin;

/**
 * A way to reach a person. Consent, suppression and deliveries are kept for each by itself. In SQL
 * a channel is bound, or stands as {@code <email>} and {@code <sms>}; see {@link ChannelSql}.
 */
public enum Channel {
  EMAIL("email"),
  SMS("sms");

  private final String code;

  Channel(String code) {
    this.code = code;
  }

  /** As it stands in the database, in settings, in the routes and on the command line. */
  public String code() {
    return code;
  }

  /** The code as a constant of SQL, with its quotation marks. */
  public String sql() {
    return "'" + code + "'";
  }

  public static Channel of(String code) {
    for (Channel channel : values()) {
      if (channel.code.equals(code)) {
        return channel;
      }
    }
    throw new TocsinException("'" + code + "' is no channel. Use email or sms.");
  }
}
