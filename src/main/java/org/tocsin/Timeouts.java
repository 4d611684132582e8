package org.tocsin;

import java.time.Duration;

/**
 * How long a server of others' is waited for.
 *
 * @param connect until the connection stands
 * @param answer until each answer; also until a write is taken
 */
public record Timeouts(Duration connect, Duration answer) {}
