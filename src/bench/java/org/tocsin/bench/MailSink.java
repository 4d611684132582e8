package org.tocsin.bench;

/** A mail server on loopback that takes everything and keeps nothing. */
interface MailSink extends AutoCloseable {
  int port();

  String name();

  @Override
  void close();
}
