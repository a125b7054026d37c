package dev.kizaki.engine.goals;

import static dev.kizaki.engine.goals.LiquibaseRun.ours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration that Liquibase has applied in part, and a Liquibase that is still running. */
@FullRun
final class HalfAppliedByLiquibaseTest {
  private static final String NAME = "0004_add_label";
  private static final String HALF_DONE =
      "Liquibase has left 0004_add_label half done: 2 of its change sets are executed, the last is"
          + " 0004_add_label-2. Correct the cause and run `liquibase update` again, or roll back"
          + " with `liquibase rollback-count 2`. Liquibase refuses to roll back a change set that"
          + " has deleted data. Nothing can be applied until then.";
  private static final String APPLIED =
      """
      Latest committed: 0004_add_label
      Latest applied: 0004_add_label
      Source drift: none
      """;
  private static final String PENDING =
      """
      Latest committed: 0004_add_label
      Latest applied: 0003_add_points
      Source drift: none
      [WARNING] Pending: 0004_add_label; run `mvn kizaki:apply`.
      """;

  @TempDir Path root;
  private AppliedProject project;
  private LiquibaseRun liquibase;

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aHalfAppliedMigrationIsReportedRefusedAndCanBeRolledBack(int major)
      throws IOException, SQLException {
    applyHalf(major);

    assertThat(status(FailOn.DEFAULT))
        .isEqualTo(
            """
            Latest committed: 0004_add_label
            Latest applied: 0003_add_points
            Source drift: none
            [WARNING] Pending: 0004_add_label; first see to the migration that is half done.
            [FAILURE] History: %s
            """
                .formatted(HALF_DONE));
    assertThat(status(EnumSet.of(FailOn.PENDING, FailOn.DATABASE)))
        .endsWith(
            """
            [FAILURE] Pending: 0004_add_label; first see to the migration that is half done.
            The database cannot be compared with its migrations while one of them is half done.
            """);
    String state = project.state();
    assertThatThrownBy(() -> apply(false)).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
    assertThatThrownBy(() -> apply(true)).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
    assertThatThrownBy(() -> dev()).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
    RecordedLines shown = new RecordedLines();
    assertThatThrownBy(() -> dryRun(shown)).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
    assertThat(shown.text()).startsWith("Migration 0004_add_label\n").endsWith("applied.\n");
    assertThat(project.state()).isEqualTo(state);

    assertThat(liquibase.rollback(2)).isEmpty();
    assertThat(status(FailOn.DEFAULT)).isEqualTo(PENDING);
    assertThat(apply(false)).endsWith("Done.\n");
    assertThat(liquibase.update()).isEmpty();
    assertThat(query("select string_agg(distinct exectype, ',') from databasechangelog"))
        .isEqualTo("MARK_RAN");
    assertThat(status(FailOn.DEFAULT)).isEqualTo(APPLIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aHalfAppliedMigrationCanBeCompleted(int major) throws IOException, SQLException {
    applyHalf(major);
    execute("create schema mended");

    assertThat(liquibase.update()).isEmpty();
    assertThat(status(EnumSet.allOf(FailOn.class))).isEqualTo(APPLIED);
    assertThat(apply(false)).isEqualTo("Nothing to apply.\n");

    // A migration that is rolled back in part is half applied, too.
    assertThat(liquibase.rollback(1)).isEmpty();
    assertThat(status(FailOn.DEFAULT))
        .contains(
            "Liquibase has left 0004_add_label half done: 3 of its change sets are executed, the"
                + " last is 0004_add_label-3. Correct the cause and run `liquibase update` again,"
                + " or roll back with `liquibase rollback-count 3`.");
    assertThat(liquibase.rollback(2)).isEmpty();
    assertThat(status(FailOn.DEFAULT))
        .contains(
            "Liquibase has left 0004_add_label half done: 1 of its change sets is executed,"
                + " 0004_add_label-1. Correct the cause and run `liquibase update` again, or roll"
                + " back with `liquibase rollback-count 1`.");
    assertThat(liquibase.rollback(1)).isEmpty();
    assertThat(status(FailOn.DEFAULT)).isEqualTo(PENDING);
  }

  /** The second statement deletes values, and the third change set fails. */
  @Test
  void theChangeSetThatCannotBeRolledBackIsNamed() throws IOException {
    project = AppliedProject.in(root);
    Path schema = root.resolve("src/main/inspire/task.inspire");
    String points = "  points: int?\n";
    assertThat(Files.readString(schema)).contains(points);
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string @unique\n}\n");
    Files.writeString(schema, Files.readString(schema).replace(points, ""));
    plan();
    String migration;
    try (Stream<Path> migrations = Files.list(root.resolve("migrations"))) {
      migration =
          migrations
              .map(each -> each.getFileName().toString())
              .filter(each -> each.startsWith("0004"))
              .findFirst()
              .orElseThrow();
    }
    List<String> statements =
        Files.readString(root.resolve("migrations/" + migration + "/plan.migration"))
            .lines()
            .filter(each -> each.matches("  (add|drop) .*"))
            .toList();
    assertThat(statements).containsExactly("  add entity Label {", "  drop Task.points");
    liquibase =
        new LiquibaseRun(root.resolve("changelog"), project.test(), "public")
            .write(
                ours(migration, 1, "create table label (id uuid)", "drop table label"),
                ours(migration, 2, "alter table task drop points", "select 1 / 0"),
                ours(migration, 3, "select 1 / 0", "select 1"));
    assertThat(liquibase.update()).isPresent();

    String message =
        "Liquibase has left %1$s half done: 2 of its change sets are executed, the last is %1$s-2."
                .formatted(migration)
            + " Correct the cause and run `liquibase update` again. Liquibase cannot roll back"
            + " %s-2 (`drop Task.points`: the values of Task.points were deleted)."
                .formatted(migration)
            + " Nothing can be applied until then.";
    assertThat(status(FailOn.DEFAULT)).contains("[FAILURE] History: " + message + "\n");
    assertThatThrownBy(() -> apply(false)).isInstanceOf(Refusal.class).hasMessage(message);
    assertThatThrownBy(() -> dryRun(new RecordedLines()))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  /** The catalog, which cannot be read here, is compared only if Liquibase left nothing. */
  @Test
  void aHalfAppliedMigrationIsLookedForBeforeTheCatalogIsCompared()
      throws IOException, SQLException {
    applyHalf(18);
    try (Connection connection = project.test().connect();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute("lock table pg_catalog.pg_policy in access exclusive mode");

      assertThatThrownBy(() -> apply(false)).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
      RecordedLines shown = new RecordedLines();
      assertThatThrownBy(() -> dryRun(shown)).isInstanceOf(Refusal.class).hasMessage(HALF_DONE);
      assertThat(shown.text()).doesNotContain("Already there");
    }
  }

  @Test
  void theJsonReportContainsTheHalfAppliedMigration() throws IOException {
    applyHalf(18);
    liquibase.takeLock();
    execute(
        "update databasechangeloglock set lockedby = 'build-7 (10.1.2.3)',"
            + " lockgranted = '2026-03-01 12:00:00.5'");
    Path json = root.resolve("target/kizaki/status.json");

    status(
        TestRequests.status(
            AppliedProject.project(root), project.database(), Set.of(), Optional.of(json)));
    assertThat(Files.readString(json))
        .contains(
            """
              "history" : [
                "Liquibase is applying 0004_add_label: 2 of its change sets are executed, the last \
            is 0004_add_label-2, and its lock is held by build-7 (10.1.2.3) since 2026-03-01 \
            12:00:00. Nothing can be applied until Liquibase is done; wait for it. If Liquibase no \
            longer runs there, release its lock with `liquibase release-locks`."
              ],
            """)
        .contains("\"pending\" : [\n    \"0004_add_label\"\n  ],")
        .contains("\"databaseDrift\" : null")
        .contains("\"liquibaseLock\" : \"build-7 (10.1.2.3) since 2026-03-01 12:00:00\"");
  }

  @Test
  void planRefusesToRewriteAHalfAppliedDraft() throws IOException {
    applyHalf(18);
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  title: string\n}\n");

    assertThatThrownBy(this::plan)
        .isInstanceOf(Refusal.class)
        .hasMessage(HALF_DONE.replace("be applied", "be planned"));
    assertThat(liquibase.rollback(2)).isEmpty();
    plan();
    assertThat(root.resolve("migrations/0004_add_label")).exists();
  }

  @Test
  void reportsAHalfAppliedMigrationWithoutADirectory() throws IOException {
    applyHalf(18);
    Path directory = root.resolve("migrations/" + NAME);
    Files.delete(directory.resolve("plan.migration"));
    Files.delete(directory.resolve("snapshot.json"));
    Files.delete(directory);

    assertThat(status(Set.of()))
        .contains(
            "[WARNING] History: Liquibase has left 0004_add_label half done, and its directory is"
                + " missing: 2 of its change sets are executed, the last is 0004_add_label-2."
                + " Restore its directory from version control, correct the cause and run"
                + " `liquibase update` again, or roll back with `liquibase rollback-count 2`."
                + " Liquibase refuses to roll back a change set that has deleted data."
                + " Nothing can be applied until then.\n");
  }

  /**
   * Change sets of other authors follow the half applied one, and a later migration is half
   * applied, too.
   */
  @Test
  void reportsSeveralHalfAppliedMigrations() throws IOException, SQLException {
    project = AppliedProject.in(root);
    try (TestDatabase fresh = PostgresServers.version(18).freshDatabase()) {
      LiquibaseRun run =
          new LiquibaseRun(root.resolve("changelog"), fresh, "public")
              .write(
                  LiquibaseRun.changeSet(
                      "kizaki/public/0001_initial/changelog.xml",
                      "0001_initial-0",
                      "kizaki",
                      "create table __kizaki_migration (number integer not null, name text not"
                          + " null, digest text not null, parent text, applied_at timestamp with"
                          + " time zone not null, applied_by text not null, duration_ms bigint not"
                          + " null, tool_version text not null, constraint __kizaki_migration_pkey"
                          + " primary key (number))",
                      "drop table __kizaki_migration"),
                  ours("0001_initial", 1, "select 1", "select 1"),
                  LiquibaseRun.changeSet("others.xml", "1", "alice", "select 1", "select 1"),
                  ours("0002_add_status", 1, "select 1", "select 1"),
                  ours("0002_add_status", 2, "select 1", "select 1"));
      assertThat(run.update()).isEmpty();
      DatabaseSettings database = project.database(fresh.jdbcUrl(), fresh.password());

      assertThat(status(database, Set.of()))
          .isEqualTo(
              """
              Latest committed: 0003_add_points
              Latest applied: none
              Source drift: none
              [WARNING] History: Liquibase has left 0001_initial half done: 1 of its change sets \
              is executed, 0001_initial-1. Correct the cause and run `liquibase update` again, or \
              roll back this migration with Liquibase, together with the change sets that \
              `liquibase history` shows after it. Liquibase refuses to roll back a change set \
              that has deleted data. Nothing can be applied until then.
              [WARNING] History: Liquibase has left 0002_add_status half done: 2 of its change \
              sets are executed, the last is 0002_add_status-2. Correct the cause and run \
              `liquibase update` again, or roll back with `liquibase rollback-count 2`. Liquibase \
              refuses to roll back a change set that has deleted data. Nothing can be applied \
              until then.
              [WARNING] Pending: 0001_initial, 0002_add_status, 0003_add_points; first see to the \
              migration that is half done.
              """);
      assertThat(run.rollback(4)).isEmpty();
      // The remaining change set creates the history table and belongs to no migration.
      assertThat(apply(database, false)).endsWith("Done.\n");
      assertThat(status(database, EnumSet.allOf(FailOn.class)))
          .isEqualTo(
              """
              Latest committed: 0003_add_points
              Latest applied: 0003_add_points
              Source drift: none
              """);
    }
  }

  /** Each schema has its own history, but Liquibase uses one table for both. */
  @Test
  void aHistoryInAnotherSchemaIsNotAffected() throws IOException {
    applyHalf(18);
    DatabaseSettings other = inSchema("other");

    assertThat(status(other, Set.of())).doesNotContain("History:").contains("0004_add_label");
    assertThat(apply(other, false)).endsWith("Done.\n");
    assertThat(status(FailOn.DEFAULT)).contains("History: " + HALF_DONE);
  }

  @Test
  void refusesWhileLiquibaseHoldsItsLock() throws IOException, SQLException {
    planFourthMigration(18);
    liquibase.takeLock();
    execute(
        "update databasechangeloglock set lockedby = 'build-7 (10.1.2.3)',"
            + " lockgranted = '2026-03-01 12:00:00.5'");
    String liquibaseRuns =
        "Liquibase is changing the database: its lock is held by build-7 (10.1.2.3) since"
            + " 2026-03-01 12:00:00. Nothing was changed; run again when Liquibase is done. If"
            + " Liquibase no longer runs there, release its lock with `liquibase release-locks`.";

    assertThat(status(FailOn.DEFAULT))
        .isEqualTo(
            PENDING
                + "[WARNING] Lock: Liquibase's, held by build-7 (10.1.2.3) since 2026-03-01"
                + " 12:00:00\n");
    String state = project.state();
    assertThatThrownBy(() -> apply(true)).isInstanceOf(Refusal.class).hasMessage(liquibaseRuns);
    assertThatThrownBy(() -> dev()).isInstanceOf(Refusal.class).hasMessage(liquibaseRuns);
    assertThatThrownBy(() -> dryRun(new RecordedLines()))
        .isInstanceOf(Refusal.class)
        .hasMessage(liquibaseRuns);
    assertThat(project.state()).isEqualTo(state);

    liquibase.releaseLocks();
    assertThat(apply(false)).endsWith("Done.\n");
    liquibase.takeLock();
    assertThat(apply(false)).isEqualTo("Nothing to apply.\n");
  }

  /**
   * Liquibase's tables may be in another schema; the lock of another project's Liquibase is
   * ignored.
   */
  @Test
  void findsLiquibaseTablesInAnotherSchema() throws IOException {
    planFourthMigration(18);
    execute("create schema elsewhere", "create schema stranger");
    new LiquibaseRun(root.resolve("stranger"), project.test(), "stranger").write().takeLock();
    LiquibaseRun elsewhere =
        new LiquibaseRun(root.resolve("changelog"), project.test(), "elsewhere");
    assertThat(status(FailOn.DEFAULT)).isEqualTo(PENDING);

    assertThat(elsewhere.update()).isPresent();
    assertThat(status(FailOn.DEFAULT)).contains("History: " + HALF_DONE);
    elsewhere.takeLock();
    assertThat(status(FailOn.DEFAULT)).contains("History: Liquibase is applying " + NAME);
    elsewhere.releaseLocks();
    assertThat(elsewhere.rollback(2)).isEmpty();
    assertThat(apply(false)).endsWith("Done.\n");
  }

  /** A table that only has the name of a Liquibase table is unmanaged like any other. */
  @Test
  void onlyRealLiquibaseTablesAreNotListedAsUnmanaged() throws IOException {
    planFourthMigration(18);
    execute("create table databasechangelog (id int)", "create table legacy (id int)");
    assertThat(status(Set.of())).endsWith("Unmanaged: table databasechangelog, table legacy\n");
    execute("drop table databasechangelog");
    assertThat(liquibase.update()).isPresent();
    assertThat(liquibase.rollback(2)).isEmpty();
    assertThat(status(Set.of())).endsWith("Unmanaged: table legacy\n");
  }

  /**
   * The first change set creates the table, the second its unique constraint; the third fails, and
   * the last writes the history row.
   */
  private void planFourthMigration(int major) throws IOException {
    project = AppliedProject.in(root, major);
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string @unique\n}\n");
    plan();
    liquibase =
        new LiquibaseRun(root.resolve("changelog"), project.test(), "public")
            .write(
                ours(
                    NAME,
                    1,
                    "create table label (id uuid not null default gen_random_uuid(),"
                        + " name text not null, constraint label_pkey primary key (id))",
                    "drop table label"),
                ours(
                    NAME,
                    2,
                    "alter table label add constraint label_name_key unique (name)",
                    "alter table label drop constraint label_name_key"),
                ours(
                    NAME,
                    3,
                    "select 1 / count(*) from pg_namespace where nspname = 'mended'",
                    "select 1"),
                ours(
                    NAME,
                    4,
                    "insert into __kizaki_migration (number, name, digest, parent, applied_at,"
                        + " applied_by, duration_ms, tool_version) values (4, '"
                        + NAME
                        + "', '"
                        + digest()
                        + "', (select digest from __kizaki_migration where number = 3),"
                        + " clock_timestamp(), session_user, 0, 'liquibase')",
                    "delete from __kizaki_migration where number = 4"));
  }

