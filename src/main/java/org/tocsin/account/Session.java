package org.tocsin.account;

/**
 * An organizer who is signed in.
 *
 * @param csrf what every form of theirs carries, so that no other site can post it
 */
public record Session(Account account, String csrf) {
  public boolean may(Role role) {
    return account.role().includes(role);
  }
}
