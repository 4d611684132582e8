package org.tocsin.sms;

import org.tocsin.consent.AwaitedYes;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.SplitAnswers;

/**
 * Those that know what a text may mean.
 *
 * @param words a stop, a start, a call for help, or something else
 * @param districts an answer to our question which of several representatives is theirs
 * @param signUps what waits for a YES or START
 */
public record TextReaders(ReplyReader words, SplitAnswers districts, AwaitedYes signUps) {}
