package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.ReservedWords;
import java.nio.charset.StandardCharsets;

/** Names as PostgreSQL keeps them (documentation, section 4.1.1), in a database in UTF-8. */
final class SqlName {
  private static final int MAXIMUM_BYTES = 63;

  private SqlName() {}

  /** The word as PostgreSQL folds it: only the letters of ASCII become small. */
  static String fold(String word) {
    StringBuilder folded = null;
    for (int i = 0; i < word.length(); i++) {
      char each = word.charAt(i);
      if (each >= 'A' && each <= 'Z') {
        folded = folded == null ? new StringBuilder(word) : folded;
        folded.setCharAt(i, (char) (each + ('a' - 'A')));
      }
    }
    return folded == null ? word : folded.toString();
  }

  /** The name that an identifier means, cut at 63 bytes as the server cuts it. */
  static String of(String identifier) {
    if (!identifier.startsWith("\"")) {
      return cut(fold(identifier));
    }
    int end = identifier.length() > 1 && identifier.endsWith("\"") ? 1 : 0;
    return cut(identifier.substring(1, identifier.length() - end).replace("\"\"", "\""));
  }

  /** The name with quotes unless it can stand without them anywhere, also as that of a type. */
  static String quoted(String name) {
    return ReservedWords.cannotNameType(name)
        ? Quoting.identifier(name)
        : Quoting.identifierIfNeeded(name);
  }

  private static String cut(String name) {
    if (name.length() * 3 <= MAXIMUM_BYTES) {
      return name;
    }
    int bytes = 0;
    int i = 0;
    while (i < name.length()) {
      int point = name.codePointAt(i);
      bytes += new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAXIMUM_BYTES) {
        return name.substring(0, i);
      }
      i += Character.charCount(point);
    }
    return name;
  }
}
