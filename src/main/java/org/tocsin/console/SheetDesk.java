package org.tocsin.console;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.tocsin.alert.Previewing;
import org.tocsin.alert.Publishing;
import org.tocsin.alert.Review;
import org.tocsin.alert.Specimens;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.SheetDrafts;

/**
 * What sheets are written, looked at and sent with.
 *
 * @param previewing made for each preview
 * @param price of a segment, in US dollars
 * @param test sends a test to an organizer
 */
public record SheetDesk(
    SheetDrafts drafts,
    Review review,
    Rosters rosters,
    Specimens specimens,
    Publishing publishing,
    Supplier<Previewing> previewing,
    BigDecimal price,
    TestSend test) {
  /** Sends what a reader would get to somebody who tries it out. */
  @FunctionalInterface
  public interface TestSend {
    /**
     * @param email of the organizer
     * @throws org.tocsin.TocsinException where it cannot be sent; the words say what to do
     */
    void send(String email, Specimens.Specimen specimen);
  }
}
