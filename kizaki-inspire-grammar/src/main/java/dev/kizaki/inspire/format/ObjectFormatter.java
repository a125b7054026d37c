package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints objects in SQL, and changes of them. */
final class ObjectFormatter {
  private ObjectFormatter() {}

  static String declaration(ObjectDeclaration object) {
    return print("object " + object.name().text(), object);
  }

  static String change(boolean madeAnew, ObjectDeclaration change) {
    return print("change object " + change.name().text() + (madeAnew ? ", made anew" : ""), change);
  }

  private static String print(String head, ObjectDeclaration object) {
    String uses =
        object
            .uses()
            .map(
                names ->
                    " uses ["
                        + names.stream().map(Name::text).collect(Collectors.joining(", "))
                        + "]")
            .orElse("");
    List<String> items = new ArrayList<>();
    object.create().ifPresent(text -> items.add("create" + text(text)));
    object.drop().ifPresent(text -> items.add("drop" + text(text)));
    return items.isEmpty()
        ? head + uses + " {}"
        : head
            + uses
            + " {\n"
            + items.stream().map(Indentation::deeper).collect(Collectors.joining())
            + "}";
  }

  private static String text(ObjectText text) {
    if (text instanceof ObjectText.Written written) {
      return literal(written.text());
    }
    if (text instanceof ObjectText.InFile file) {
      return " from " + StringLiterals.quote(file.path().text());
    }
    if (text instanceof ObjectText.Derived) {
      return " derived";
    }
    if (text instanceof ObjectText.Open) {
      return " [RESOLVE]";
    }
    throw new IllegalArgumentException("unknown kind of text: " + text);
  }

  /** A block where that is possible; else a text in quotes for each line, so that lines compare. */
  private static String literal(String text) {
    return StringLiterals.block(text, "  ").map(block -> " " + block).orElseGet(() -> lines(text));
  }

  private static String lines(String text) {
    if (text.indexOf('\n') < 0) {
      return " " + StringLiterals.quote(text);
    }
    StringBuilder lines = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.append("\n  ").append(StringLiterals.quote(text.substring(start, next)));
      start = next;
    }
    return lines.toString();
  }
}
