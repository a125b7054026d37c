package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.HashSet;
import java.util.Set;

/** The identifiers that a text mentions. */
final class Words {
  /** Deeper strings in strings are searched for words without being split further. */
  private static final int MAXIMUM_DEPTH = 6;

  private final Set<String> words = new HashSet<>();

  private Words() {}

  static Set<String> of(String sql) {
    Words words = new Words();
    words.add(sql, 0);
    return Set.copyOf(words.words);
  }

  private void add(String sql, int depth) {
    if (depth > MAXIMUM_DEPTH) {
      SqlTokens.words(sql).map(SqlName::of).forEach(words::add);
      return;
    }
    for (Token token : SqlTokens.of(sql)) {
      String text = token.text();
      switch (token.kind()) {
        case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT, SYMBOL -> {}
        case WORD, QUOTED_IDENTIFIER -> words.add(SqlName.of(text));
        case STRING -> add(content(token, text.indexOf('\'') + 1).replace("''", "'"), depth + 1);
        case ESCAPE_STRING ->
            add(withoutEscapes(content(token, text.indexOf('\'') + 1)), depth + 1);
        case DOLLAR_STRING -> add(content(token, token.opening().length()), depth + 1);
      }
    }
  }

  private static String content(Token token, int start) {
    int delimiter = token.kind() == SqlTokens.Kind.DOLLAR_STRING ? start : 1;
    int end = token.text().length() - (token.closed() ? delimiter : 0);
    return token.text().substring(Math.min(start, end), end);
  }

  /** An escaped quote is a quote; any other escaped character ends a word. */
  private static String withoutEscapes(String content) {
    return content.replace("''", "'").replace("\\'", "'").replaceAll("\\\\.", " ");
  }
}
