package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.Requirement.Kind;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.ServerFeature;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestCommands;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All missing rights are reported before the first statement, with the SQL that grants them. */
@FullRun
final class PreflightTest {
  private EngineDatabase database;
  private String role;

  @BeforeEach
  void start() throws SQLException {
    database = new EngineDatabase(EngineDatabase.OLDEST);
    role = "deploy_" + System.nanoTime();
    database.execute(
        "create role " + role + " login password 'secret'",
        "revoke create on schema public from public");
  }

  @AfterEach
  void stop() throws SQLException {
    database.execute("drop owned by " + role + " cascade", "drop role " + role);
    database.close();
  }

  /**
   * Declares requirements that its command does not have, because only the preflight reads them.
   */
  private static SqlMigration migration(String name, Requirement... needs) {
    return Migrations.ofSteps(
        name,
        List.of(
            TestCommands.command(
                "select 1",
                Migrations.command(0, "").cause(),
                true,
                List.of(),
                List.of(needs),
                false)));
  }

  private static Requirement need(Kind kind, String schema, String name) {
    return new Requirement(kind, schema, name);
  }

  private Sessions sessions(String schema) {
    return TestRequests.sessions(
        new DatabaseLocation.Server(
            database.url(), Optional.of(role), Optional.of(new Secret("secret"))),
        schema,
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static SqlMigration demanding() {
    return migration(
        "0001_all",
        need(Kind.CREATE_IN_SCHEMA, "public", ""),
        need(Kind.OWN_TABLE, "public", "Task"),
        need(Kind.UPDATE_TABLE, "public", "Task"),
        need(Kind.READ_TABLE, "public", "Task"),
        need(Kind.OWN_TYPE, "public", "status"),
        need(Kind.REFERENCE_TABLE, "auth", "users"),
        need(Kind.READ_TABLE, "public", "other"),
        need(Kind.UPDATE_TABLE, "public", "other"),
        need(Kind.OWN_TABLE, "public", "made_by_the_migration"));
  }

  /** The test's server is of the oldest version. */
  @Test
  void whatTheServerIsTooOldForIsNamedOnce() throws SQLException {
    SqlMigration migration =
        Migrations.ofSteps(
            "0001_x", Stream.of("a", "b").map(each -> (SqlStep) withEqualNulls(each)).toList());
    assertThat(Preflight.of(database.connect(), "public", List.of(migration), Set.of()))
        .containsExactly(
            """
            The server is PostgreSQL 14, but nulls: notDistinct needs PostgreSQL 15 or newer. Use \
            a newer server, or delete it from the schema and plan the migration again.\
            """);
  }

  /** The role of the test has no right on the database. */
  @Test
  void anExtensionIsThereOrInstalledAndAllowed() throws SQLException {
    SqlMigration migration =
        migration(
            "0001_x",
            need(Kind.CREATE_EXTENSION, "public", "no such thing"),
            need(Kind.CREATE_EXTENSION, "public", "citext"),
            need(Kind.CREATE_EXTENSION, "public", "pageinspect"),
            need(Kind.CREATE_EXTENSION, "public", "plpgsql"));
    try (Connection connection = sessions("public").open()) {
      List<String> missing = Preflight.of(connection, "public", List.of(migration), Set.of());
      assertThat(missing)
          .contains(
              """
              The server does not have the extension no such thing. Ask its administrator to \
              install it, or delete `extension` with this name from the schema and plan the \
              migration again.\
              """,
              "  CREATE EXTENSION \"citext\" WITH SCHEMA \"public\";");
      assertThat(String.join("\n", missing))
          .doesNotContain("pageinspect")
          .doesNotContain("plpgsql");
      database.execute("create extension citext");
      assertThat(
              String.join("\n", Preflight.of(connection, "public", List.of(migration), Set.of())))
          .doesNotContain("citext");
    }
  }

  private static SqlCommand withEqualNulls(String text) {
    SqlCommand plain =
        TestCommands.command(
            text, Migrations.command(0, "").cause(), true, List.of(), List.of(), false);
    return new SqlCommand(
        plain.text(),
        plain.cause(),
        true,
        List.of(),
        List.of(),
        Set.of(ServerFeature.EQUAL_NULLS),
        false,
        plain.effect(),
        false,
        plain.ddl(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void everythingMissingIsListedAtOnce() throws SQLException {
    database.execute(
        "create table \"Task\" (id int)",
        "create table other (id int)",
        "create type status as enum ('a')",
        "create schema auth",
        "create table auth.users (id int primary key)");
    String owner = database.query("select current_user").get(0);
    String expected =
        """
        %1$s does not allow these migrations to be applied.
        The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
          GRANT USAGE ON SCHEMA "auth" TO "%2$s";
          ALTER TABLE "public"."Task" OWNER TO "%2$s"; -- now %3$s
          ALTER TYPE "public"."status" OWNER TO "%2$s"; -- now %3$s
          GRANT CREATE ON SCHEMA "public" TO "%2$s";
          GRANT REFERENCES ON "auth"."users" TO "%2$s";
          GRANT SELECT ON "public"."other" TO "%2$s";
          GRANT UPDATE ON "public"."other" TO "%2$s";
        Applied: none. Not applied: 0001_all.\
        """
            .formatted(database.address(), role, owner);
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(demanding())))
        .isInstanceOf(Refusal.class)
        .hasMessage(expected);
    assertThat(database.query("select to_regclass('__kizaki_migration') is null"))
        .containsExactly("t");
    try (ReadSession session = ReadSession.open(sessions("public"))) {
      assertThat(String.join("\n", session.missing(List.of(demanding()), Set.of())))
          .isEqualTo(expected.replaceFirst("^.*\n", "").replaceFirst("\n.*$", ""));
    }
  }

  @Test
  void whatItSaysHelps() throws SQLException {
    database.execute(
        "create table \"Task\" (id int)",
        "create table other (id int)",
        "create type status as enum ('a')",
        "create schema auth",
        "create table auth.users (id int primary key)");
    try (ReadSession session = ReadSession.open(sessions("public"))) {
      List<String> lines = session.missing(List.of(demanding()), Set.of());
      database.execute(lines.stream().filter(each -> each.startsWith("  ")).toArray(String[]::new));
    }
    assertThat(database.apply(sessions("public"), List.of(demanding())))
        .containsExactly("0001_all");
  }

  @Test
  void aMemberOfTheOwnerIsEnough() throws SQLException {
    database.execute(
        "create table mine (id int)",
        "create role " + role + "_group",
        "alter table mine owner to " + role + "_group",
        "grant " + role + "_group to " + role,
        "grant create on schema public to " + role);
    assertThat(
            database.apply(
                sessions("public"),
                List.of(migration("0001_a", need(Kind.OWN_TABLE, "public", "mine")))))
        .containsExactly("0001_a");
    database.execute("drop owned by " + role + "_group", "drop role " + role + "_group");
  }

  @Test
  void aSchemaThatIsNotThereNeedsTheDatabase() throws SQLException {
    assertThatThrownBy(
            () ->
                database.apply(
                    sessions("app"),
                    List.of(migration("0001_a", need(Kind.CREATE_IN_SCHEMA, "app", "")))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            %1$s does not allow these migrations to be applied.
            The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
              GRANT CREATE ON DATABASE "%3$s" TO "%2$s";
            Applied: none. Not applied: 0001_a.\
            """
                .formatted(
                    database.address(), role, database.query("select current_database()").get(0)));
  }

  @Test
  void theHistoryMustBeWritable() throws SQLException {
    database.apply(Migrations.of("0001_a", "select 1"));
    database.execute("grant select on __kizaki_migration to " + role);
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(migration("0002_b"))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            %1$s does not allow these migrations to be applied.
            The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
              GRANT INSERT ON "public"."__kizaki_migration" TO "%2$s";
            Applied: 0001_a. Not applied: 0002_b.\
            """
                .formatted(database.address(), role));
  }

  /** A check reads rows that the command after it does not read. */
  private static SqlMigration checked(String... reads) {
    return Migrations.ofSteps(
        "0001_checked",
        List.of(
            new DataCheck(
                Migrations.command(0, "").cause(),
                "of task",
                new TableName("public", "task"),
                DataScope.ofTables(
                    Stream.of(reads)
                        .map(each -> new TableName("public", each))
                        .toArray(TableName[]::new)),
                new CheckQuery.Rows(
                    "select count(*) from public.task where not exists (select from public.seen)",
                    new Finding(
                        "row leads nowhere",
                        "rows lead nowhere",
                        new RowExamples("select 'x'", List.of(), ", "),
                        "Write it"))),
            Migrations.command(0, "select 1")));
  }

  private void tables() throws SQLException {
    database.execute(
        "create table task (id int)",
        "create table seen (id int)",
        "grant create on schema public to " + role,
        "alter table task owner to " + role,
        "insert into task values (1)");
  }

  private void assertNotReady(SqlMigration migration, String grant) {
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(migration)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            %1$s does not allow these migrations to be applied.
            The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
              %3$s
            Applied: none. Not applied: %4$s.\
            """
                .formatted(database.address(), role, grant.replace("%s", role), migration.name()));
    assertThat(database.appliedNames()).isEmpty();
  }

  @Test
  void whatOnlyADataCheckReadsCountsToo() throws SQLException {
    tables();
    assertNotReady(checked("seen"), "GRANT SELECT ON \"public\".\"seen\" TO \"%s\";");
    database.execute("grant select on seen to " + role);
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(checked("seen"))))
        .hasMessageContaining("1 row leads nowhere");
  }

  /** The check does not run in this case. */
  @Test
  void butNotOfATableWithoutRows() throws SQLException {
    tables();
    database.execute("delete from task");
    assertThat(database.apply(sessions("public"), List.of(checked("seen"))))
        .containsExactly("0001_checked");
  }

  /** If policies hide rows, a check would pass although rows are invalid. */
  @Test
  void rowsThatPoliciesHideAreNotTakenForNone() throws SQLException {
    tables();
    database.execute(
        "grant select on seen to " + role,
        "alter table task enable row level security",
        "alter table task force row level security",
        "create policy none on task using (false)");
    String grant =
        "ALTER TABLE \"public\".\"task\" NO FORCE ROW LEVEL SECURITY; -- policies hide rows from"
            + " its owner";
    assertNotReady(checked("seen"), grant);
    try (ReadSession session = ReadSession.open(sessions("public"))) {
      assertThat(session.check(CheckSchedule.of(List.of(checked("seen")))).values())
          .containsExactly(
              new CheckOutcome.Unfinished(
                  "(query would be affected by row-level security policy for table \"task\")"));
    }
    database.execute(grant);
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(checked("seen"))))
        .hasMessageContaining("1 row leads nowhere");
  }

  @Test
  void rowsOfOthersThatPoliciesHide() throws SQLException {
    tables();
    database.execute(
        "grant select on seen to " + role, "alter table seen enable row level security");
    String grant = "ALTER ROLE \"%s\" BYPASSRLS; -- policies hide rows of \"public\".\"seen\"";
    assertNotReady(checked("seen"), grant);
    database.execute(grant.replace("%s", role));
    assertThatThrownBy(() -> database.apply(sessions("public"), List.of(checked("seen"))))
        .hasMessageContaining("1 row leads nowhere");
  }

  @Test
  void anUpdateOfRowsThatPoliciesHide() throws SQLException {
    tables();
    database.execute(
        "grant select, update on seen to " + role, "alter table seen enable row level security");
    assertNotReady(
        migration("0001_update", need(Kind.UPDATE_TABLE, "public", "seen")),
        "ALTER ROLE \"%s\" BYPASSRLS; -- policies hide rows of \"public\".\"seen\"");
  }

  @Test
  void aHistoryThatPoliciesHide() throws SQLException {
    database.apply(Migrations.of("0001_a", "select 1"));
    database.execute(
        "grant select, insert on __kizaki_migration to " + role,
        "alter table __kizaki_migration enable row level security");
    String message =
        """
        The history of %1$s could not be read: query would be affected by row-level security policy \
        for table "__kizaki_migration". Nothing was changed.
        The role "%2$s" lacks rights. A superuser or the owner of these objects can run:
          ALTER ROLE "%2$s" BYPASSRLS; -- policies hide rows of "public"."__kizaki_migration\"\
        """
            .formatted(database.address(), role);
    assertThatThrownBy(() -> database.applier(sessions("public")))
        .isInstanceOf(UnreadableDatabase.class)
        .hasMessage(message);
    try (ReadSession session = ReadSession.open(sessions("public"))) {
      assertThatThrownBy(session::applied)
          .isInstanceOf(UnreadableDatabase.class)
          .hasMessage(message);
    }
  }

  @Test
  void aTypeThatColumnsGet() throws SQLException {
    database.execute(
        "grant create on schema public to " + role,
        "create type mood as enum ('a')",
        "revoke usage on type mood from public");
    SqlMigration uses = migration("0001_uses", need(Kind.USE_TYPE, "public", "mood"));
    assertNotReady(uses, "GRANT USAGE ON TYPE \"public\".\"mood\" TO \"%s\";");
    database.execute("grant usage on type mood to " + role);
    assertThat(database.apply(sessions("public"), List.of(uses))).containsExactly("0001_uses");
  }

  @Test
  void aRoleThatOnlyReads() throws SQLException {
    database.execute(
        "grant create on schema public to " + role,
        "alter role " + role + " set default_transaction_read_only = on");
    assertThatThrownBy(
            () -> database.apply(sessions("public"), List.of(Migrations.of("0001_a", "select 1"))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            database.address()
                + " does not allow these migrations to be applied.\n"
                + "Transactions are read-only (default_transaction_read_only is on). Turn this"
                + " setting off for the role and for the database, or use another role.\n"
                + "Applied: none. Not applied: 0001_a.");
  }

  /**
   * A server that was started as a standby. It needs no primary, because the test only tries to
   * write.
   */
  @Test
  void aStandbyIsRefused(@TempDir Path project) throws Exception {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            project, TestBinaries.version(EngineDatabase.NEWEST), TestBinaries.cache());
    postgres.start().close();
    Files.createFile(postgres.home().resolve("data/standby.signal"));
    try (EmbeddedServer server = postgres.start()) {
      Sessions sessions =
          TestRequests.sessions(
              new DatabaseLocation.Server(
                  server.jdbcUrl(),
                  Optional.of(server.username()),
                  Optional.of(new Secret(server.password()))),
              "public",
              Duration.ofSeconds(5),
              Optional.empty());
      assertThatThrownBy(
              () -> database.apply(sessions, List.of(Migrations.of("0001_a", "select 1"))))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              sessions.address()
                  + " does not allow these migrations to be applied.\n"
                  + "The server is a standby or in recovery. Use the URL of the primary server.\n"
                  + "Applied: none. Not applied: 0001_a.");
    }
  }
}
