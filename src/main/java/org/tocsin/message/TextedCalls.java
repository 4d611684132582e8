package org.tocsin.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.tocsin.Expressions;
import org.tocsin.audience.Assignment;
import org.tocsin.call.CallResult;
import org.tocsin.call.Caller;
import org.tocsin.call.ReportedCalls;
import org.tocsin.call.ReportedCalls.Call;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Rosters;

/**
 * People who answer an alert with CALLED. It counts for their own representative, named in the
 * text; what came of the call they do not say, so they have reached somebody. Who may belong to
 * several representatives names none, and is not counted.
 */
public final class TextedCalls {
  private static final Set<String> SAID = Expressions.of("replies").phrases("CALLED");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 40;

  private final Rosters rosters;
  private final ReportedCalls calls;

  public TextedCalls(Rosters rosters, ReportedCalls calls) {
    this.rosters = rosters;
    this.calls = calls;
  }

  /**
   * Takes a text that is neither a keyword nor an opt-out, within a transaction of the caller's.
   *
   * @param number the sender's, as AddressKeys has it
   * @return whether to thank them: it says that they called, and they are counted from now on
   */
  public boolean hear(Handle handle, UUID number, String body) {
    return isOne(body)
        && LastText.to(handle, number).map(text -> isFirst(handle, text)).orElse(false);
  }

  /** The whole text says that they called, and nothing else. */
  static boolean isOne(String body) {
    return body.length() <= LONGEST
        && SAID.contains(BETWEEN.matcher(body.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
  }

  private boolean isFirst(Handle handle, LastText text) {
    Caller caller =
        new Caller(
            Optional.of(text.subscriberId()),
            Optional.empty(),
            Optional.of(text.alertId()),
            Caller.Way.TEXT);
    return official(text.assignment())
        .map(who -> new Call(text.slug(), who.bioguide(), CallResult.REACHED))
        .map(call -> calls.reportFirst(handle, call, caller))
        .orElse(false);
  }

  private Optional<Official> official(Assignment assignment) {
    List<District> districts = assignment.districts();
    return districts.size() == 1
        ? rosters.inForce().flatMap(roster -> roster.houseMember(districts.get(0)))
        : Optional.empty();
  }
}
