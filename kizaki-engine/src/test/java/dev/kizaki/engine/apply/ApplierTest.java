package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestCommands;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations that succeed, and migrations whose SQL fails. */
@FullRun
final class ApplierTest {
  private EngineDatabase database;

  @BeforeEach
  void start() {
    database = new EngineDatabase(EngineDatabase.NEWEST);
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void eachMigrationIsRecordedWithWhatItDid(int major) throws SQLException {
    Instant before = Instant.now().minusSeconds(60);
    try (EngineDatabase database = new EngineDatabase(major)) {
      assertThat(
              database.apply(
                  Migrations.of("0001_a", "create table a (id int)", "insert into a values (1)"),
                  Migrations.of("0002_b", "create table b (id int)")))
          .containsExactly("0001_a", "0002_b");

      assertThat(database.listener.lines)
          .containsExactly(
              "starting 0001_a", "applied 0001_a", "starting 0002_b", "applied 0002_b");
      assertThat(database.tables()).containsExactly("a", "b");
      try (ReadSession session = ReadSession.open(database.sessions())) {
        List<AppliedMigration> rows = session.applied();
        assertThat(rows)
            .extracting(AppliedMigration::name, AppliedMigration::digest, AppliedMigration::parent)
            .containsExactly(
                tuple("0001_a", Migrations.digest(1), Optional.empty()),
                tuple("0002_b", Migrations.digest(2), Optional.of(Migrations.digest(1))));
        assertThat(rows)
            .allSatisfy(
                row -> {
                  assertThat(row.appliedAt()).isBetween(before, Instant.now().plusSeconds(60));
                  assertThat(row.appliedBy()).isEqualTo(database.query("select user").get(0));
                  assertThat(row.durationMs()).isBetween(0L, 60_000L);
                  assertThat(row.toolVersion()).isEqualTo("1.2.3");
                });
      }
    }
  }

  @Test
  void openingChangesNothing() throws SQLException {
    try (Applier applier = database.applier()) {
      assertThat(applier.applied()).isEmpty();
      assertThat(applier.apply(List.of())).isEmpty();
    }
    assertThat(database.query("select relname from pg_class where relname like '%kizaki%'"))
        .isEmpty();
  }

  @Test
  void aSecondRunGoesOnWhereTheFirstStopped() throws SQLException {
    database.apply(Migrations.of("0001_a", "create table a (id int)"));
    try (Applier applier = database.applier()) {
      assertThat(applier.applied()).extracting(AppliedMigration::name).containsExactly("0001_a");
      applier.apply(List.of(Migrations.of("0002_b", "create table b (id int)")));
    }
    assertThat(database.appliedNames()).containsExactly("0001_a", "0002_b");
  }

  @Test
  void aSchemaWithAnAwkwardNameIsMade() throws SQLException {
    Sessions sessions = database.sessions("We\"ird sch.ema", Duration.ofSeconds(5));
    database.apply(
        sessions,
        List.of(Migrations.of("0001_a", "create table \"We\"\"ird sch.ema\".a (id int)")));
    try (ReadSession session = ReadSession.open(sessions)) {
      assertThat(session.applied()).hasSize(1);
    }
    assertThat(
            database.query(
                "select nspname || '/' || relname from pg_class c join pg_namespace n on n.oid ="
                    + " relnamespace where relkind = 'r' and nspname like 'We%' order by 1"))
        .containsExactly("We\"ird sch.ema/__kizaki_migration", "We\"ird sch.ema/a");
    assertThat(database.appliedNames()).isEmpty();
  }

  @Test
  void textIsSentAsWritten() throws SQLException {
    database.apply(
        Migrations.of(
            "0001_a",
            "create table a (id int, j jsonb, t text)",
            "insert into a values (1, '{\"k\": 1}', '{d ''2020-01-01''} $1 :name ? ?? ; --')",
            "update a set id = 2 where j ? 'k' and j ?| array['k'] and j ?& array['k']",
            "update a set t = t || $$ {fn now()} ; $1 $$ /* ; ? { */ where id = 2 -- ; ?",
            "select set_config('search_path', 'pg_catalog', false)",
            "create function f() returns int language sql begin atomic select 1; select 2; end"),
        Migrations.of("0002_b", "update a set id = 3 where t::text like '%:name%'"));

    assertThat(database.query("select id || t from a"))
        .containsExactly("3{d '2020-01-01'} $1 :name ? ?? ; -- {fn now()} ; $1 ");
  }

  @Test
  void allRowsOfASelectAreRead() throws SQLException {
    database.apply(
        Migrations.of(
            "0001_a",
            "create table a (id int)",
            "create function add(i int) returns int language sql volatile as"
                + " 'insert into a values (i) returning id'",
            "select add(i) from generate_series(1, 5000) i",
            "with w as (insert into a select generate_series(1, 3000) returning id)"
                + " select * from w"));
    assertThat(database.query("select count(*) from a")).containsExactly("8000");
  }

  @Test
  void settingsArePinned() throws SQLException {
    String show =
        "insert into s select name || '=' || setting from pg_settings where name in ('TimeZone',"
            + " 'DateStyle', 'IntervalStyle', 'bytea_output', 'standard_conforming_strings',"
            + " 'search_path', 'client_min_messages', 'lock_timeout', 'statement_timeout',"
            + " 'idle_in_transaction_session_timeout', 'client_connection_check_interval',"
            + " 'application_name', 'transaction_isolation', 'row_security', 'synchronous_commit')";
    database.execute(
        "create table s (setting text)",
        "alter role current_user set timezone = 'Asia/Tokyo'",
        "alter role current_user set datestyle = 'German'",
        "alter role current_user set statement_timeout = '7s'",
        "alter role current_user set standard_conforming_strings = off",
        "alter role current_user set default_transaction_isolation = 'serializable'",
        "alter role current_user set synchronous_commit = 'local'");
    try {
      database.apply(Migrations.of("0001_a", show));
    } finally {
      database.execute("alter role current_user reset all");
    }
    assertThat(database.query("select setting from s order by 1"))
        .containsExactlyInAnyOrder(
            "TimeZone=UTC",
            "DateStyle=ISO, YMD",
            "IntervalStyle=postgres",
            "bytea_output=hex",
            "standard_conforming_strings=on",
            "search_path=\"public\", pg_temp",
            "client_min_messages=warning",
            "lock_timeout=5000",
            "statement_timeout=0",
            "idle_in_transaction_session_timeout=0",
            "client_connection_check_interval=1000",
            "application_name=kizaki",
            "transaction_isolation=read committed",
            "row_security=off",
            "synchronous_commit=local");
  }

  @Test
  void aFailureLeavesWhatCameBefore() throws SQLException {
    SqlMigration failing =
        Migrations.of(
            "0002_b",
            "create table b (id int)",
            "insert into a values (2)",
            "alter table a\n  add column\tx nosuchtype default 1",
            "create table c (id int)");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                database.apply(
                    Migrations.of("0001_a", "create table a (id int)"),
                    failing,
                    Migrations.of("0003_c", "create table d (id int)")));

    assertThat(refusal)
        .hasMessage(
            """
            Migration 0002_b failed at statement 3:
              do 3
            SQL:
              alter table a
                add column\tx nosuchtype default 1
                          \t  ^
            PostgreSQL: type "nosuchtype" does not exist (42704)
            Applied: 0001_a. Not applied: 0002_b, 0003_c.\
            """);
    MigrationFailure facts = (MigrationFailure) refusal.getCause();
    assertThat(facts.migration()).isEqualTo("0002_b");
    assertThat(facts.statement()).hasValue("do 3");
    assertThat(facts.sqlState()).hasValue("42704");
    assertThat(database.appliedNames()).containsExactly("0001_a");
    assertThat(database.tables()).containsExactly("a");
    assertThat(database.query("select id from a")).isEmpty();
    assertThat(database.listener.lines)
        .containsExactly("starting 0001_a", "applied 0001_a", "starting 0002_b");
  }

