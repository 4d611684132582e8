package org.tocsin.app.command;

import java.util.List;
import org.tocsin.audience.Subscribers;

/** What an import of people brought, in words. */
final class ImportText {
  private ImportText() {}

  static List<String> of(Subscribers.Imported in) {
    return List.of(
        in.rows()
            + " rows: "
            + in.added()
            + " people added, "
            + in.updated()
            + " updated, "
            + in.unchanged()
            + " unchanged, "
            + in.skipped()
            + (in.skipped() == 1 ? " row skipped" : " rows skipped")
            + (in.optOuts() > 0 ? ", " + in.optOuts() + " opt-outs taken over" : ""),
        "Of these people can be written to: email "
            + in.reach().email()
            + ", text "
            + in.reach().text()
            + "; ZIP unknown "
            + in.reach().zipUnknown());
  }
}
