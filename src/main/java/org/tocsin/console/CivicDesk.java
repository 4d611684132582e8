package org.tocsin.console;

import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;

/** What is known of officials and of the places that they sit for. */
public record CivicDesk(Rosters rosters, Districts districts) {}
