package org.tocsin.consent;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Mends slips in the words that matter most, and takes apart what English and Spanish contract. */
final class Spelling {
  private static final List<String> LONG =
      List.of(
          ("unsubscribe,messages,message,messaging,remove,please,texting,contact,contacting,sending,"
               + "receive,receiving,number,subscription,stopping,mensajes,mensaje,cancelar,cancel,"
               + "suscripcion,notificaciones,detener,borrenme,quitenme,eliminar,revoke,harassing")
              .split(","));

  /** Real words that lie a slip away from one of those, beside the words that the rules know. */
  private static final String REAL =
      "atop|stoop|remote|removes|contract|contracts|contacto|contacta|contacted|spending|received"
          + "|receives|receiver|cancels|canceled|canales|testing|tasting|numbers|stepping|shopping"
          + "|massage|massages|mensajero";

  /** Real words that lie a slip away from "stop". */
  private static final Set<String> NEAR_STOP =
      Set.of("step,shop,stops,slop,swop,atop,stoop,stomp,strop,stow,estop,scop,stopt".split(","));

  private static final Pattern SPLIT =
      Pattern.compile("\\b([a-z]{2,}(?:[aei]n|[aei]r|[ae])|d(?:a|e|en|ar))(me|nos)\\b");
  private static final Pattern SPLIT_SE =
      Pattern.compile(
          "\\b(detengan|detenga|desuscriban|desuscribir|salir|vayan?|olviden?|(?:borr|quit|elimin|saqu|remuev)(?:[ae]n?))"
              + "(se|me|l[oa]s?)\\b");

  /** Words and phrases, and what they stand for. */
  private static final String[][] SAME = {
    {"\\b(do|does|did|is|are|have|would|could|should) not\\b", "$1nt"},
    {"\\bwill not\\b", "wont"},
    {"\\b(can not|cannot)\\b", "cant"},
    {"\\bno longer\\b", "nolonger"},
    {"\\b(don|didn|won|doesn|isn|can) t\\b", "$1t"},
    {"\\bi am\\b", "im"},
    {"\\bun subscrib", "unsubscrib"},
    {
      "\\b(stop|please|remove|quit|dont|unsubscribe|cancel|delete)"
          + "(text\\w*|me|this|it|now|please|send\\w*|call\\w*|stop|contact\\w*|messag\\w*|remove)\\b",
      "$1 $2"
    },
    {"\\bno ?more(?=tex|tx|mes|ms)", "no more "},
    {"\\bnomore\\b", "no more"},
    {"\\b(remove|text|off|take|stop|call) mee\\b", "$1 me"},
    {"\\b(?:te[xs]+t?|t[xe]?x?t)(?:in|n|ing|ting|tng|ng)\\b", "texting"},
    {"\\b(call|messag|contact|bother|email|send|harass|spamm)in\\b", "$1ing"},
    {"\\btake (me )?of( the| your| ur| this)? (?=list)", "take $1off$2 "},
    {"\\bopt (?:outt|oit|iut|ouy|ot)\\b", "opt out"},
    {"\\bfabor\\b", "favor"},
    {"\\bdel\\b", "de el"},
    {"\\b(?:para|paren)le\\b", "paren"},
    {"\\bnomas (?=m|t|s)", "no mas "},
    {"\\b(?:altoo|atlo|aalto|allto)\\b", "alto"},
    {"\\b(dej[ae]n?) ya de\\b", "$1 de"},
    {"\\bwanna\\b", "want to"},
    {"\\bsto (?=tex|txt|mess|msg|send|cont|call|spam)", "stop "},
    {"\\btex (?=me|us|this)", "text "},
    {
      "\\b((?:take|get|remove|pull|cross) (?:me|us|my \\w+|this \\w+)) of (?=th|your|ur|any|all)",
      "$1 off "
    },
    {"\\bki(?=er[oea]|tenme|teme)", "qui"},
    {"\\bsaken", "saquen"},
    {"\\bkiten", "quiten"},
    {"\\bno (?:mor|moar)\\b", "no more"},
    {"^(.*\\b(?:do?nt|never|not|nolonger|aint)\\b.*) no mo(?:re)?$", "$1 anymore"},
    {"\\b(?:nbr|numer|nmbr|num)\\b", "number"},
    {"\\b(?:qiut|quti)\\b", "quit"},
    {"\\b(?:rmv|rmove|rmve)\\b", "remove"},
    {"\\b(?:tke|taek)\\b", "take"},
    {"\\b(stop|quit) testing (me|this)\\b", "$1 texting $2"},
    {"\\b(q|k|ke)\\b", "que"},
    {"\\b(mandenme|mandarme) ", "$1 "}
  };

  private static final List<Pattern> FROM =
      Stream.of(SAME).map(pair -> Pattern.compile(pair[0])).toList();

  private final Pattern right;

  /**
   * @param books whose words are right as they stand
   */
  Spelling(List<Phrasebook> books) {
    right =
        Pattern.compile(
            books.stream()
                .flatMap(book -> book.words().stream())
                .collect(Collectors.joining("|", REAL + "|", "")));
  }

  /**
   * @param words small letters, one space between two words
   */
  String mend(String words) {
    String mended = Stream.of(words.split(" ")).map(this::word).collect(Collectors.joining(" "));
    for (int i = 0; i < SAME.length; i++) {
      mended = FROM.get(i).matcher(mended).replaceAll(SAME[i][1]);
    }
    mended = SPLIT_SE.matcher(mended).replaceAll("$1 $2");
    return SPLIT.matcher(mended).replaceAll("$1 $2");
  }

  /** Whether it is a word of the rules, or one that is right beside them. */
  boolean isRight(String word) {
    return right.matcher(word).matches();
  }

  private String word(String word) {
    if (word.length() < 3 || isRight(word)) {
      return word;
    }
    if (word.length() <= 5 && isStop(word)) {
      return "stop";
    }
    if (word.length() < 5) {
      return word;
    }
    return LONG.stream()
        .filter(meant -> meant.charAt(0) == word.charAt(0))
        .filter(meant -> distance(word, meant) <= (meant.length() > 8 ? 2 : 1))
        .findFirst()
        .orElse(word);
  }

  private static boolean isStop(String word) {
    return word.matches("stpp?|sto+p+|st[ai]h?p|stawp") || word.length() > 3 && isSlipOfStop(word);
  }

  private static boolean isSlipOfStop(String word) {
    return !NEAR_STOP.contains(word) && distance(word, "stop") == 1;
  }

  /** How many letters differ, are missing, too many, or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(d[i - 1][j - 1] + cost, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean isSwapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
