package org.tocsin.app;

import java.util.Optional;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
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

  /** A link for somebody who gets an account now; it waits for days. */
  public static String ofNewAdmin(Services parts, String email) {
    Account account = new Accounts(parts.jdbi, parts.clock).add("command line", email, Role.ADMIN);
    SignInLinks links = new SignInLinks(parts.jdbi, parts.clock);
    return signIn(parts.settings, parts.jdbi.withHandle(handle -> links.invite(handle, account)));
  }
}