  private void applyHalf(int major) throws IOException {
    planFourthMigration(major);
    assertThat(liquibase.update().orElseThrow()).hasMessageContaining("division by zero");
  }

  /** The digest of the planned migration, as the history row of a database contains it. */
  private String digest() throws IOException {
    try (TestDatabase fresh = PostgresServers.version(18).freshDatabase()) {
      apply(project.database(fresh.jdbcUrl(), fresh.password()), false);
      return query(fresh, "select digest from __kizaki_migration where number = 4");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DatabaseSettings inSchema(String schema) {
    return TestRequests.database(
        project.database().location(), schema, Duration.ofSeconds(5), Optional.empty());
  }

  private void plan() {
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
  }

  private String apply(boolean allowDrift) {
    return apply(project.database(), allowDrift);
  }

  private String apply(DatabaseSettings database, boolean allowDrift) {
    RecordedLines lines = new RecordedLines();
    Project files = AppliedProject.project(root);
    new Kizaki(lines).apply(new ApplyRequest(files, database, Optional.empty(), allowDrift));
    return lines.text();
  }

  private void dev() {
    new Kizaki(new RecordedLines())
        .dev(new DevRequest(AppliedProject.project(root), project.database(), false));
  }

  private void dryRun(RecordedLines lines) {
    new Kizaki(lines)
        .dryRun(new DryRunRequest(AppliedProject.project(root), project.database(), false, false));
  }

  private String status(Set<FailOn> failOn) {
    return status(project.database(), failOn);
  }

  private String status(DatabaseSettings database, Set<FailOn> failOn) {
    return status(TestRequests.status(AppliedProject.project(root), database, failOn));
  }

  private static String status(StatusRequest request) {
    RecordedLines lines = new RecordedLines();
    Throwable thrown = catchThrowable(() -> new Kizaki(lines).status(request));
    return thrown == null ? lines.text() : lines.text() + "[FAILURE] " + thrown.getMessage() + "\n";
  }

  private void execute(String... commands) {
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String query(String sql) throws SQLException {
    return query(project.test(), sql);
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
