package org.tocsin.app.demo;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads the answers out of a webhook's TwiML. */
final class TwimlReader {
  private TwimlReader() {}

  /** The words of each {@code <Message>}; none where it is not XML, as Twilio has it (12100). */
  static List<String> messages(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      NodeList found =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getElementsByTagName("Message");
      List<String> messages = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        messages.add(found.item(i).getTextContent().strip());
      }
      return messages;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return List.of();
    }
  }
}
