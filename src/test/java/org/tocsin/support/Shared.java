package org.tocsin.support;

import java.nio.file.Path;

/**
 * The civic data and corpora beside the checkout. Only for tests tagged {@code @Tag("shared")},
 * which run under the Maven profile of that name.
 */
public final class Shared {
  private Shared() {}

  public static Path path(String below) {
    return Path.of(System.getProperty("tocsin.shared")).resolve(below).normalize();
  }
}
