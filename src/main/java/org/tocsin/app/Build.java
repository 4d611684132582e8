package org.tocsin.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Of which sources this program was made, from the manifest of its jar. */
public final class Build {
  private Build() {}

  /** Such as "0.1.0 (commit 93c3d10 of 2026-11-27)". */
  public static String words() {
    Optional<Attributes> build = attributes();
    String version =
        build.map(a -> a.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).orElse("(not packaged)");
    return build
        // a build without a git repository leaves nothing there, or the name of the property
        .map(a -> a.getValue("Commit"))
        .filter(commit -> commit.matches("[0-9a-f]+ of [0-9-]+"))
        .map(commit -> version + " (commit " + commit + ")")
        .orElse(version);
  }

  private static Optional<Attributes> attributes() {
    URL code = Build.class.getProtectionDomain().getCodeSource().getLocation();
    if (!code.getPath().endsWith(".jar")) {
      return Optional.empty();
    }
    try (InputStream in =
        URI.create("jar:" + code + "!/META-INF/MANIFEST.MF").toURL().openStream()) {
      return Optional.of(new Manifest(in).getMainAttributes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