  @Test
  void detailHintAndPlaceAreShown() throws SQLException {
    database.execute(
        "create table a (id int)",
        "insert into a values (1), (1)",
        "create function f() returns trigger language plpgsql as $$ begin raise exception E'no\\n"
            + "really' using detail = 'a detail', hint = 'a \u001b[31mhint', errcode = 'KZ001';"
            + " end $$",
        "create table t (id int)",
        "create trigger t before insert on t for each row execute function f()");

    assertFailure(
        Migrations.of("0001_a", "create unique index a_id on a (id)"),
        """
        Migration 0001_a failed at statement 1:
          do 1
        SQL:
          create unique index a_id on a (id)
        PostgreSQL: could not create unique index "a_id" (23505)
        Detail: Key (id)=(1) is duplicated.
        Applied: none. Not applied: 0001_a.\
        """);
    assertFailure(
        Migrations.of("0001_a", "insert into t values (1)"),
        """
        Migration 0001_a failed at statement 1:
          do 1
        SQL:
          insert into t values (1)
        PostgreSQL: no
          really (KZ001)
        Detail: a detail
        Hint: a \\u001B[31mhint
        Where: PL/pgSQL function f() line 1 at RAISE
        Applied: none. Not applied: 0001_a.\
        """);
    assertThat(database.appliedNames()).isEmpty();
  }

