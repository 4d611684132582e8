package org.tocsin.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is shipped.
 *
 * @param artifact group:artifact, as Maven writes it
 */
record Dependency(String artifact, String version) {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s+([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime)",
          Pattern.MULTILINE);

  /** From group:artifact:version. */
  static Dependency of(String words) {
    int colon = words.lastIndexOf(':');
    return new Dependency(words.substring(0, colon), words.substring(colon + 1));
  }

  /** All of this build, as the build has listed them. */
  static List<Dependency> shipped() throws IOException {
    Path list = Path.of("target/dependencies.txt");
    return LINE.matcher(Files.readString(list)).results().map(Dependency::read).toList();
  }

  private static Dependency read(MatchResult line) {
    return new Dependency(line.group(1), line.group(2));
  }
}
