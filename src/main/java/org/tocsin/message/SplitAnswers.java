package org.tocsin.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.tocsin.audience.Assignments;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;

/**
 * Numbers that people text back who were asked which of several representatives is theirs (P7). A
 * number means what it meant in the last text that went to them.
 */
public final class SplitAnswers {
  private static final Pattern NUMBER = Pattern.compile("\\W*([1-9])(?:\\W.{0,20})?");
  private static final Pattern CODE = Pattern.compile("\\W*([A-Z]{2})[ -]?([0-9]{1,2})\\W*");

  private final Assignments assignments;
  private final Rosters rosters;

  public SplitAnswers(Assignments assignments, Rosters rosters) {
    this.assignments = assignments;
    this.rosters = rosters;
  }

  /**
   * Takes a text that is neither a keyword nor an opt-out, within a transaction of the caller's.
   *
   * @param number the sender's, as AddressKeys has it
   * @param isNew false for a text that came before: it is answered alike and changes nothing
   * @return what to say to them; empty where the text is no such answer
   */
  public Optional<String> hear(Handle handle, UUID number, String body, boolean isNew) {
    return LastText.to(handle, number)
        .flatMap(
            text ->
                chosen(text.choices(), body)
                    .map(district -> settle(handle, text, district, isNew)));
  }

  private static Optional<District> chosen(List<District> choices, String body) {
    Matcher number = NUMBER.matcher(body.strip());
    if (number.matches()) {
      int place = Integer.parseInt(number.group(1)) - 1;
      return choices.stream().skip(place).findFirst();
    }
    Matcher code = CODE.matcher(body.strip().toUpperCase(Locale.ROOT));
    return code.matches()
        ? choices.stream()
            .filter(d -> d.state().equals(code.group(1)))
            .filter(d -> d.number() == Integer.parseInt(code.group(2)))
            .findFirst()
        : Optional.empty();
  }

  private String settle(Handle handle, LastText text, District district, boolean isNew) {
    if (isNew) {
      assignments.settle(handle, text.subscriberId(), district, Assignments.Way.TEXT);
    }
    Labels labels = Labels.in(text.language());
    Names names = new Names(labels);
    Roster roster = rosters.orRefused();
    Optional<Official> holder = roster.houseMember(district);
    return holder.isPresent()
        ? labels.get(
            "sms.settled",
            names.holder(roster, district)
                + Names.phone(holder.get()).map(phone -> ", " + phone).orElse(""))
        : labels.get("sms.settled.vacant", names.district(district));
  }

  /** "1 Katko, 2 Tenney": the choices in the order in which a number is read. */
  static String choices(Delegation delegation, Names names) {
    List<String> shortNames = Names.shortNames(delegation.house());
    StringBuilder choices = new StringBuilder();
    int number = 1;
    for (District district : delegation.assignment().districts()) {
      int place = delegation.house().stream().map(Official::district).toList().indexOf(district);
      choices
          .append(number == 1 ? "" : ", ")
          .append(number++)
          .append(' ')
          .append(place < 0 ? names.district(district) : shortNames.get(place));
    }
    return choices.toString();
  }
}
