package org.tocsin.console;

import org.tocsin.alert.Alerts;
import org.tocsin.alert.DeliveryRecord;
import org.tocsin.alert.MissedPeople;
import org.tocsin.sheet.Sheets;

/**
 * What alerts are watched with once they are out.
 *
 * @param all the alerts, to list, pause, resume and cancel
 * @param sheets what they were made from
 * @param missed who got nothing, and how they may still get it
 * @param messages what was sent, word for word, without what opens people's own pages
 */
public record AlertDesk(Alerts all, Sheets sheets, MissedPeople missed, DeliveryRecord messages) {}
