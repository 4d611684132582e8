package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.Expressions;
import org.tocsin.civic.Official;
import org.tocsin.sheet.PhoneNumber;
import org.tocsin.sheet.draft.Block.Kind;
import org.tocsin.sheet.draft.Listing.Named;

/**
 * Officials of a text that says where they stand or to call them. Who is only quoted or mentioned
 * gets no position.
 */
final class Stands {
  private static final Pattern QUOTED =
      Pattern.compile("“[^”]*+(?:”|$)|«[^»]*+(?:»|$)|\"[^\"]*+(?:\"|$)");

  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern STAND = Pattern.compile("(?iu)\\b" + WORDS.any("STAND"));

  private static final Pattern CALL =
      Pattern.compile(
          "(?u)(?:^|[.!?:;,–—-]\\s*|\\b(?i:"
              + WORDS.any("BEFORECALL")
              + ")\\s+)(?i:"
              + WORDS.any("CALLS")
              + ")(?:\\s|"
              + WORDS.any("CALLEND")
              + ")");

  /** Characters of a sentence before and behind a name. */
  private static final int LONGEST = 400;

  private final Listing listing;
  private final Map<String, List<String>> sentences = new LinkedHashMap<>();
  private final Set<Official> mentioned = new LinkedHashSet<>();
  private final Set<Official> numbered = new LinkedHashSet<>();

  Stands(Listing listing, List<Block> text) {
    this.listing = listing;
    for (Block block : text) {
      String plain = block.plain();
      Listing.Line line = listing.line(plain);
      named(plain, block.kind() == Kind.QUOTE || line.lists());
      Set<Official> named = line.named();
      for (PhoneNumber number : PhoneNumber.in(plain)) {
        listing.holder(number).ifPresent(holder -> numbered(holder, named));
      }
    }
    numbered.stream().filter(mentioned::contains).forEach(o -> of(o));
    mentioned.removeIf(official -> sentences.containsKey(official.bioguide()));
  }

  /** By bioguide id, in the order of the text; a list of calls may have none. */
  Map<String, List<String>> sentences() {
    return sentences;
  }

  /** Who got no position although the text names them. */
  Optional<String> note() {
    return mentioned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Named, but not as someone to call or with a stand, so without a position: "
                + mentioned.stream().map(Official::titled).collect(Collectors.joining(", ")));
  }

  private void numbered(Official holder, Set<Official> named) {
    numbered.add(holder);
    if (named.isEmpty() || named.contains(holder)) {
      of(holder);
    }
  }

  private List<String> of(Official official) {
    return sentences.computeIfAbsent(official.bioguide(), b -> new ArrayList<>());
  }

  private void named(String text, boolean only) {
    List<Integer> ends = Sentences.ends(text);
    int at = 0;
    int from = 0;
    for (Named name : listing.names(text)) {
      while (ends.get(at) < name.end()) {
        from = ends.get(at++);
      }
      int start = Math.max(Math.min(from, name.start()), name.start() - LONGEST);
      int end = Math.min(ends.get(at), name.end() + LONGEST);
      named(name, text.substring(start, end).strip(), only);
    }
  }

  private void named(Named name, String sentence, boolean only) {
    mentioned.add(name.official());
    String said = QUOTED.matcher(sentence).replaceAll(" ");
    boolean stands = STAND.matcher(said).find() || calls(said, name.words());
    if (!only && said.contains(name.words()) && stands) {
      of(name.official()).add(sentence);
    }
  }

  /** Whether it asks readers to do something about someone. */
  private static boolean calls(String said, String name) {
    Matcher call = CALL.matcher(said);
    return call.find() && call.start() < Math.max(1, said.indexOf(name));
  }
}
