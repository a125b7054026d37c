package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The progress that a real server reports for long commands. */
@FullRun
final class StepProgressTest {
  static final List<Integer> MAJORS = PostgresServers.MAJORS;

  /** The index expression sleeps for every row, so that the build is long enough on any machine. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void buildingAnIndex(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.execute(
          "create table task (id int, pad text)",
          "insert into task select n, repeat('x', 2000) from generate_series(1, 120) n",
          "create function slowly(int) returns int immutable language plpgsql"
              + " as 'begin perform pg_sleep(0.01); return $1; end'");
      long blocks = Long.parseLong(database.query("select pg_relation_size('task') / 8192").get(0));

      // With a shorter lock timeout, the step is polled more often.
      database.apply(
          database.sessions("public", Duration.ofMillis(400)),
          List.of(Migrations.of("0001_slow", "create index on task (slowly(id))")));

      assertThat(database.listener.reports)
          .isNotEmpty()
          .allSatisfy(
              report -> {
                assertThat(report.phase()).isEqualTo("building index: scanning table");
                assertThat(report.total()).isEqualTo(blocks);
                assertThat(report.done()).isBetween(0L, blocks);
                assertThat(report.unit()).isEqualTo("blocks");
              });
    }
  }

  /** The views have these columns in every version. Most sessions are in none of the views. */
  @ParameterizedTest
  @FieldSource("MAJORS")
  void nothingToReport(int major) throws SQLException {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection connection = database.connect()) {
      assertThat(StepProgress.of(connection, PoolerCheck.session(connection))).isEmpty();
    }
  }

  @Test
  void anEstimateThatIsTooLowIsNoMoreThanAll() {
    assertThat(new StepProgress("loading", 12, 10, "rows").text())
        .isEqualTo("loading, 12 of 10 rows, 100 %");
  }
}
