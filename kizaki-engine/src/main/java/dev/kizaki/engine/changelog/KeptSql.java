package dev.kizaki.engine.changelog;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL without characters that do not come out of an XML file and Liquibase as they went in: a
 * carriage return, which Liquibase removes, and what XML cannot write. In a string they become
 * escapes (PostgreSQL documentation, section 4.1.2.2), between two words a carriage return becomes
 * a line feed, which is as good there. What is left, say in a dollar-quoted text, stays for the
 * renderer to refuse.
 */
public final class KeptSql {
  private static final Pattern UNKEPT =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x{FFFE}\\x{FFFF}]");

  private KeptSql() {}

  /** The text with what an XML file keeps. */
  public static String of(String sql) {
    if (!UNKEPT.matcher(sql).find()) {
      return sql;
    }
    List<Token> tokens = SqlTokens.of(sql);
    // A string that continues on the next line would continue with escapes too.
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

  /** {@code U&'…'}, {@code B'…'} and their like. */
  private static boolean hasPrefix(StringBuilder before) {
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    return last == '&' || Character.isLetter(last);
  }

  /** A string without prefix, as it stands or with escapes. */
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
