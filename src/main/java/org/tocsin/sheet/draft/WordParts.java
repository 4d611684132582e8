package org.tocsin.sheet.draft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What of a .docx is read: its XML, bounded in size and depth, and without a document type, which
 * could name files and addresses to fetch. Pictures and all else are left out.
 */
final class WordParts {
  /** Bytes, unpacked; a book has a tenth of it. */
  private static final int MOST = 20 << 20;

  private static final String DOCUMENT = "word/document.xml";
  private static final int MOST_PARTS = 1000;
  private static final int DEEPEST = 200;

  private WordParts() {}

  /**
   * @return the same, with only what is read
   * @throws IOException where it is no such file or goes beyond a bound
   */
  static byte[] checked(byte[] docx) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(docx))) {
      int left = MOST;
      int count = 0;
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        byte[] content = in.readNBytes(left + 1);
        left -= content.length;
        if (left < 0 || ++count > MOST_PARTS) {
          throw new IOException("unpacks to more than a text has");
        }
        if (isXml(part)) {
          check(content);
          parts.put(part.getName(), content);
        }
      }
    }
    parts.computeIfPresent(DOCUMENT, (name, document) -> numbered(document, parts));
    return zipped(parts);
  }

  private static byte[] numbered(byte[] document, Map<String, byte[]> parts) {
    byte[] numbering = parts.getOrDefault("word/numbering.xml", new byte[0]);
    byte[] styles = parts.getOrDefault("word/styles.xml", new byte[0]);
    return WordNumbers.written(
            new String(document, StandardCharsets.UTF_8),
            new String(numbering, StandardCharsets.UTF_8),
            new String(styles, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }

  private static boolean isXml(ZipEntry part) {
    String name = part.getName().toLowerCase(Locale.ROOT);
    return name.endsWith(".xml") || name.endsWith(".rels");
  }

  private static void check(byte[] xml) throws IOException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      // the handler gets the errors, which would else be printed
      factory.newSAXParser().parse(new ByteArrayInputStream(xml), new Depth());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("no XML that is read", e);
    }
  }

  private static final class Depth extends DefaultHandler {
    private int depth;

    @Override
    public void startElement(String uri, String name, String full, Attributes attributes)
        throws SAXException {
      if (++depth > DEEPEST) {
        throw new SAXException("nested too deeply");
      }
    }

    @Override
    public void endElement(String uri, String name, String full) {
      depth--;
    }
  }
}
