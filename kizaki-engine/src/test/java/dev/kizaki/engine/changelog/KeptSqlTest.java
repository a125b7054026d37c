package dev.kizaki.engine.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeptSqlTest {
  @Test
  void textsThatXmlKeepsAreUnchanged() {
    String sql = "update t set a = 'x\\y\n\t\u20AC', b = e'\\r' -- done";
    assertThat(KeptSql.of(sql)).isEqualTo(sql);
  }

  @Test
  void charactersInStringsAreEscapedAndBackslashesAreDoubled() {
    assertThat(KeptSql.of("update t set a = 'it''s\r\\n', \"b\" = 'c'"))
        .isEqualTo("update t set a = E'it''s\\u000d\\\\n', \"b\" = 'c'");
    assertThat(KeptSql.of("select '\u0001', 'plain'")).isEqualTo("select E'\\u0001', 'plain'");
  }

  @Test
  void aCarriageReturnBetweenTokensBecomesALineFeed() {
    assertThat(KeptSql.of("select 1 -- one\r + 1\r\n, where e = 'e'"))
        .isEqualTo("select 1 -- one\n + 1\n\n, where e = 'e'");
  }

  @Test
  void otherOccurrencesAreUnchanged() {
    for (String sql :
        new String[] {
          "select $$a\r$$",
          "select $tag$'\r'$tag$",
          "select U&'\r'",
          "select e'\r'",
          "select /* \r */ 1",
          "select 'a\r'\n'b'"
        }) {
      assertThat(KeptSql.of(sql)).isEqualTo(sql);
    }
  }
}
