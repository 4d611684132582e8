package org.tocsin.account;

import java.time.Instant;

/**
 * An organizer.
 *
 * @param email in small letters; no other account has it
 */
public record Account(long id, String email, Role role, Instant createdAt) {}
