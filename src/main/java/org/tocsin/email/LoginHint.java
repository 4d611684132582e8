package org.tocsin.email;

/**
 * What to do about a login that a mail server refuses, in a sentence. Exchange Online and Google
 * offer passwords and take none.
 *
 * @param server "The mail server"
 * @param settings "tocsin.smtp"
 * @param byToken whether we logged in by XOAUTH2
 * @param takesTokens whether it offers XOAUTH2
 * @param takesPasswords whether it offers any way to log in with a password
 */
public record LoginHint(
    String server, String settings, boolean byToken, boolean takesTokens, boolean takesPasswords) {
  /** One sentence or two. */
  public String words() {
    if (byToken) {
      return takesTokens
          ? server
              + " refuses the access token. Check that "
              + settings
              + ".username is the account that signed in, and tocsin.oauth.scope."
          : server + " offers no XOAUTH2. Set " + settings + ".auth = password.";
    }
    String turn = "set " + settings + ".auth = xoauth2 and tocsin.oauth.*; the README says how.";
    if (takesTokens && !takesPasswords) {
      return server + " takes no passwords, only XOAUTH2: " + turn;
    }
    String check = server + " refused the login. Check " + settings + ".username and password.";
    return takesTokens ? check + " If it takes no passwords any more: " + turn : check;
  }
}
