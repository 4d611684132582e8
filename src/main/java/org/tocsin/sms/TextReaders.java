package org.tocsin.sms;

import org.tocsin.consent.AwaitedYes;
import org.tocsin.consent.ReplyReader;
import org.tocsin.message.SplitAnswers;
import org.tocsin.message.TextedCalls;

/**
 * Those that know what a text may mean.
 *
 * @param words a stop, a start, a call for help, or something else
 * @param districts an answer to our question which of several representatives is theirs
 * @param calls word that somebody called their representative
 * @param signUps what waits for a YES or START
 */
public record TextReaders(
    ReplyReader words, SplitAnswers districts, TextedCalls calls, AwaitedYes signUps) {}
