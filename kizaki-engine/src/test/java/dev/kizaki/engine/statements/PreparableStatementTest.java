package dev.kizaki.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparableStatementTest {
  private static Optional<PreparableStatement> of(String text) {
    return PreparableStatement.of(text, "public", "copies", Set.of("task", "Owner"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select * from task where id = ? and owner_id = ?     | select * from task where id = $1 and owner_id = $2 | 2
          select $2, '?' from task where a ? $1                | select $2, '?' from task where a ? $1              | 2
          select a ?? 'x' from task where id = ?               | select a ? 'x' from task where id = $1             | 1
          select id from public.task                           | select id from "copies".task                       | 0
          select id from PUBLIC . "Owner" -- public            | select id from "copies" . "Owner" -- public        | 0
          insert into "public".task values (?)                 | insert into "copies".task values ($1)              | 1
          select public.task.id from public.task, public.other | select "copies".task.id from "copies".task, public.other | 0
          (select 1) union select $1 from task                 | (select 1) union select $1 from task               | 1
          select public from task                              | select public from task                            | 0
          WITH x as (select 'public.task') select * from x     | WITH x as (select 'public.task') select * from x   | 0
          """)
  void namesOfTheSchemaLeadToTheCopiesAndParametersHaveNumbers(
      String text, String written, int parameters) {
    assertThat(of(text)).contains(new PreparableStatement(written, parameters));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vacuum task",
        "create table a (b int)",
        "set search_path = a",
        "select 1; drop table task",
        "select 'unfinished",
        "select public.id from public.task as public",
        "select t.public from public.task t",
        "select 1 from other.public.task join public.task on true",
        "select $99999999"
      })
  void whatIsNotCertainIsNotPrepared(String text) {
    assertThat(of(text)).isEmpty();
  }

  @Test
  void anExcerptIsOneLine() {
    assertThat(new ApplicationStatement("select\n  1", "f.sql:1", false, 0).excerpt())
        .isEqualTo("select 1");
    assertThat(new ApplicationStatement("select " + "x".repeat(300), "f", false, 0).excerpt())
        .hasSize(161)
        .endsWith("…");
  }
}
