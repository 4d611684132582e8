package org.tocsin.console;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.tocsin.alert.Previewing;
import org.tocsin.alert.Publishing;
import org.tocsin.alert.Review;
import org.tocsin.alert.Specimens;
import org.tocsin.sheet.SheetDrafts;

/**
 * What sheets are written, looked at and sent with.
 *
 * @param specimens what some reader would get
 * @param test sends a test to an organizer
 */
public record SheetDesk(
    SheetDrafts drafts,
    Review review,
    Specimens specimens,
    TestSend test,
    Publishing publishing,
    Forecast forecast) {
  /**
   * What a sending would come to.
   *
   * @param previewing made for each preview
   * @param price of a segment, in US dollars
   */
  public record Forecast(Supplier<Previewing> previewing, BigDecimal price) {}

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
