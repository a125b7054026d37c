package dev.kizaki.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SqlTokensTest {
  private static List<Kind> kinds(String sql) {
    List<Token> tokens = SqlTokens.of(sql);
    assertThat(tokens.stream().map(Token::text).collect(Collectors.joining())).isEqualTo(sql);
    return tokens.stream().map(Token::kind).toList();
  }

  @Test
  void eachKind() {
    assertThat(kinds("a1$ \"b\"\"\" 'c''' e'\\'' $x$'$x$+--d\n/* /* */ */"))
        .containsExactly(
            Kind.WORD,
            Kind.WHITE_SPACE,
            Kind.QUOTED_IDENTIFIER,
            Kind.WHITE_SPACE,
            Kind.STRING,
            Kind.WHITE_SPACE,
            Kind.ESCAPE_STRING,
            Kind.WHITE_SPACE,
            Kind.DOLLAR_STRING,
            Kind.SYMBOL,
            Kind.LINE_COMMENT,
            Kind.WHITE_SPACE,
            Kind.BLOCK_COMMENT);
  }

  @Test
  void aStringContinuesOnTheNextLineWithItsEscapes() {
    List<Token> tokens = SqlTokens.of("E'a' -- b\n '\\''");
    Token last = tokens.get(tokens.size() - 1);
    assertThat(last.kind()).isEqualTo(Kind.ESCAPE_STRING);
    assertThat(last.continued()).isTrue();
    assertThat(last.closed()).isTrue();
    assertThat(SqlTokens.of("'a' 'b'")).noneMatch(Token::continued);
  }

  @Test
  void theLastTokenMayBeUnterminated() {
    for (String sql : List.of("1 'a", "1 \"a", "1 $t$a$", "1 /* a", "1 E'\\'")) {
      List<Token> tokens = SqlTokens.of(sql);
      assertThat(tokens.get(tokens.size() - 1).closed()).isFalse();
      assertThat(tokens.subList(0, tokens.size() - 1)).allMatch(Token::closed);
    }
  }

  @Test
  void wordsInStringsCount() {
    assertThat(SqlTokens.words("f('select a_1') || Über"))
        .containsExactly("f", "select", "a_1", "Über");
  }
}
