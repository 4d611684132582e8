package org.tocsin.account;

/**
 * An organizer who is signed in.
 *
 * @param csrf what every form of theirs carries, so that no other site can post it
 * @param isPending whether they have still to type the code of their second factor
 * @param hasSecondFactor whether they have set one up
 */
public record Session(Account account, String csrf, boolean isPending, boolean hasSecondFactor) {
  public boolean may(Role role) {
    return account.role().includes(role);
  }
}
