package org.tocsin.console;

import org.tocsin.web.HttpResponse;

/** Answers one kind of request. */
@FunctionalInterface
interface ConsolePage {
  /**
   * @throws org.tocsin.TocsinException where it cannot be met; the words are for the organizer
   */
  HttpResponse answer(Visit visit);
}
