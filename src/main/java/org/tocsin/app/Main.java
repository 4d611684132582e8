package org.tocsin.app;

import org.tocsin.app.command.Tocsin;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Tocsin.line().execute(args));
  }
}
