package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.testing.FullRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do between the stages of a change of a type. */
@FullRun
final class OnlineBetweenStagesTest {
  private static final String TRANSITION =
      """
      # values that may not fit
      -- before.inspire --
      entity Item { id: int @primaryKey, size: bigint, weight: bigint?, @index([size]) }
      -- after.inspire --
      entity Item { id: int @primaryKey, size: int, weight: int?, @index([size]) }
      -- no rows --
      Item
      -- rows --
      insert into item select n, n, nullif(n, 2) from generate_series(1, 100) n;
      -- answers --
      Item.size using none
      Item.weight using none
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into item values (200, 5000000000, 1)",
        "insert into item values (200, 1, 5000000000)",
        "update item set size = 5000000000 where id = 2",
        "update item set weight = 5000000000 where id = 2"
      })
  void aWriteDoesNotFailAndIsFoundAtTheEnd(String write) throws SQLException {
    for (String stage : List.of("filling", "analyzing")) {
      refusedUntilMended(
          write,
          each -> each.doing().startsWith(stage),
          "delete from item where size > 2147483647 or weight > 2147483647",
          "that int does not take: id");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index mine on item (size, id)",
        "alter table item add constraint mine check (size > -1)",
        "create unique index mine on item (id) where weight > 7"
      })
  void whatIsMadeMeanwhileIsNotDroppedSilently(String making) throws SQLException {
    refusedUntilMended(
        making,
        stage -> stage.doing().startsWith("analyzing"),
        making.startsWith("alter") ? "alter table item drop constraint mine" : "drop index mine",
        "mine");
  }

  private static void refusedUntilMended(
      String sql, Predicate<Stage> when, String mending, String message) throws SQLException {
    try (Oracle oracle = new Oracle(18, "public")) {
      PlannedCase planned = PlannedCase.of(CaseFile.parse("between-stages", TRANSITION));
      Oracle.Transition transition =
          CasesOnPostgresTest.transition(planned, planned.plan().statements());
      oracle.makeBefore(transition);
      try (Connection connection = oracle.connect();
          Statement statement = connection.createStatement()) {
        boolean[] done = {false};
        Consumer<Stage> before =
            stage -> {
              if (when.test(stage) && !done[0]) {
                done[0] = true;
                execute(statement, sql);
              }
            };
        assertThatThrownBy(() -> oracle.run(transition, OnlineSettings.ALWAYS, before))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining(message)
            .hasMessageContaining("is in progress");
        execute(statement, mending);
        oracle.run(transition, OnlineSettings.ALWAYS);
        List<String> dump = CatalogDump.of(connection, "public");
        assertThat(dump)
            .contains("column item.size integer not null", "column item.weight integer")
            .noneMatch(line -> line.contains("~kz"));
      }
    }
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
