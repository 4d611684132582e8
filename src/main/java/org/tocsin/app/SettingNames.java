package org.tocsin.app;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;
import org.tocsin.sheet.Suggestion;

/**
 * The names that settings have. Another one is refused or remarked on, since a misspelt knob would
 * silently do nothing.
 */
final class SettingNames {
  private static final String OURS = "TOCSIN_";

  /** What Kubernetes sets for a service by the name of tocsin. */
  private static final String OF_KUBERNETES = "TOCSIN_(SERVICE_(HOST|PORT)|PORT_\\d+_).*";

  private final Map<String, String> byVariable = new TreeMap<>();
  private final Set<String> names;

  SettingNames(Set<String> names) {
    this.names = names;
    names.forEach(name -> byVariable.put(inEnvironment(name), name));
  }

  /** {@code tocsin.smtp.host} is {@code TOCSIN_SMTP_HOST}. */
  static String inEnvironment(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static boolean isSecret(String name) {
    return name.matches(".*[.-](password|auth-token|auth-token-secondary|secret|token)");
  }

  /**
   * @throws TocsinException that names each line of the file whose name there is not
   */
  void check(SettingsFile file) {
    String wrong =
        file.values().keySet().stream()
            .filter(name -> !names.contains(name))
            .map(name -> "There is no setting '" + name + "'." + Suggestion.of(name, names))
            .collect(Collectors.joining("\n"));
    if (!wrong.isEmpty()) {
      throw new TocsinException(
          wrong + "\nMend " + file.path() + "; application.properties.sample has every name.");
    }
  }

  /**
   * Looks at the variables that begin as ours do.
   *
   * @return a sentence for each that is nothing of ours
   * @throws TocsinException when one is so near to a right name that it must be a slip
   */
  List<String> remarks(Map<String, String> environment) {
    List<String> remarks = new ArrayList<>();
    List<String> slips = new ArrayList<>();
    // without the beginning that all have, which would make all of them alike
    Set<String> ends =
        byVariable.keySet().stream().map(v -> v.substring(OURS.length())).collect(toSet());
    for (String variable : unknown(environment)) {
      String end = inEnvironment(variable).substring(OURS.length());
      String no = "The environment has " + variable + ", and there is no such setting.";
      String nearest = OURS + Suggestion.nearest(end, ends);
      if (Suggestion.of(end, ends).isEmpty()) {
        remarks.add(no + " It does nothing; the nearest one is " + nearest + ".");
      } else {
        slips.add(no + " Did you mean " + nearest + "?");
      }
    }
    if (!slips.isEmpty()) {
      throw new TocsinException(String.join("\n", slips));
    }
    return remarks;
  }

  private Set<String> unknown(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(variable -> inEnvironment(variable).startsWith(OURS))
        .filter(
            variable -> !byVariable.containsKey(variable) && !variable.equals(ProgramHome.VARIABLE))
        .filter(variable -> !variable.matches(OF_KUBERNETES))
        .filter(v -> !(v.equals("TOCSIN_PORT") && environment.get(v).startsWith("tcp://")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Puts what the environment says over these values. */
  void override(Map<String, String> values, Map<String, String> environment) {
    byVariable.forEach(
        (variable, name) -> {
          if (environment.containsKey(variable)) {
            values.put(name, environment.get(variable).strip());
          }
        });
  }
}
