package org.tocsin.console;

import org.tocsin.audience.Inbox;
import org.tocsin.audience.ReceivedReplies;

/**
 * What the pages about what people wrote work with.
 *
 * @param held what waits for a decision
 */
public record InboxDesk(Inbox held, ReceivedReplies replies, ReplyAnswers answers) {}