  @Test
  void aConstraintThatFailsAtCommitIsReported() {
    assertFailure(
        Migrations.of(
            "0001_a",
            "create table p (id int primary key)",
            "create table c (p int references p deferrable initially deferred)",
            "insert into c values (1)"),
        """
        Migration 0001_a failed when it was committed:
        PostgreSQL: insert or update on table "c" violates foreign key constraint "c_p_fkey" (23503)
        Detail: Key (p)=(1) is not present in table "p".
        Applied: none. Not applied: 0001_a.\
        """);
  }

  @Test
  void rowsInTheWayAreCounted() throws SQLException {
    database.execute("create table task (id int)", "insert into task values (1), (2), (3)");
    SqlMigration migration =
        Migrations.ofSteps(
            "0001_a",
            List.of(
                Migrations.command(0, "create table b (id int)"),
                Migrations.check(
                    1,
                    "select count(*) from public.task",
                    "of task would have no points",
                    "Write a backfill: add Task.points: int backfill 0"),
                Migrations.command(1, "alter table task add column points int not null")));

    assertFailure(
        migration,
        """
        Migration 0001_a failed at statement 2:
          do 2
        3 rows of task would have no points: id 1, 2, 3.
        Write a backfill: add Task.points: int backfill 0.
        Applied: none. Not applied: 0001_a.\
        """);
    assertThat(database.tables()).containsExactly("task");

    database.execute("delete from task");
    database.apply(migration);
    assertThat(database.tables()).containsExactly("b", "task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commit", "rollback", " /* x */ COMMIT AND CHAIN", "end"})
  void anEndedTransactionIsFound(String command) {
    String reported =
        command.equals(" /* x */ COMMIT AND CHAIN")
            ? "after its last statement:\n"
            : "at statement 2:\n  do 2\nSQL:\n  " + command + "\n";
    assertFailure(
        Migrations.of("0001_a", "create table a (id int)", command),
        "Migration 0001_a failed "
            + reported
            + "The SQL ended the migration's transaction. The statements before it may have been"
            + " committed although the migration is not recorded; remove COMMIT and ROLLBACK from"
            + " the plan, and correct the database by hand.\n"
            + "Applied: none. Not applied: 0001_a.");
    assertThat(database.appliedNames()).isEmpty();
  }

