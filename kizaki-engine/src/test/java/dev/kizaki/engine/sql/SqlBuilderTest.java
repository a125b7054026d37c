package dev.kizaki.engine.sql;

import static dev.kizaki.engine.sql.SqlBuilder.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SqlBuilderTest {
  private static final TableName TABLE = new TableName("public", "ta\"sk");

  @Test
  void partsAreQuotedAndSeparatedByOneBlank() {
    assertThat(sql("ALTER TABLE").table(TABLE).words("DROP COLUMN").identifier("a").text())
        .isEqualTo("ALTER TABLE \"public\".\"ta\"\"sk\" DROP COLUMN \"a\"");
    assertThat(sql("A").strings(List.of("x'", "y")).identifiers(List.of("a", "b")).text())
        .isEqualTo("A ('x''', 'y') (\"a\", \"b\")");
    assertThat(sql("A").wordsIf(false, "B").wordsIf(true, "C").list(List.of("d", "e")).text())
        .isEqualTo("A C d, e");
  }

  @Test
  void linesAreIndented() {
    assertThat(sql("A").block(Stream.of("b", "c")).text()).isEqualTo("A (\n  b,\n  c\n)");
    assertThat(sql("A").lines(Stream.of("b", "c")).line("D").text()).isEqualTo("A b,\n  c\nD");
  }
}
