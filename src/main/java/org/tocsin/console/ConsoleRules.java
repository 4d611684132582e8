package org.tocsin.console;

import java.util.OptionalLong;

/**
 * What an installation asks of its organizers besides their roles.
 *
 * @param approvalAbove so many messages, somebody else than the author has to approve; empty: never
 * @param isSecondFactorRequired whether nobody gets on without having set one up
 */
public record ConsoleRules(OptionalLong approvalAbove, boolean isSecondFactorRequired) {}
