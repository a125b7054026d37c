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

/**
 * Ensures that XML and Liquibase keep texts unchanged: escapes them, or refuses those that cannot
 * be kept.
 */
final class KeptText {
  /**
   * Liquibase replaces {@code ${name}} by parameters, system properties and environment variables;
   * its own escape syntax works only with an option that the user would have to set. So the dollar
   * sign itself is written as a parameter, because Liquibase does not scan replaced text again.
   */
  private static final String DOLLAR = "kizaki.dollar";

  private static final String OPENING = "${";

  private KeptText() {}

  /** The element that defines the parameter of {@link #escape}. */
  static Element property(Document document) {
    Element root = document.getDocumentElement();
    Element property = document.createElementNS(root.getNamespaceURI(), "property");
    property.setAttribute("name", DOLLAR);
    property.setAttribute("value", "$");
    property.setAttribute("global", "false");
    return property;
  }

  /**
   * @return whether a text had to be escaped
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
   * @throws IllegalArgumentException if a text of the element contains a character that would not
   *     be kept
   */
  static void check(Element element, String changeSet) {
    each(
        element,
        (owner, text) -> {
          text.codePoints()
              .filter(c -> !isXml(c))
              .findFirst()
              .ifPresent(c -> refuse(changeSet, c, "XML cannot contain it"));
          if (owner.equals("sql") && text.indexOf('\r') >= 0) {
            refuse(changeSet, '\r', "Liquibase removes it from SQL");
          }
        });
  }

  private static void refuse(String changeSet, int character, String reason) {
    throw new IllegalArgumentException(
        """
        Change set %s contains the character U+%04X: %s. Remove it from the schema or the plan, \
        or apply this migration with `kizaki:apply`.\
        """
            .formatted(changeSet, character, reason));
  }

  /** A text for people: characters that XML cannot contain are written as escapes. */
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
