package dev.kizaki.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of objects in messages. */
final class ObjectNameTest {
  /** The arguments of a function are no part of what is quoted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FUNCTION | touch() | function touch()",
        "FUNCTION | twice(n integer) | function twice(n integer)",
        "FUNCTION | Twice(\"N\" \"My Type\"[]) | function \"Twice\"(\"N\" \"My Type\"[])",
        "FUNCTION | a(b() | function \"a(b\"()",
        "FUNCTION | touch | function touch",
        "VIEW | Open Tasks | view \"Open Tasks\"",
        "VIEW | touch() | view \"touch()\"",
      })
  void onlyTheNameIsQuoted(ObjectKind kind, String name, String text) {
    assertThat(ObjectName.of(kind, name).text()).isEqualTo(text);
  }
}
