package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.List;
import java.util.Locale;

/**
 * Takes the name of the schema away where PostgreSQL prints it whatever the search path is: before
 * the name of a function, and before the table of a trigger, a rule or an index.
 *
 * @param schema its name as PostgreSQL prints it
 */
record PrintedCommand(String schema) {
  /** A function that is made, and not replaced. */
  String function(String printed, Kind kind, String name) {
    String words = kind == Kind.PROCEDURE ? "PROCEDURE " : "FUNCTION ";
    String before = "CREATE OR REPLACE " + words + schema + "." + name + "(";
    if (!printed.startsWith(before)) {
      throw new IllegalStateException("not the beginning of a function: " + printed);
    }
    return ended("CREATE " + words + name + "(" + printed.substring(before.length()));
  }

  /**
   * @param word the word before the table, which nothing before it can be without quotes
   */
  String of(String printed, String word) {
    List<SqlTokens.Token> tokens = SqlTokens.of(printed);
    StringBuilder text = new StringBuilder();
    boolean searching = true;
    for (SqlTokens.Token token : tokens) {
      text.append(token.text());
      if (searching
          && token.kind() == SqlTokens.Kind.WORD
          && token.text().toUpperCase(Locale.ROOT).equals(word)) {
        searching = false;
        String rest = printed.substring(text.length());
        String only = rest.startsWith(" ONLY ") ? " ONLY " : " ";
        String qualifier = only + schema + ".";
        if (rest.startsWith(qualifier)) {
          return ended(text + only + rest.substring(qualifier.length()));
        }
      }
    }
    return ended(printed);
  }

  /** Without the semicolon and the white space at its end. */
  static String ended(String command) {
    String text = command.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
  }
}
