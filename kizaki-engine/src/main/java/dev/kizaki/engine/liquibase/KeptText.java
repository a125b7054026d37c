package dev.kizaki.engine.liquibase;

import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Texts that come out of XML and Liquibase as they went in, or not at all. */
final class KeptText {
  /**
   * Liquibase puts parameters, system properties and environment variables where it reads {@code
   * ${name}}; its own way to say that a text is none needs an option of whoever runs it. So the
   * dollar becomes a parameter itself: what is put in is not read again.
   */
  private static final String DOLLAR = "kizaki.dollar";

  private static final String OPENING = "${";

  private KeptText() {}

  /** What defines the parameter that {@link #escape} uses. */
  static Element property(Document document) {
    Element root = document.getDocumentElement();
    Element property = document.createElementNS(root.getNamespaceURI(), "property");
    property.setAttribute("name", DOLLAR);
    property.setAttribute("value", "$");
    property.setAttribute("global", "false");
    return property;
  }

  /**
   * @return whether there was something to escape
   */
  static boolean escape(Element element) {
    boolean[] found = {false};
    replace(
        element,
        text -> {
          found[0] |= text.contains(OPENING);
          return text.replace(OPENING, OPENING + DOLLAR + "}{");
        });
    return found[0];
  }

  /**
   * @throws IllegalArgumentException when a text of the element holds what would not come out again
   */
  static void check(Element element, String changeSet) {
    each(
        element,
        (owner, text) -> {
          text.codePoints()
              .filter(c -> !isXml(c))
              .findFirst()
              .ifPresent(c -> refuse(changeSet, c, "XML has no way to write it"));
          if (owner.equals("sql") && text.indexOf('\r') >= 0) {
            refuse(changeSet, '\r', "Liquibase removes it from SQL");
          }
        });
  }

  private static void refuse(String changeSet, int character, String reason) {
    throw new IllegalArgumentException(
        String.format(
            "Change set %s holds the character U+%04X, and %s;"
                + " take it out of the schema or the plan, or apply this migration with"
                + " `kizaki:apply`.",
            changeSet, character, reason));
  }

  /** A text for people: what XML cannot hold is named instead. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isXml(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format("\\u%04x", c));
              }
            });
    return out.toString();
  }

  /** XML 1.0, production 2. */
  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= 0x20 && character <= 0xD7FF
        || character >= 0xE000 && character <= 0xFFFD
        || character >= 0x10000;
  }

  private static void each(Element element, BiConsumer<String, String> consumer) {
    replace(
        element,
        element.getLocalName(),
        (owner, text) -> {
          consumer.accept(owner, text);
          return text;
        });
  }

  private static void replace(Element element, UnaryOperator<String> change) {
    replace(element, element.getLocalName(), (owner, text) -> change.apply(text));
  }

  private static void replace(Element element, String name, BinaryOperator<String> change) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      attribute.setValue(change.apply(attribute.getName(), attribute.getValue()));
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element each) {
        replace(each, each.getLocalName(), change);
      } else if (child instanceof Text text) {
        text.setData(change.apply(name, text.getData()));
      }
    }
  }
}
