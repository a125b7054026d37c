package dev.kizaki.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTextTest {
  @Test
  void theCanonicalFormHasOneLineAndNoComments() {
    assertThat(ExpressionText.canonical("  net -- before tax\n\t+ /* a /* b */ */ tax "))
        .isEqualTo("net + tax");
    assertThat(ExpressionText.canonical("a<>'x  --y'and\"b  c\"=1"))
        .isEqualTo("a<>'x  --y'and\"b  c\"=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name > ''                        | nm > ''",
        "lower(lower) <> 'lower'          | lower(nm) <> 'lower'",
        "NAME is not null                 | nm is not null",
        "\"name\" = 1 and \"Name\" = 2    | nm = 1 and \"Name\" = 2",
        "x::name = 'name'                 | x::name = 'name'",
        "x::pg_catalog.name = name::text  | x::pg_catalog.name = nm::text",
        "name(name) = name '1'            | name(nm) = name '1'",
        "f(name => name)                  | f(name => nm)",
        "e'name\\'' = $a$ name $a$        | e'name\\'' = $a$ name $a$",
        "name[1] = any (array[name])      | nm[1] = any (array[nm])"
      })
  void aRenamedColumnHasItsNewName(String before, String after) {
    String old = before.contains("lower(lower)") ? "lower" : "name";
    assertThat(ExpressionText.withColumnRenamed(before, old, "nm")).contains(after);
  }

  @Test
  void aNewNameIsQuotedWhereItHasTo() {
    assertThat(ExpressionText.withColumnRenamed("a > 0", "a", "Total")).contains("\"Total\" > 0");
    assertThat(ExpressionText.withColumnRenamed("a > 0", "a", "order")).contains("\"order\" > 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invoice.name > 0",
        "cast(x as name) > 0",
        "extract(name from x) > 0",
        "x collate name > ''"
      })
  void whereItIsNotCertainThereIsNoAnswer(String expression) {
    assertThat(ExpressionText.withColumnRenamed(expression, "name", "nm")).isEmpty();
    assertThat(ExpressionText.columns(expression, List.of("name"))).containsExactly("name");
  }

  @Test
  void typesAndReservedWordsAreNoColumns() {
    assertThat(
            ExpressionText.columns(
                "(a::timestamp with time zone at time zone 'utc') > b::double precision and true",
                List.of("time", "zone", "precision", "true", "and", "a", "b", "c")))
        .contains("a", "b")
        .doesNotContain("precision", "true", "and", "c");
  }
}
