package org.tocsin.sheet;

import java.util.Map;

/** What kind of thing a variable is, so that a template can be checked before anyone gets it. */
sealed interface Shape {
  enum Simple implements Shape {
    TEXT,
    /** A link; put in as it is. */
    URL,
    /** One of the words of {@link Position}. */
    POSITION,
    NUMBER,
    /** True or false. */
    FLAG,
    /** Stands in for what differs from person to person and is filled in when it is sent. */
    MARK,
    /** The officials with their numbers, a block of its own. */
    CALL_LIST
  }

  record Fields(Map<String, Shape> shapes) implements Shape {}

  record Items(Shape each) implements Shape {}
}
