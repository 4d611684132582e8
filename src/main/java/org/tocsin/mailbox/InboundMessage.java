package org.tocsin.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mail taken apart, however it is made: ended by CRLF, LF or CR, cut off anywhere, with wrong
 * boundaries or none. Only its first {@value #MOST} bytes are looked at; what matters in a bounce
 * stands before the mail that it returns.
 */
public final class InboundMessage {
  static final int MOST = 1 << 20;

  private static final int MOST_PARTS = 200;
  private static final int DEEPEST = 8;

  /** The beginning of someone's address may be another one's. */
  private static final Pattern HALF_AN_ADDRESS =
      Pattern.compile("[^\\s<>@]{0,100}@[^\\s<>]{0,300}\\z");

  /**
   * A part that holds no other.
   *
   * @param raw a character for each byte, lines ended by LF
   * @param isCut whether the mail ends within its last line
   */
  record Part(Headers headers, String raw, boolean isCut) {
    String type() {
      return headers.type();
    }

    String text() {
      return BodyDecoder.of(
          raw, headers.get("content-transfer-encoding"), headers.parameter("charset").orElse(""));
    }
  }

  private final Headers headers;
  private final List<Part> parts = new ArrayList<>();
  private final boolean cut;
  private boolean unbounded;

  private InboundMessage(List<String> lines, boolean cut) {
    this.cut = cut;
    int body = bodyOf(lines);
    this.headers = Headers.of(lines.subList(0, body));
    take(headers, lines.subList(Math.min(body + 1, lines.size()), lines.size()), 0);
  }

  /**
   * @throws IOException only where the stream does
   */
  public static InboundMessage read(InputStream in) throws IOException {
    return of(in.readNBytes(MOST));
  }

  static InboundMessage of(byte[] bytes) {
    return of(new String(bytes, 0, Math.min(bytes.length, MOST), StandardCharsets.ISO_8859_1));
  }

  /** The message that stands in a part of another. */
  static InboundMessage of(String raw) {
    boolean cut = !raw.endsWith("\n") && !raw.endsWith("\r");
    List<String> lines = LineSplitter.of(cut ? whole(raw) : raw);
    int from = 0;
    while (from < lines.size()
        && (lines.get(from).isBlank() || lines.get(from).startsWith("From "))) {
      from++;
    }
    return new InboundMessage(lines.subList(from, lines.size()), cut);
  }

  private static String whole(String text) {
    int end = Math.max(0, text.length() - 500);
    return text.substring(0, end) + HALF_AN_ADDRESS.matcher(text.substring(end)).replaceFirst("");
  }

  private static int bodyOf(List<String> lines) {
    int empty = lines.indexOf("");
    return empty < 0 ? lines.size() : empty;
  }

  private void take(Headers of, List<String> lines, int depth) {
    Optional<String> boundary = of.parameter("boundary").filter(b -> !b.isBlank());
    if (!of.type().startsWith("multipart/") || boundary.isEmpty() || depth == DEEPEST) {
      unbounded |= of.type().startsWith("multipart/") && depth == 0;
      parts.add(new Part(of, String.join("\n", lines), cut));
      return;
    }
    List<List<String>> pieces = pieces(lines, "--" + boundary.get().stripTrailing());
    if (pieces.isEmpty()) {
      unbounded |= depth == 0;
      parts.add(new Part(Headers.of(List.of()), String.join("\n", lines), cut));
    }
    for (List<String> piece : pieces) {
      if (parts.size() < MOST_PARTS) {
        int body = bodyOf(piece);
        Headers inner = Headers.of(piece.subList(0, body));
        take(inner, piece.subList(Math.min(body + 1, piece.size()), piece.size()), depth + 1);
      }
    }
  }

  /**
   * What stands between the boundaries; what follows the closing one is nobody's (RFC 2046 5.1.1).
   * The last piece of a mail cut off ends with it.
   */
  private static List<List<String>> pieces(List<String> lines, String mark) {
    List<List<String>> pieces = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < lines.size() && pieces.size() < MOST_PARTS; i++) {
      if (isMark(lines.get(i), mark)) {
        if (from >= 0) {
          pieces.add(lines.subList(from, i));
        }
        from = i + 1;
        if (lines.get(i).startsWith("--", mark.length())) {
          return pieces;
        }
      }
    }
    if (from >= 0 && from < lines.size()) {
      pieces.add(lines.subList(from, lines.size()));
    }
    return pieces;
  }

  private static boolean isMark(String line, String mark) {
    if (!line.startsWith(mark)) {
      return false;
    }
    String end = line.substring(mark.length()).stripTrailing();
    return end.isEmpty() || end.equals("--");
  }

  Headers headers() {
    return headers;
  }

  /** In their order. Never empty. */
  List<Part> parts() {
    return parts;
  }

  /**
   * Whether it says that it has parts, and none is to be found. Nobody knows what is whose then.
   */
  boolean isUnbounded() {
    return unbounded;
  }

  /** All that stands in it after its head, as it came. */
  String texts() {
    return parts.stream().map(Part::raw).collect(Collectors.joining("\n"));
  }

  /** Whether a mail server made it about another mail (RFC 6522). */
  boolean isReport() {
    return headers.type().equals("multipart/report")
        || part("message/delivery-status", "message/feedback-report").isPresent();
  }

  /** The first part of one of these types. */
  Optional<Part> part(String... types) {
    return parts.stream().filter(p -> List.of(types).contains(p.type())).findFirst();
  }
}
