package org.tocsin.console;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.account.AuditLog;

/**
 * What the console works with, by what it is for.
 *
 * @param civic who represents which place
 */
public record ConsoleParts(
    Ground ground,
    ConsoleSite site,
    SheetDesk sheets,
    AlertDesk alerts,
    PeopleDesk people,
    CivicDesk civic) {
  /**
   * What all pages stand on.
   *
   * @param times in the zone of the organization
   */
  public record Ground(Jdbi jdbi, Clock clock, LocalTimes times) {}

  Jdbi jdbi() {
    return ground.jdbi();
  }

  Clock clock() {
    return ground.clock();
  }

  LocalTimes times() {
    return ground.times();
  }

  AuditLog audit() {
    return new AuditLog(jdbi(), clock());
  }
}
