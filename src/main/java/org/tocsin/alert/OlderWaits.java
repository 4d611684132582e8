package org.tocsin.alert;

import java.util.Map;
import java.util.Optional;
import org.tocsin.Channel;

/**
 * What still waits of an older alert of a sheet when a new one is about to be published.
 *
 * @param alert its id
 * @param messages by channel; empty where its people are not gathered yet
 * @param goes whether it goes as it is, else it is cancelled
 */
public record OlderWaits(long alert, Optional<Map<Channel, Long>> messages, boolean goes) {
  /** As the command line says it. */
  String inWords() {
    return "Of alert "
        + alert
        + ", which is older, wait: "
        + messages.map(Published::messages).orElse("all that is not sent by now")
        + (goes
            ? ". It goes as it is, and those people are left out here."
            : ". It is cancelled; --keep-older lets it go.");
  }
}
