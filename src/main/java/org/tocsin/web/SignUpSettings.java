package org.tocsin.web;

import java.util.Set;

/**
 * How many may sign up. Each limit is for one hour unless it says otherwise; 0 is none at all.
 *
 * @param perNetwork forms from one network: IPv4 by 24 bits, IPv6 by 64
 * @param perNetworkWithProof further forms from there, of people who answered a question
 * @param perDomain whose emails go to one domain
 * @param openDomains of large mail providers, for which that limit does not hold
 * @param inAll from everywhere
 * @param textsPerDay texts of invitation a day
 */
public record SignUpSettings(
    int perNetwork,
    int perNetworkWithProof,
    int perDomain,
    Set<String> openDomains,
    int inAll,
    int textsPerDay) {
  public SignUpSettings {
    openDomains = Set.copyOf(openDomains);
  }

  boolean isOpen(String domain) {
    return openDomains.contains(domain);
  }
}
