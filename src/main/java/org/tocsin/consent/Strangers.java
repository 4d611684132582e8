package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who says that they are not the one we mean, by name. A name is what begins with a capital within
 * a sentence, so this reads the text as it was written.
 */
final class Strangers {
  private static final String NAME = "(\\p{Lu}[\\p{L}'’-]{1,20}(?: \\p{Lu}[\\p{L}'’-]{1,20})?)";

  private static final Pattern NOT_ME =
      Pattern.compile(
          "(?:\\b(?:[Ii][’']?m|[Ii] am|[Tt]his is|[Tt]his number is|[Tt]hat[’']?s) (?:not|NOT|no"
              + " longer)|\\b[Tt]his (?:isn[’']?t|ain[’']?t)|^\\W*(?:[Nn]ot)|\\b[Nn]o soy"
              + "|\\b[Ee]st[ea] no es|\\b[Yy]o no soy) "
              + NAME
              + "(?=[\\W]|$)");

  private static final Pattern NOBODY_HERE =
      Pattern.compile(
          "(?:\\b(?:[Tt]here[’']?s|[Tt]here is) (?:no|nobody named|no one named)|^\\W*[Nn]o) "
              + NAME
              + " (?:here|at this|lives here)|\\b[Aa]quí no (?:vive|hay|está)(?: ning[uú]na?)? "
              + NAME
              + "|\\b[Nn]o conozco a (?:ning[uú]na? )?"
              + NAME);

  private static final Pattern GONE =
      Pattern.compile(
          "^\\W*(?:[Ss]orry,? |[Hh]i,? |[Hh]ello,? |[Ll]o siento,? )?"
              + NAME
              + ",? (?:(?:does(?:n[’']?t| not)(?: even)?|no longer|isn[’']?t|is (?:not|no"
              + " longer)|hasn[’']?t|ya no|no)"
              + " (?:have|has|had|use|uses|using|own|owns|live|lives|living|at|vive|usa|tiene|tiene"
              + " ya|es)(?: \\p{L}+){0,2}"
              + " (?:this|that|here|there|number|phone|cell|este|esta|aquí|ahí|número|teléfono|celular)|(?:has(?:"
              + " got)?|got) a (?:new|different) (?:number|phone)|(?:has )?(?:changed|cambió)"
              + " (?:his|her|their|de|su) (?:number|phone|número)|(?:is|está)"
              + " (?:dead|deceased|muert[oa])|(?:has )?(?:died|passed away|passed(?! on))(?= in|"
              + " on| last| this| yesterday|\\W*$|[,.;] | a| two| three| years| months)|(?:ya"
              + " )?(?:muri[oó]|falleci[oó]|se (?:mud[oó]|muri[oó])))(?!\\p{L})");

  private static final Pattern KIN_DIED =
      Pattern.compile(
          "(?i)\\b(?:died|passed(?: away)?|is"
              + " (?:dead|deceased)|falleció|fallecio|murió|murio)\\b.{0,60}\\b(?:this is|i[’']?m|i"
              + " am|soy) (?:his|her|their|the|su|la|el) (?:\\w+ )?(?:wife"
              + "|husband|widow|widower|son|daughter|sister|brother|mother|mom|father|dad|niece"
              + "|nephew|partner|spouse|roommate|kid|grand\\w+|executor|esposa|esposo|viuda|viudo"
              + "|hija|hijo|hermana|hermano|madre|padre|mamá|papá)\\b");

  private static final Pattern NEW_NUMBER =
      Pattern.compile(
          "(?i)\\b(?:i )?(?:just|recently) (?:got|changed|received) (?:this|my|a new)"
              + " (?:phone )?(?:number|#)|\\bthis is (?:a|my) new (?:phone )?number"
              + "|\\b(?:got|had|have had) this (?:phone )?number (?:for"
              + " (?:years|\\w+ (?:weeks|months|years))|(?:last|a few|\\w+) (?:week|month|year)s?)"
              + "|\\bthe (?:person|guy|man|woman|lady|owner|one) (?:who|that)? ?had this number"
              + "|\\b(?:est[ea]) (?:ya )?no es (?:el|su) (?:n[uú]mero|tel[eé]fono|celular)"
              + "|\\beste n[uú]mero (?:ya no es|es nuevo|no es)");

  /** What people are and are not, which is no name. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?:I|I['’]?m|He|She|They|We|You|It|My|His|Her|Their|Our|Nobody|Everyone|Everybody|Someone"
              + "|Who|What|That|This|There|These|Those|Voicemail|Mailbox|Office|Staff|Phone|Line|Sen|Rep"
              + "|Senator|Congressman|Congresswoman|Representative|Bill|Ya|Ella?|Mi|Su|Nadie|An?|The|Sure|Really|Yet|Now|Interested|Voting|Able|Going|Happy|Ok|Okay|Bad"
              + "|Good|Great|Today|Tonight|Too|Much|At|In|On|To|So|My|Your|Any|Congress|Senate"
              + "|House|Medicaid|Medicare|Democracy|English|Spanish|God|Jesus|\\p{L}{1,20}(?:ican|ocrat|crat|ian|ish|ist|ese|ing|ent|ble|ive)|MAGA|US|USA|OK)(?:"
              + " .*)?");

  private static final Pattern NOT_ME_IN_SMALL =
      Pattern.compile(
          "^\\W*(?:sorry,? )?(?:i[’']?m not|i am not|this is not|this isn[’']?t|not|no soy)"
              + " (\\p{L}+)\\W*(?:sorry|lo siento)?\\W*$");

  /** Without those that are other words too. */
  private static final Set<String> GIVEN_NAMES = givenNames();

  private Strangers() {}

  private static Set<String> givenNames() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Strangers.class.getResourceAsStream("/nicknames.txt"), StandardCharsets.UTF_8))) {
      Set<String> names = new HashSet<>();
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.addAll(List.of(line.split(" "))));
      names.removeAll(
          Set.of("rich", "will", "frank", "grant", "bill", "mark", "art", "hope", "gay", "mad"));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param own as it was written
   */
  static Optional<ReplyClassification> read(String own) {
    if (KIN_DIED.matcher(own).find()) {
      return Optional.of(stranger("says that the one we mean has died"));
    }
    if (NEW_NUMBER.matcher(own).find()) {
      return Optional.of(stranger("says that the number was another's"));
    }
    Matcher small = NOT_ME_IN_SMALL.matcher(own.toLowerCase(Locale.ROOT));
    if (small.find() && GIVEN_NAMES.contains(small.group(1))) {
      return Optional.of(stranger("says that this is not " + small.group(1)));
    }
    return isLoud(own) ? Optional.empty() : named(own);
  }

  private static Optional<ReplyClassification> named(String own) {
    for (Pattern pattern : new Pattern[] {NOT_ME, NOBODY_HERE, GONE}) {
      Matcher found = pattern.matcher(own);
      if (found.find() && !NO_NAME.matcher(name(found)).matches()) {
        return Optional.of(stranger("says that this is not " + name(found)));
      }
    }
    return Optional.empty();
  }

  private static String name(Matcher found) {
    for (int i = 1; i <= found.groupCount(); i++) {
      if (found.group(i) != null) {
        return found.group(i);
      }
    }
    return "";
  }

  private static ReplyClassification stranger(String why) {
    return new ReplyClassification(ReplyIntent.UNSURE, why)
        .about(ReplyClassification.About.ANOTHER_PERSON);
  }

  private static boolean isLoud(String own) {
    return own.equals(own.toUpperCase(Locale.ROOT));
  }
}
