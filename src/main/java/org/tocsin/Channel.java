package org.tocsin;

/** A way to reach a person. Consent, suppression and deliveries are kept for each by itself. */
public enum Channel {
  EMAIL("email"),
  SMS("sms");

  private final String code;

  Channel(String code) {
    this.code = code;
  }

  /** As it stands in the database, in settings and on the command line. */
  public String code() {
    return code;
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
