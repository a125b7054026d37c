package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces characters that an XML file or Liquibase would not keep: carriage returns, which
 * Liquibase removes, and characters that XML cannot contain. In a string they become escapes
 * (PostgreSQL documentation, section 4.1.2.2). Between tokens a carriage return becomes a line
 * feed, which has the same meaning there. Other occurrences, such as in a dollar-quoted text, are
 * unchanged, and the renderer refuses them.
 */
public final class KeptSql {
  private static final Pattern UNKEPT =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x{FFFE}\\x{FFFF}]");

  private KeptSql() {}

  /** The text with only characters that an XML file keeps, where that is possible. */
  public static String of(String sql) {
    if (!UNKEPT.matcher(sql).find()) {
      return sql;
    }
    List<Token> tokens = SqlTokens.of(sql);
    // If a continued string became an escape string, its continuation would be read with escapes
    // too.
    if (tokens.stream().anyMatch(each -> each.kind() == Kind.BLOCK_COMMENT || each.continued())) {
      return sql;
    }
    StringBuilder kept = new StringBuilder();
    for (Token token : tokens) {
      kept.append(
          switch (token.kind()) {
            case STRING -> hasPrefix(kept) ? token.text() : string(token.text());
            case ESCAPE_STRING, DOLLAR_STRING, QUOTED_IDENTIFIER -> token.text();
            case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT, WORD, SYMBOL ->
                token.text().replace('\r', '\n');
          });
    }
    return kept.toString();
  }

  /** Whether the string has a prefix: {@code U&'…'}, {@code B'…'} and similar. */
  private static boolean hasPrefix(StringBuilder before) {
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    return last == '&' || Character.isLetter(last);
  }

  /** A string without prefix, unchanged or as an escape string. */
  static String string(String string) {
    return UNKEPT.matcher(string).find() ? 'E' + escaped(string) : string;
  }

  private static String escaped(String string) {
    return UNKEPT
        .matcher(string.replace("\\", "\\\\"))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(String.format("\\u%04x", (int) found.group().charAt(0))));
  }
}
