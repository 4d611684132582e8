package org.tocsin.audience;

import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Merges what is staged, part by part, each in one short transaction. The opt-outs of all parts
 * come first, so that nobody is on the list before their opt-out is. A process that dies on the way
 * has merged the first parts; importing the file again does the rest.
 */
final class Merging {
  private static final int TRIES = 5;

  private final Handle handle;
  private final Clock clock;
  private final Staged staged;
  private final FoundProblems problems;
  private final ImportJournal journal;

  Merging(
      Handle handle, Clock clock, Staged staged, FoundProblems problems, ImportJournal journal) {
    this.handle = handle;
    this.clock = clock;
    this.staged = staged;
    this.problems = problems;
    this.journal = journal;
  }

  Subscribers.Imported run(SubscriberImport.Read read) {
    Reachable reachable = new Reachable(handle);
    reachable.tellUnknownZips(problems);
    List<Staged.Part> parts = staged.parts();
    long optOuts = 0;
    if (staged.hasOptOuts()) {
      for (Staged.Part part : parts) {
        optOuts += inTransaction(found -> optOuts(part, found));
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      Staged.Part part = parts.get(i);
      inTransaction(found -> merge(part, found));
      // whenever there are twice as many, what was known of their number no longer holds
      if (parts.size() > 1 && Integer.bitCount(i + 1) == 1) {
        handle.execute("ANALYZE subscriber, placed, touched");
      }
    }
    Staged.Count people = staged.count();
    return new Subscribers.Imported(
        read.rows(),
        people.added(),
        people.updated(),
        people.unchanged(),
        read.skipped(),
        optOuts,
        reachable.count(),
        problems.kept(),
        problems.count(),
        problems.remarks());
  }

  /** Once more where somebody who changes the same people got in the way. */
  private long inTransaction(ToLongFunction<FoundProblems> work) {
    for (int tries = 1; ; tries++) {
      FoundProblems found = problems.apart();
      try {
        long result = handle.inTransaction(x -> work.applyAsLong(found));
        if (handle.isInTransaction()) {
          staged.dropRemains();
        }
        problems.take(found);
        return result;
      } catch (JdbiException e) {
        if (tries == TRIES || !isDeadlock(e) || handle.isInTransaction()) {
          throw e;
        }
      }
    }
  }

  private static boolean isDeadlock(JdbiException e) {
    return e.getCause() instanceof PSQLException cause
        && PSQLState.DEADLOCK_DETECTED.getState().equals(cause.getSQLState());
  }

  private long optOuts(Staged.Part part, FoundProblems found) {
    new Merge(handle, clock.instant()).begin(part);
    handle.execute("DELETE FROM incoming WHERE email_out IS NULL AND sms_out IS NULL");
    // what is to be said of the ids is said when the rows are merged
    new ClaimedIds(handle, found.apart()).run();
    return new ArrivingOptOuts(handle, clock.instant()).enter("");
  }

  private long merge(Staged.Part part, FoundProblems found) {
    Turns.toChangeMany(handle);
    Turns.toAdd(handle);
    Merge merge = new Merge(handle, clock.instant());
    merge.begin(part);
    new ClaimedIds(handle, found).run();
    new Recognition(handle, found).run();
    merge.settle();
    merge.tellOlder(found);
    merge.add();
    merge.update();
    merge.recordConsent();
    merge.place();
    journal.merged(handle, part.rows());
    return 0;
  }
}
