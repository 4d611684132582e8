package org.tocsin.app;

import java.util.Optional;
import org.tocsin.account.Accounts;
import org.tocsin.account.SignInLinks;

/** Where organizers sign in. */
public final class ConsoleAddress {
  private ConsoleAddress() {}

  /** The link that signs in by this token. */
  public static String signIn(Settings settings, String token) {
    return Services.publicUrl(settings) + "/console/sign-in/" + token;
  }

  /** Empty where somebody has an account already. */
  public static Optional<String> ofFirstAdmin(Services parts) {
    return new Accounts(parts.jdbi, parts.clock).isEmpty()
        ? Optional.of(signIn(parts.settings, new SignInLinks(parts.jdbi, parts.clock).issueFirst()))
        : Optional.empty();
  }
}
