package dev.kizaki.engine.liquibase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes XML that is the same on every Java version, unlike the output of the JDK's transformers.
 */
final class XmlPrinter {
  /** The attributes to print first; the others follow in the order of their names. */
  private static final List<String> FIRST =
      List.of("xmlns", "id", "author", "schemaName", "baseTableSchemaName", "tableName", "name");

  private final StringBuilder out = new StringBuilder();

  private XmlPrinter() {}

  /** The document with an indent of two spaces a level; each line ends with a line feed. */
  static String print(Document document) {
    XmlPrinter printer = new XmlPrinter();
    printer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    printer.element(document.getDocumentElement(), "");
    return printer.out.toString();
  }

  private void element(Element element, String indent) {
    out.append(indent).append('<').append(element.getTagName());
    for (Attr attribute : attributes(element)) {
      out.append(' ').append(attribute.getName()).append("=\"");
      escape(attribute.getValue(), true);
      out.append('"');
    }
    List<Element> children = children(element);
    String text = element.getTextContent();
    if (!children.isEmpty()) {
      out.append(">\n");
      children.forEach(child -> element(child, indent + "  "));
      out.append(indent).append("</").append(element.getTagName()).append(">\n");
    } else if (!text.isEmpty()) {
      out.append('>');
      escape(text, false);
      out.append("</").append(element.getTagName()).append(">\n");
    } else {
      out.append("/>\n");
    }
  }

  private static List<Attr> attributes(Element element) {
    NamedNodeMap map = element.getAttributes();
    List<Attr> attributes = new ArrayList<>();
    for (int i = 0; i < map.getLength(); i++) {
      attributes.add((Attr) map.item(i));
    }
    attributes.sort(Comparator.comparing(XmlPrinter::rank).thenComparing(Attr::getName));
    return attributes;
  }

  private static int rank(Attr attribute) {
    int rank = FIRST.indexOf(attribute.getName());
    return rank < 0 ? FIRST.size() : rank;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element each) {
        children.add(each);
      }
    }
    return children;
  }

  /**
   * Escapes carriage returns, which a parser would replace by line feeds, and white space in
   * attributes, which it would replace by blanks.
   */
  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#13;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#10;" : "\n");
        case '\t' -> out.append(attribute ? "&#9;" : "\t");
        default -> out.append(each);
      }
    }
  }
}
