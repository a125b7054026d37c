package dev.kizaki.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeSqlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + 1",
        "coalesce(a, ';')",
        "'it''s'",
        "E'a\\'b;'",
        "$$ ; ' $$",
        "$x$ ; $y$ $x$",
        "\"odd;name\"",
        "a /* ; ' */ + 1",
        "a -- ; '\n + 1",
        "array[1, (2)]",
        "E'a\\'' ';'",
        "E'a'\n'\\'; b'",
        "E'a' -- '\n 'b\\';'",
        "a_e'\\'",
        "\u00e9e'\\' || ';'",
        "a$$b",
        "1$$;'$$",
        "a\u00e9$$ + 1",
        "$\u00e9$;$\u00e9$",
        "U&'\\0041;' || n';' || x'41'",
        "data ? 'key' and data @> '{\"a\": 1}'"
      })
  void acceptsOneExpression(String text) {
    assertThat(WholeSql.problemOfExpression(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|the SQL expression is empty",
        "~ /* nothing */ ~|the SQL expression is empty",
        "a; drop table b|the SQL holds a semicolon: it must be one expression",
        "(a|the SQL expression never closes a (",
        "a)|the SQL expression closes a ) that it never opened",
        "(a]|the SQL expression closes a ] that it never opened",
        "'a|the SQL expression never closes a '",
        "\"a|the SQL expression never closes a \"",
        "E'a\\'|the SQL expression never closes a '",
        "$x$ a|the SQL expression never closes a $x$",
        "a /* b|the SQL expression never closes a /*",
        "a /* /* */|the SQL expression never closes a /*",
        "a -- b|the SQL expression ends in a comment, which would hide what follows it",
        "~a -- b\r; drop table c~|the SQL holds a semicolon: it must be one expression",
        "a_e'\\'; drop table c; --'|the SQL holds a semicolon: it must be one expression",
        "~\u2003e'\\'; drop table c; --'~|the SQL holds a semicolon: it must be one expression",
        "\u00e9$$; drop table c --$$|the SQL holds a semicolon: it must be one expression",
        "~E'a'\n'\\'; b~|the SQL expression never closes a '",
        "U&'\\'; drop table c; --'|the SQL holds a semicolon: it must be one expression",
        "a /* b */|the SQL expression ends in a comment, which would hide what follows it"
      })
  void refusesATextThatIsNotOneExpression(String text, String problem) {
    assertThat(WholeSql.problemOfExpression(text)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into a values (1)",
        "UPDATE a SET b = 1",
        "with x as (select 1) delete from a",
        "(select 1)"
      })
  void acceptsAStatementThatChangesRows(String text) {
    assertThat(WholeSql.problemOfStatement(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop table a", "commit", "1 + 1", "'select'"})
  void refusesAnyOtherStatement(String text) {
    assertThat(WholeSql.problemOfStatement(text))
        .contains(
            "run takes a statement that starts with insert, update, delete, merge, select or with");
  }
}
