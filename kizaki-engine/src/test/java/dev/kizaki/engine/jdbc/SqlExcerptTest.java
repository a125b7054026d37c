package dev.kizaki.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SQL in a message, with the caret at the position that PostgreSQL reports. */
final class SqlExcerptTest {
  @Test
  void withoutPositionThereIsNoCaret() {
    assertThat(SqlExcerpt.lines("select\n  1", 0, "  ")).containsExactly("  select", "    1");
  }

  @Test
  void theCaretStandsUnderItsCharacter() {
    assertThat(SqlExcerpt.lines("select a,\n\tbé😀 c\nfrom t", 16, "  "))
        .containsExactly("  select a,", "  \tbé😀 c", "  \t    ^", "  from t");
  }

  @Test
  void thePositionAfterTheEndIsShownToo() {
    assertThat(SqlExcerpt.lines("select (", 9, "")).containsExactly("select (", "        ^");
  }

  @Test
  void aPositionOutsideIsLeftOut() {
    assertThat(SqlExcerpt.lines("select", 99, "")).containsExactly("select");
  }

  @Test
  void ofALongTextTheSurroundingsAreShown() {
    String sql =
        IntStream.rangeClosed(1, 100)
            .mapToObj(line -> String.format("line %03d", line))
            .collect(Collectors.joining("\n"));

    List<String> excerpt = SqlExcerpt.lines(sql, 9 * 49 + 6, "");

    assertThat(excerpt).hasSize(24 + 1 + 2).startsWith("…", "line 038").endsWith("line 061", "…");
    assertThat(excerpt.get(excerpt.indexOf("line 050") + 1)).isEqualTo("     ^");
    assertThat(SqlExcerpt.lines(sql, 0, "")).hasSize(25).startsWith("line 001").endsWith("…");
  }

  @Test
  void ofALongLineTheSurroundingsAreShown() {
    String sql = "a".repeat(500) + "!" + "b".repeat(500);

    List<String> excerpt = SqlExcerpt.lines(sql, 501, "  ");

    assertThat(excerpt)
        .containsExactly(
            "  …" + "a".repeat(80) + "!" + "b".repeat(79) + "…", "  " + " ".repeat(81) + "^");
  }

  @Test
  void whatWouldSteerATerminalIsWrittenOut() {
    assertThat(SqlExcerpt.lines("select '\u001b[2J\u202e'", 0, ""))
        .containsExactly("select '\\u001B[2J\\u202E'");
  }
}
