package org.tocsin.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.Channel;

/**
 * A server that this process needs. Only whether it takes a connection is looked at; nothing is
 * said to it.
 *
 * @param what it is, such as "The mail server"
 * @param setting that names it
 */
record Peer(String name, String what, String host, int port, String setting) {
  private static final int PATIENCE_MILLIS = 4_000;

  /** Those that are set. */
  static List<Peer> of(Settings settings) {
    List<Peer> peers = new ArrayList<>();
    if (settings.isSet("tocsin.smtp.host")) {
      peers.add(mail(settings, Channel.EMAIL.code(), "The mail server", "tocsin.smtp"));
    }
    if (settings.isSet("tocsin.imap.host")) {
      peers.add(mail(settings, "mailbox", "The mailbox", "tocsin.imap"));
    }
    if (settings.isSet("tocsin.twilio.account-sid")) {
      URI api = settings.uri("tocsin.twilio.api-url");
      int usual = api.getScheme().equals("http") ? 80 : 443;
      int port = api.getPort() < 0 ? usual : api.getPort();
      peers.add(
          new Peer(Channel.SMS.code(), "Twilio", api.getHost(), port, "tocsin.twilio.api-url"));
    }
    return peers;
  }

  private static Peer mail(Settings settings, String name, String what, String server) {
    return new Peer(
        name,
        what,
        settings.text(server + ".host"),
        settings.number(server + ".port", 1, 65_535),
        server + ".host and port");
  }

  List<Ailment> ailments() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      return List.of();
    } catch (IOException e) {
      return List.of(
          Ailment.degraded(
              name,
              what
                  + " takes no connection at "
                  + host
                  + ":"
                  + port
                  + ". What is due waits and goes by itself later. Check "
                  + setting
                  + "."));
    }
  }
}
