package org.tocsin.alert;

import java.time.Duration;
import org.tocsin.civic.Rosters;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.Sheets;

/**
 * What the messages of an alert come from: the same for who sends it and who looks at it before.
 *
 * @param hours in which texts may go
 * @param stopInterval for how long a text need not say again who sends and how to stop
 */
public record AlertSources(
    Sheets sheets, Rosters rosters, Renderer renderer, TextHours hours, Duration stopInterval) {}
