package dev.kizaki.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a seed file is split into statements, and which statements it may contain. */
final class SeedScriptTest {
  @Test
  void semicolonsInTextsAndCommentsSplitNothing() {
    SeedScript script =
        SeedScript.of(
            "s.sql",
            """
            -- one; two
            insert into a values ('x;y', E'\\';', $$;$$, "c;d"); /* ; */

            /* a
               comment */ select 1 -- last; comment
            ;;
            update a set b = 1
            """);
    assertThat(script.problem()).isEmpty();
    assertThat(script.statements())
        .isEqualTo(
            List.of(
                new SeedStatement(
                    "s.sql", 2, "insert into a values ('x;y', E'\\';', $$;$$, \"c;d\")"),
                new SeedStatement("s.sql", 5, "select 1 -- last; comment"),
                new SeedStatement("s.sql", 7, "update a set b = 1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create table a ()                      | s.sql:1: a seed takes statements that start with insert, update, delete, merge, select or with, not with create
          insert into a values (1); ALTER table a | s.sql:1: a seed takes statements that start with insert, update, delete, merge, select or with, not with alter
          commit                                 | s.sql:1: a seed takes statements that start with insert, update, delete, merge, select or with, not with commit
          \\copy a from b                        | s.sql:1: a seed takes statements that start with insert, update, delete, merge, select or with, not with \\
          select * into b from a                 | s.sql:1: `select … into` creates a table, and a seed must not
          with x as (select 1) select * into b from x | s.sql:1: `select … into` creates a table, and a seed must not
          select $$x                             | s.sql:1: $$ is never closed; close it
          """)
  void otherStatementsAreRefused(String sql, String problem) {
    assertThat(SeedScript.of("s.sql", sql).problem()).contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          with x as (insert into a values (1) returning *) select * from x
          merge into a using b on true when matched then do nothing
          select setval('a_id_seq', 10)
          insert into a select 'create table b ()'
          """)
  void statementsOverRowsAreAccepted(String sql) {
    assertThat(SeedScript.of("s.sql", sql).problem()).isEmpty();
  }

  @Test
  void aPositionIsALineOfTheFile() {
    SeedStatement statement = new SeedStatement("s.sql", 3, "select '😀'\n  from a\n  where b");
    assertThat(statement.place(0)).isEqualTo("s.sql:3");
    assertThat(statement.place(11)).isEqualTo("s.sql:3");
    assertThat(statement.place(13)).isEqualTo("s.sql:4");
    assertThat(statement.place(99)).isEqualTo("s.sql:5");
  }
}
