package org.tocsin.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Channel;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;
import org.tocsin.civic.Roster;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.TextCost;
import org.tocsin.sheet.Sheet;

/** Adds up a preview while the groups of its audience pass by. */
final class Tally {
  /**
   * When an alert goes.
   *
   * @param deadline after which nothing of it does
   */
  record Times(Instant release, Optional<Instant> deadline) {}

  private final Sheet sheet;
  private final Roster roster;
  private final Times times;
  private final Samples samples;
  private final Map<String, Map<String, Map<String, Long>>> by = new LinkedHashMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private final Map<Integer, Long> segments = new TreeMap<>();
  private long emails;
  private long texts;
  private int most;
  private int mostCharacters;
  private HoursEffect hours = HoursEffect.NONE;

  Tally(Sheet sheet, Roster roster, Times times) {
    this.sheet = sheet;
    this.roster = roster;
    this.times = times;
    this.samples = new Samples(sheet, roster);
    Stream.of("language", "district", "position", "assignment")
        .forEach(kind -> by.put(kind, new TreeMap<>()));
  }

  Instant release() {
    return times.release();
  }

  /**
   * @param opens when texts may go to them, empty where there is no such hour
   * @param text empty where none fits them, or where they get none
   */
  void add(Previewing.Group group, Optional<Instant> opens, Optional<Rendering> text) {
    boolean inHours = opens.isPresent();
    long ready = text.isPresent() && inHours ? group.texts() : 0;
    emails += group.emails();
    texts += ready;
    leave(inHours ? "no_text_fits" : "no_hours_fit", group.texts() - ready);
    leave("number_shared", group.shared());
    if (group.emails() + ready == 0) {
      return;
    }
    Assignment assignment = group.fit().assignment();
    count("language", group.fit().lang(), group.emails(), ready);
    count("district", district(assignment), group.emails(), ready);
    count("position", position(sheet, roster, assignment), group.emails(), ready);
    String how = assignment.kind().name().toLowerCase(Locale.ROOT);
    count("assignment", how, group.emails(), ready);
    samples.offer(group, ready > 0);
    if (ready > 0) {
      hours = hours.with(ready, opens.get(), times.release(), times.deadline());
      segments(group, text.get().body(), ready);
    }
  }

  private void leave(String reason, long people) {
    if (people > 0) {
      leftOut.merge(reason, people, Long::sum);
    }
  }

  private void count(String kind, String value, long byEmail, long bySms) {
    Map<String, Long> channels = by.get(kind).computeIfAbsent(value, v -> new TreeMap<>());
    channels.merge(Channel.EMAIL.code(), byEmail, Long::sum);
    channels.merge(Channel.SMS.code(), bySms, Long::sum);
  }

  private void segments(Previewing.Group group, String body, long people) {
    String name = TextCost.name(body, group.firstName());
    int number = TextCost.of(body, name).segments();
    segments.merge(number, people, Long::sum);
    int characters = TextCost.filled(body, name).length();
    if (number > most || number == most && characters > mostCharacters) {
      most = number;
      mostCharacters = characters;
      samples.longest(group);
    }
  }

  /** "NY-24", "NY-22 or NY-24", "NY, district not known". */
  static String district(Assignment assignment) {
    return switch (assignment.kind()) {
      case STATE -> assignment.state() + ", district not known";
      case UNKNOWN -> "not known";
      default ->
          assignment.districts().stream()
              .sorted()
              .map(District::code)
              .collect(Collectors.joining(" or "));
    };
  }

  /** Where the House member stands, or all who may be it; "mixed", or "nobody" where none is. */
  static String position(Sheet sheet, Roster roster, Assignment assignment) {
    var positions =
        assignment.districts().stream()
            .map(roster::houseMember)
            .flatMap(Optional::stream)
            .map(official -> sheet.positionOf(official).code())
            .distinct()
            .toList();
    return positions.isEmpty() ? "nobody" : positions.size() == 1 ? positions.get(0) : "mixed";
  }

  Preview preview(PublishPreview seen, Renderer renderer) {
    Map<String, Long> left = new TreeMap<>(seen.left());
    leftOut.forEach((reason, people) -> left.merge(reason, people, Long::sum));
    return new Preview(
        new TreeMap<>(Map.of(Channel.EMAIL.code(), emails, Channel.SMS.code(), texts)),
        by,
        left,
        segments,
        hours,
        samples.longest(renderer),
        samples.ten(renderer),
        seen.warnings());
  }
}
