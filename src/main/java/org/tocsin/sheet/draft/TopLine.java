package org.tocsin.sheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a short line at the top of a text is, by its words: most of them are no title. */
final class TopLine {
  private static final String MONTH =
      "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)\\p{L}*\\.?|mayo";

  private static final String DAY =
      "(?:(?:mon|tues?|wed|wednes|thurs?|fri|satur|sat|sun)(?:day)?|lunes|martes|mi[eé]rcoles"
          + "|jueves|viernes|s[aá]bado|domingo|l[uú]n|mi[eé]|jue|vie|s[aá]b|dom)\\.?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?iu)(?:(?:posted|published|updated|last updated|last modified|sent|date|dated|as"
              + " of|week of|for|on|publicado|actualizado|fecha|semana del?|el)\\b[ :]*(?:on|el)?["
              + " :]*)*(?:"
              + DAY
              + ",? +)?(?:(?:"
              + MONTH
              + ") +\\d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?\\d{1,2})?,?(?: +\\d{4})?"
              + "|\\d{1,2}(?:st|nd|rd|th)?(?: +(?:de|of))? +(?:"
              + MONTH
              + ")(?:,?(?: +del?)? +\\d{4})?|(?:"
              + MONTH
              + "|spring|summer|fall|autumn|winter|primavera|verano|otoño|invierno),? +(?:de"
              + " )?\\d{4}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}\\S*|"
              + DAY
              + ")(?:[ ,|·•–—-]*(?:(?:at|a las)? *\\d{1,2}(?::\\d{2})? *(?:[ap]\\.?m\\.?)?"
              + "(?: *[ECMP][SD]?T)?|(?:last )?updated.*|by .*|\\d+ min.*))?\\.?");

  private static final Pattern ABOUT =
      Pattern.compile(
          "(?iu)(by|por|written by|author|authors|contact|media contact|press"
              + " contact|photo|image|credit|source|foto|contacto|autora?|para m[aá]s"
              + " informaci[oó]n)(:| +\\p{Lu}).*|(for )?immediate release.*|para publicaci[oó]n"
              + " inmediata.*|press release|comunicado de prensa|draft("
              + " \\d+)?|borrador|confidential|embargoed.*|(vol(ume)?|issue|no|newsletter|n[uú]m|bolet[ií]n|edici[oó]n)\\.?"
              + " *#?\\d.*|newsletter|bolet[ií]n|e-?news(letter)?|weekly (update|digest)|page"
              + " \\d.*|p[aá]gina \\d.*|\\d+ (min(ute)?s?|minutos?)( read| de"
              + " lectura)?|(share|tweet|print|menu|search|home|skip to .*|read more|leave a"
              + " comment|back to .*|log ?in|sign"
              + " (up|in)|donate|subscribe|compartir|inicio|buscar|men[uú]|imprimir)|home"
              + " +[>»/›].*|(posted|filed|tagged)"
              + " (in|under).*|categor(y|ies|[ií]as?):.*|tags?:.*|\\d+"
              + " comments?|https?:\\S+|www\\.\\S+|[\\w.+-]+@[\\w.-]+|[\\d\\W]+|untitled("
              + " document)?|document ?\\d*|microsoft"
              + " word.*|.*\\.(docx?|pdf|html?|txt|md|pages|odt)|forwarded message|image("
              + " \\d+)?|logo|.* logo|\\[?(image|logo|photo|imagen)\\b[^ ]*\\]?.*");

  private static final Pattern GREETS =
      Pattern.compile(
          "(?iu)(dear|hi|hello|hey|greetings|good (morning|afternoon|evening)|hola|estimad[oa]s?"
              + "|querid[oa]s?|buenos d[ií]as|buenas (tardes|noches))\\b.*"
              + "|(friends|neighbors|all|everyone|team|folks|amig[oa]s|vecin[oa]s)[,:]");

  /** A kind of paper, with or without what it is about. */
  private static final String KIND =
      "(fact sheet|action alert|call to action|action item|action needed|take action( now)?|urgent("
          + " action)?( alert)?|alert|hoja informativa|alerta( de acci[oó]n)?|llamado a la"
          + " acci[oó]n|urgente)";

  private static final Pattern KINDS = Pattern.compile("(?iu)" + KIND + "\\b");

  private static final Pattern NUMBERING =
      Pattern.compile(
          "(?iu)\\b(no|nos|num|number|issue|vol|volume|version|rev|edition|n[uú]m|n[uú]mero"
              + "|edici[oó]n|versi[oó]n|n\\.?[º°])\\.?\\s*#?\\s*\\d+|#\\s*\\d+");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?iu)(fact sheet|action (alert|item|needed)|call to action|hoja informativa|llamado a la"
              + " acci[oó]n|alerta de acci[oó]n)\\b.*|"
              + KIND
              + "\\s*[:!–—-].*");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?iu)"
              + KIND
              + "([\\s!:.#\\d–—-]|this week|today|tonight|tomorrow|now|please|esta"
              + " semana|hoy|ahora)*");

  private static final Pattern SECTION =
      Pattern.compile(
          "(?iu)(background|summary|overview|introduction|contents|talking points|key"
              + " points|script|sample script|call"
              + " script|faqs?|sources|references|resources|contact( us)?|about( us)?|the"
              + " (problem|issue|facts|ask|bill|basics)|what('s|’s| is| are| can| does| did| to|"
              + " happened| you| we)\\b.*|why\\b.*|how\\b.*|who\\b.*|when\\b.*|where\\b.*|in this"
              + " issue.*|details|next steps|more"
              + " information|antecedentes|resumen|introducci[oó]n|gui[oó]n|puntos"
              + " clave|contexto|fuentes|el problema|¿?qu[eé]\\b.*|¿?por qu[eé]\\b.*"
              + "|¿?c[oó]mo\\b.*|¿?qui[eé]n\\b.*)");

  private static final Pattern GROUP =
      Pattern.compile(
          "(?iu).*\\b(coalition|alliance|indivisible|network|league|watch|neighbors|committee|club"
              + "|union|chapter|association|society|caucus|democrats|republicans|project|foundation"
              + "|inc|institute|council|federation|citizens|collective|org|campaign|center"
              + "|newsletter|coalici[oó]n|alianza|red|liga|vecinos|comit[eé]|asociaci[oó]n|uni[oó]n"
              + "|sociedad|fundaci[oó]n|consejo|federaci[oó]n|colectivo)\\b[^!?:]*");

  private static final Pattern DEMAND =
      Pattern.compile(
          "(?iu).*[!?]$|.*\\b(must|should|deserve|needs?)\\b.*|.*\\b(h\\.? ?r\\.?|s\\.) ?\\d+.*"
              + "|(stop|save|keep|tell|call|protect|vote|demand|support|oppose|defend|say|end|pass|don.t"
              + "|no|urge|help|stand|resist|fund|ban|block|fight|ask|bring|make|reject|repeal|restore"
              + "|thank|let|act|salvemos|salven|detengan|detengamos|diga|digan|llame|defendamos|defiendan|alto|basta|protejamos|proteja|apoye|vote|exija|pida|paren)"
              + " .*");

  private TopLine() {}

  /** A date, an author, a volume, a button, a file's name. */
  static boolean isAside(String line) {
    return DATE.matcher(line).matches() || ABOUT.matcher(line).matches();
  }

  static boolean isGreeting(String line) {
    return GREETS.matcher(line).matches();
  }

  /** "Fact Sheet: Sessions Must Resign!" */
  static boolean isNamed(String line) {
    return NAMED.matcher(line).matches() && !isLabel(line);
  }

  /** "ACTION ALERT", or "Fact sheet no. 7, updated 11/15/2026", and no more. */
  static boolean isLabel(String line) {
    Matcher kind = KINDS.matcher(line);
    if (!kind.lookingAt()) {
      return false;
    }
    String rest = NUMBERING.matcher(line.substring(kind.end())).replaceAll(" ");
    String said = rest.replaceAll("[^\\p{L}\\p{N}]+$|^[^\\p{L}\\p{N}]+", "");
    return LABEL.matcher(line).matches() || said.isEmpty() || isAside(said);
  }

  /** "Background" */
  static boolean isSection(String line) {
    return SECTION.matcher(line).matches();
  }

  /** Who writes, by the look of it. */
  static boolean isGroup(String line) {
    return GROUP.matcher(line).matches() && line.split("\\s+").length <= 7 && !isDemand(line);
  }

  static boolean isDemand(String line) {
    return DEMAND.matcher(line).matches();
  }
}
