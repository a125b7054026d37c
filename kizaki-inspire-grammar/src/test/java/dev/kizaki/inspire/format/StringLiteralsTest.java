package dev.kizaki.inspire.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Parsing;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.StatementNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringLiteralsTest {
  @Test
  void quotesWhatCannotStandAsItIs() {
    assertThat(StringLiterals.quote("")).isEqualTo("\"\"");
    assertThat(StringLiterals.quote("a \"b\" \\ \n\t")).isEqualTo("\"a \\\"b\\\" \\\\ \\n\\t\"");
    assertThat(StringLiterals.quote("\u0001\u007F\u202E")).isEqualTo("\"\\u0001\\u007F\\u202E\"");
    assertThat(StringLiterals.quote("é漢😀")).isEqualTo("\"é漢😀\"");
  }

  @Test
  void severalLinesStandInABlock() {
    assertThat(StringLiterals.block("a\n  b\n\nc", "  "))
        .hasValue("\"\"\"\n  a\n    b\n\n  c\"\"\"");
    assertThat(StringLiterals.block("a\nb\n", "  ")).hasValue("\"\"\"\n  a\n  b\n  \"\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "one line", "a \nb", "a\nb\"", "a\n\"\"\"b", "  a\n  b", "a\n\u0001", "\n\n"})
  void whatABlockCannotSayIsQuoted(String text) {
    assertThat(StringLiterals.block(text, "  ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"  a\n  b\n", "a\n\tb", "\na", "a\n\n\nb", "a\nb", "  a\nb"})
  void theParserReadsBlocksAsTheyAreMeant(String text) {
    String block = StringLiterals.block(text, "    ").orElseThrow();
    PlanFile plan = Parsing.plan("migration \"a\" {\n  run sql(" + block + ")\n}");
    StatementNode.RunSql run = (StatementNode.RunSql) plan.items().get(0);
    assertThat(run.sql().text().text()).isEqualTo(text);
  }

  @Test
  void blocksFollowTheRulesOfTextBlocks() {
    String plan =
        """
        migration "a" {
          run sql(\"""select 1\""")
          run sql(\"""  two
              lines \\n \""")
          run sql(\"""
              a  \s
                b
            \""")
        }
        """;
    assertThat(Parsing.plan(plan).items())
        .extracting(item -> ((StatementNode.RunSql) item).sql().text().text())
        .containsExactly("select 1", "two\n    lines \\n", "  a\n    b\n");
  }
}
