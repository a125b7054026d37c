package dev.kizaki.engine.changelog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL without characters that do not come out of an XML file and Liquibase as they went in: a
 * carriage return, which Liquibase removes, and what XML cannot write. In a string they become
 * escapes (PostgreSQL documentation, section 4.1.2.2), between two words a carriage return becomes
 * a line feed, which is as good there. What is left, say in a dollar-quoted text, stays for the
 * renderer to refuse.
 */
final class KeptSql {
  private static final Pattern UNKEPT =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x{FFFE}\\x{FFFF}]");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<escapes>\\b[eE]'(?:[^'\\\\]|''|\\\\.)*+')"
              + "|(?<string>'(?:[^']|'')*+')"
              + "|(?<identifier>\"(?:[^\"]|\"\")*+\")"
              + "|(?<dollars>(\\$[A-Za-z_]*\\$).*?\\5)"
              + "|(?<between>[^'\"$eE]+|.)",
          Pattern.DOTALL);

  /** A string that goes on on the next line would go on with escapes too. */
  private static final Pattern CONTINUED = Pattern.compile("'\\s*[\\r\\n]\\s*'");

  private KeptSql() {}

  static String of(String sql) {
    if (!UNKEPT.matcher(sql).find() || sql.contains("/*") || CONTINUED.matcher(sql).find()) {
      return sql;
    }
    StringBuilder kept = new StringBuilder();
    Matcher token = TOKEN.matcher(sql);
    while (token.find()) {
      String text = token.group();
      boolean plain = token.group("string") != null && !hasPrefix(sql, token.start());
      if (plain) {
        kept.append(string(text));
      } else if (token.group("between") != null) {
        kept.append(text.replace('\r', '\n'));
      } else {
        kept.append(text);
      }
    }
    return kept.toString();
  }

  /** {@code U&'…'}, {@code B'…'} and their like. */
  private static boolean hasPrefix(String sql, int start) {
    return start > 0 && (sql.charAt(start - 1) == '&' || Character.isLetter(sql.charAt(start - 1)));
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
