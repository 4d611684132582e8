package org.tocsin.sheet.draft;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a .docx as word processors do: styles, lists in two levels, a table, a hyperlink. */
final class WordFile {
  private static final String W =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
          + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
          + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
          + " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
  private static final String TYPE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private final StringBuilder body = new StringBuilder();
  private final List<String> notes = new ArrayList<>();
  private String picture = "https://example.org/none.png";
  private String prolog = "";

  WordFile styled(String style, String text) {
    body.append("<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + run(text) + "</w:p>");
    return this;
  }

  WordFile paragraph(String text) {
    body.append("<w:p>" + run(text) + "</w:p>");
    return this;
  }

  WordFile link(String before, String text) {
    body.append(
        "<w:p>" + run(before) + "<w:hyperlink r:id=\"l1\">" + run(text) + "</w:hyperlink></w:p>");
    return this;
  }

  WordFile item(int level, String text) {
    body.append(
        "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\""
            + level
            + "\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
            + run(text)
            + "</w:p>");
    return this;
  }

  /** Of one list, whatever stands between. */
  WordFile numbered(int level, String text) {
    body.append(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\""
            + level
            + "\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>"
            + run(text)
            + "</w:p>");
    return this;
  }

  WordFile footnote(String text, String note) {
    int id = 2 + notes.size();
    notes.add("<w:footnote w:id=\"" + id + "\"><w:p>" + run(note) + "</w:p></w:footnote>");
    body.append(
        "<w:p>" + run(text) + "<w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r></w:p>");
    return this;
  }

  WordFile row(String... cells) {
    body.append("<w:tbl><w:tr>");
    for (String cell : cells) {
      String paragraphs = cell.lines().map(l -> "<w:p>" + run(l) + "</w:p>").collect(joining());
      body.append("<w:tc>" + paragraphs + "</w:tc>");
    }
    body.append("</w:tr></w:tbl>");
    int at = body.indexOf("</w:tbl><w:tbl>");
    if (at >= 0) {
      body.delete(at, at + "</w:tbl><w:tbl>".length());
    }
    return this;
  }

  /** A picture that does not lie in the file but at an address. */
  WordFile picture(String alt, String address) {
    picture = address;
    body.append(
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\""
            + alt
            + "\"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link=\"p1\"/>"
            + "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>");
    return this;
  }

  WordFile nested(int levels) {
    body.append("<w:p>".repeat(levels)).append("</w:p>".repeat(levels));
    return this;
  }

  /** Stands before the root of the document. */
  WordFile prolog(String xml) {
    prolog = xml;
    return this;
  }

  private static String run(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<w:r><w:t xml:space=\"preserve\">" + escaped + "</w:t></w:r>";
  }

  Path at(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      part(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
              + " Extension=\"rels\""
              + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
              + " Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
      part(
          zip,
          "_rels/.rels",
          relations(
              "<Relationship Id=\"d\" Type=\""
                  + TYPE
                  + "officeDocument\" Target=\"word/document.xml\"/>"));
      part(
          zip,
          "word/_rels/document.xml.rels",
          relations(
              "<Relationship Id=\"l1\" Type=\""
                  + TYPE
                  + "hyperlink\" Target=\"https://example.org/bill\" TargetMode=\"External\"/>"
                  + "<Relationship Id=\"p1\" Type=\""
                  + TYPE
                  + "image\" Target=\""
                  + picture
                  + "\" TargetMode=\"External\"/>"
                  + "<Relationship Id=\"s\" Type=\""
                  + TYPE
                  + "styles\" Target=\"styles.xml\"/>"
                  + "<Relationship Id=\"n\" Type=\""
                  + TYPE
                  + "numbering\" Target=\"numbering.xml\"/>"
                  + "<Relationship Id=\"f\" Type=\""
                  + TYPE
                  + "footnotes\" Target=\"footnotes.xml\"/>"));
      part(
          zip,
          "word/footnotes.xml",
          "<w:footnotes " + W + ">" + String.join("", notes) + "</w:footnotes>");
      part(
          zip,
          "word/styles.xml",
          "<w:styles "
              + W
              + ">"
              + style("Title", "Title")
              + style("Heading1", "heading 1")
              + style("Quote", "Quote")
              + style("ListParagraph", "List Paragraph")
              + style("ListBullet", "List Bullet")
              + style("ListBullet2", "List Bullet 2")
              + "</w:styles>");
      part(
          zip,
          "word/numbering.xml",
          "<w:numbering "
              + W
              + "><w:abstractNum w:abstractNumId=\"0\">"
              + level(0, "bullet")
              + level(1, "bullet")
              + "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">"
              + level(0, "decimal")
              + level(1, "lowerLetter")
              + "</w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
              + "<w:num w:numId=\"1\"><w:abstractNumId"
              + " w:val=\"0\"/></w:num></w:numbering>");
      part(
          zip,
          "word/document.xml",
          prolog + "<w:document " + W + "><w:body>" + body + "</w:body></w:document>");
    }
    return file;
  }

  private static String relations(String all) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + all
        + "</Relationships>";
  }

  private static String style(String id, String name) {
    return "<w:style w:type=\"paragraph\" w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/></w:style>";
  }

  private static String level(int level, String format) {
    return "<w:lvl w:ilvl=\"" + level + "\"><w:numFmt w:val=\"" + format + "\"/></w:lvl>";
  }

  private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
