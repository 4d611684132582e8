package org.tocsin.console;

import org.tocsin.audience.Erasure;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.audience.SubscriberRecords;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.consent.Consent;

/** What the pages about people and their officials work with. */
public record PeopleParts(
    Subscribers subscribers,
    PeopleSearch search,
    SubscriberRecords records,
    PeopleFiles files,
    Consent consent,
    Erasure erasure,
    Rosters rosters,
    Districts districts) {}
