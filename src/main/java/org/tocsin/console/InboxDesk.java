package org.tocsin.console;

import org.tocsin.audience.Inbox;
import org.tocsin.audience.Replies;

/**
 * What the pages about what people wrote work with.
 *
 * @param held what waits for a decision
 */
public record InboxDesk(Inbox held, Replies replies, ReplyAnswers answers) {}
