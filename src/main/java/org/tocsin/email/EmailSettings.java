package org.tocsin.email;

import java.util.Optional;
import org.tocsin.Timeouts;

/**
 * How mail leaves, from the settings {@code tocsin.smtp.*} and {@code tocsin.email.*}.
 *
 * @param dkim signs when present
 */
public record EmailSettings(
    MailServer server, Timeouts timeouts, MailAddresses addresses, Optional<DkimKey> dkim) {}