  @Test
  void severalStatementsInOneAreNotSent() throws SQLException {
    assertFailure(
        Migrations.of("0001_a", "create table a (id int); commit; begin"),
        """
        Migration 0001_a failed at statement 1:
          do 1
        SQL:
          create table a (id int); commit; begin
        It contains 3 statements and must be one; none of them was run.
        Applied: none. Not applied: 0001_a.\
        """);
    assertThat(database.tables()).isEmpty();
  }

  @Test
  void aParameterIsNotFilledIn() {
    assertThatThrownBy(
            () ->
                database.apply(
                    Migrations.of("0001_a", "create table a as select 1 as x where true = $1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("$1")
        .hasMessageContaining("Applied: none. Not applied: 0001_a.");
  }

  @Test
  void anOperatorThatTheDriverChangesIsRefused() {
    assertFailure(
        Migrations.of("0001_a", "select 1 ?? 2"),
        """
        Migration 0001_a failed at statement 1:
          do 1
        SQL:
          select 1 ?? 2
        The JDBC driver would send ?? as ?; write the operator in another form.
        Applied: none. Not applied: 0001_a.\
        """);
  }

  @Test
  void aStatementTimeoutIsNamed() {
    Sessions sessions =
        TestRequests.sessions(
            database.server(database.url()),
            "public",
            Duration.ofSeconds(5),
            Optional.of(Duration.ofMillis(100)));
    assertThatThrownBy(
            () -> database.apply(sessions, List.of(Migrations.of("0001_a", "select pg_sleep(9)"))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            Migration 0001_a failed at statement 1:
              do 1
            SQL:
              select pg_sleep(9)
            PostgreSQL: canceling statement due to statement timeout (57014)
            statementTimeout limits the duration of one statement; increase it if this one may take longer.
            Applied: none. Not applied: 0001_a.\
            """);
  }

  @Test
  void aSlowStepIsSaid() {
    database.apply(Migrations.of("0001_a", "create table a (id int)", "select pg_sleep(3)"));
    assertThat(database.listener.lines).contains("running 0001_a 2 of 2");
    assertThat(database.listener.seen).isEmpty();
  }

  @Test
  void aCommandThatNeedsNoTransactionIsNotTaken() throws SQLException {
    SqlCommand outside =
        TestCommands.command(
            "vacuum", Migrations.command(0, "").cause(), false, List.of(), List.of(), false);
    assertThatThrownBy(
            () ->
                database.apply(
                    Migrations.of("0001_a", "create table a (id int)"),
                    Migrations.ofSteps("0002_b", List.of(outside))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0002_b has a command that cannot run in a transaction");
    assertThat(database.tables()).isEmpty();
  }

  @Test
  void migrationsThatDoNotFollowAreNotTaken() {
    assertThatThrownBy(() -> database.apply(Migrations.of("0002_b", "create table b (id int)")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0002_b is not number 1");
  }

  @Test
  void anotherTableOfThatNameIsRefused() throws SQLException {
    database.execute("create table __kizaki_migration (number int, name varchar(9) not null)");
    String message =
        "\"public\".\"__kizaki_migration\" is not a history table of kizaki: it has the columns"
            + " (number integer, name character varying(9) not null) instead of (number integer"
            + " not null, name text not null, digest text not null, parent text, applied_at"
            + " timestamp with time zone not null, applied_by text not null, duration_ms bigint not"
            + " null, tool_version text not null, kept_forms jsonb); use another databaseSchema.";
    assertThatThrownBy(() -> database.apply(Migrations.of("0001_a", "create table a (id int)")))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
    assertThatThrownBy(database::appliedNames).isInstanceOf(Refusal.class).hasMessage(message);
    assertThat(database.tables()).isEmpty();
  }

  private void assertFailure(SqlMigration migration, String message) {
    assertThatThrownBy(() -> database.apply(migration))
        .isInstanceOf(Refusal.class)
        .hasMessage(message)
        .hasCauseInstanceOf(MigrationFailure.class);
  }
}
