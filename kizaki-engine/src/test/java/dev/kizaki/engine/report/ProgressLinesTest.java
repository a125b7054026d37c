package dev.kizaki.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.Migrations;
import dev.kizaki.engine.apply.StepProgress;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.testing.TestCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines that are printed while migrations are applied. */
final class ProgressLinesTest {
  private static final SqlMigration MIGRATION = Migrations.of("0004_add_status", "a", "b");
  private static final OtherSession ANN =
      new OtherSession(
          4711,
          Optional.of("ann"),
          Optional.of("psql"),
          Optional.of("idle in transaction"),
          Optional.of(Instant.parse("2026-05-04T10:11:12.9Z")),
          Optional.of("select 1"));
  private static final OtherSession UNSEEN =
      new OtherSession(
          4712,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final OtherSession PREPARED =
      new OtherSession(
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final List<String> lines = new ArrayList<>();
  private final Reporter reporter =
      new Reporter() {
        @Override
        public void info(String line) {
          lines.add("info " + line);
        }

        @Override
        public void warn(String line) {
          lines.add("warn " + line);
        }
      };
  private final ApplyListener progress = new ProgressLines(reporter);

  @Test
  void printsALineForEachEvent() {
    progress.waitingForApplier(ANN, Duration.ofMillis(2050));
    progress.starting(MIGRATION);
    progress.stillRunning(MIGRATION, 1, 2, Duration.ofSeconds(150), List.of(), Optional.empty());
    progress.stillRunning(
        MIGRATION, 2, 2, Duration.ofSeconds(3), List.of(ANN, UNSEEN), Optional.empty());
    progress.stillRunning(
        MIGRATION,
        2,
        2,
        Duration.ofSeconds(7),
        List.of(),
        Optional.of(new StepProgress("building index: scanning table", 1200, 5000, "blocks")));
    progress.stillRunning(
        MIGRATION,
        2,
        2,
        Duration.ofSeconds(9),
        List.of(),
        Optional.of(new StepProgress("initializing", 0, 0, "blocks")));
    progress.retrying(MIGRATION, 1, 5, Duration.ofMillis(400), "deadlock detected", List.of());
    progress.retrying(MIGRATION, 2, 5, Duration.ofSeconds(1), "timeout", List.of(PREPARED));
    progress.applied(MIGRATION, Duration.ofSeconds(1));

    assertThat(lines)
        .containsExactly(
            "info Waiting for another kizaki process to finish, 2.1 s so far: process 4711 (user"
                + " ann, application psql, idle in transaction since 2026-05-04 10:11:12 UTC):"
                + " select 1",
            "info Applying 0004_add_status...",
            "info 0004_add_status: SQL statement 1 of 2 (do 1) has been running for 2 min",
            "info 0004_add_status: SQL statement 2 of 2 (do 2) has been waiting for 3 s. Blocked"
                + " by: process 4711 (user ann, application psql, idle in transaction since"
                + " 2026-05-04 10:11:12 UTC): select 1; process 4712 (user unknown)",
            "info 0004_add_status: SQL statement 2 of 2 (do 2) has been running for 7 s: building"
                + " index: scanning table, 1200 of 5000 blocks, 24 %",
            "info 0004_add_status: SQL statement 2 of 2 (do 2) has been running for 9 s:"
                + " initializing",
            "warn 0004_add_status was rolled back (try 1 of 5: deadlock detected); the next try"
                + " starts in 400 ms.",
            "warn 0004_add_status was rolled back (try 2 of 5: timeout); the next try starts in 1"
                + " s. Blocked by: a prepared transaction (see pg_prepared_xacts)");
  }

  @Test
  void printsAHeadingBeforeTheFirstMigrationOnly() {
    ApplyListener progressWithHeading =
        ProgressLines.under("Applying committed migrations...", reporter);
    assertThat(lines).isEmpty();
    progressWithHeading.starting(MIGRATION);
    progressWithHeading.starting(Migrations.of("0005_more", "c"));

    assertThat(lines)
        .containsExactly(
            "info Applying committed migrations...",
            "info Applying 0004_add_status...",
            "info Applying 0005_more...");
  }

  @Test
  void canReportSlowWorkOnly() {
    ApplyListener quiet = ProgressLines.ofSlowWork(reporter);
    quiet.starting(MIGRATION);
    quiet.stillRunning(MIGRATION, 1, 2, Duration.ofSeconds(3), List.of(), Optional.empty());

    assertThat(lines)
        .containsExactly(
            "info 0004_add_status: SQL statement 1 of 2 (do 1) has been running for 3 s");
  }

  /** There is room for one line after the name of a migration. */
  @Test
  void shortensALongPlanStatement() {
    SqlMigration migration =
        Migrations.ofSteps(
            "0006_long",
            List.of(
                step("add entity Task {\n  id: uuid = uuid() @primaryKey\n}"),
                step("add Task.description: string = \"" + "x".repeat(80) + "\"")));
    progress.stillRunning(migration, 1, 2, Duration.ofSeconds(3), List.of(), Optional.empty());
    progress.stillRunning(migration, 2, 2, Duration.ofSeconds(3), List.of(), Optional.empty());

    assertThat(lines)
        .containsExactly(
            "info 0006_long: SQL statement 1 of 2 (add entity Task) has been running for 3 s",
            "info 0006_long: SQL statement 2 of 2 (add Task.description: string = \"xxxxxxxxxxxxxxx"
                + "xxxxxxxxxxxx…) has been running for 3 s");
  }

  private static SqlStep step(String statement) {
    return TestCommands.command(
        "select 1",
        new PlanStatementRef(0, new RunSql("select 1"), statement),
        true,
        List.of(),
        List.of(),
        false);
  }
}
