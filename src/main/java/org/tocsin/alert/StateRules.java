package org.tocsin.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.Problem;

/** The hours that states set for texts, where they are narrower than the federal ones (L05). */
public final class StateRules {
  private static final String BUILT_IN = "text-hours.csv";

  /**
   * What a state allows on some days.
   *
   * @param holidays whether it is about legal holidays, on whatever weekday
   * @param hours empty where no texts may go
   */
  record Rule(Set<DayOfWeek> weekdays, boolean holidays, Optional<Hours> hours) {
    boolean isAbout(LocalDate day) {
      return weekdays.contains(day.getDayOfWeek()) || holidays && Holidays.has(day);
    }
  }

  private final Map<String, List<Rule>> rules;

  StateRules(Map<String, List<Rule>> rules) {
    this.rules = Map.copyOf(rules);
  }

  /** Those that come with the program, {@code text-hours.csv}. */
  public static StateRules builtIn() {
    try (InputStream csv = StateRules.class.getResourceAsStream("/" + BUILT_IN)) {
      return StateRulesFile.read(BUILT_IN, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a file of the same form, in place of the ones that come with the program. */
  public static StateRules read(Path file) {
    try (InputStream csv = Files.newInputStream(file)) {
      return StateRulesFile.read(file.toString(), csv);
    } catch (NoSuchFileException e) {
      throw new BadInput(
          Problem.error(
              file.toString(), 0, "", "There is no such file, and tocsin.text-hours names it."));
    } catch (IOException e) {
      throw new BadInput(Problem.error(file.toString(), 0, "", FileFault.ofReading(file, e)));
    }
  }

  /** Differs where any rule does. */
  String digest() {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(rules)
        .forEach(
            (state, some) -> {
              all.append(state);
              some.forEach(
                  rule ->
                      all.append(new TreeSet<>(rule.weekdays()))
                          .append(rule.holidays())
                          .append(rule.hours()));
            });
    return Integer.toHexString(all.toString().hashCode());
  }

  /**
   * The hours of a day that are left of {@code hours} where all these states are obeyed.
   *
   * @return empty where no text may go on that day
   */
  Optional<Hours> on(LocalDate day, Hours hours, Set<String> states) {
    Optional<Hours> left = Optional.of(hours);
    for (String state : states) {
      for (Rule rule : rules.getOrDefault(state, List.of())) {
        if (rule.isAbout(day)) {
          left = left.flatMap(some -> rule.hours().flatMap(some::within));
        }
      }
    }
    return left;
  }
}
