package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL printed of expressions is kept with each migration, and read by status. */
@FullRun
class KeptFormsTest {
  private static final String BILL =
      """
      enum State { Open, Done }

      entity Bill {
        state: State = Open
        kind: varchar(9)
        net: int
        tax: int = sql("1 + 1")
        total: int = generated(sql("net + tax"))
        email: string?
        @check(sql("net >= 0 and state <> 'Done'"))
        @check(sql("kind in ('a', 'b')"))
        @index([sql("lower(email)")], where: sql("state <> 'Done' and email is not null"))
      }
      """;

  private static final String PLACES =
      """
      select distinct jsonb_object_keys(kept_forms) from __kizaki_migration
      where number = (select max(number) from __kizaki_migration) order by 1\
      """;

  private static final String UNCLEAR = "Cannot tell whether expressions were changed: ";

  /** Every constraint anew from its printed text, as a restore does. */
  private static final String RESTORE =
      """
      do $$
      declare r record;
      begin
        for r in select conname, pg_get_constraintdef(oid) as definition from pg_constraint
            where conrelid = 'bill'::regclass and contype = 'c' loop
          execute format('alter table bill drop constraint %I, add constraint %I %s', r.conname,
            r.conname, r.definition);
        end loop;
      end $$\
      """;

  @TempDir private Path root;
  private final RecordedLines ignored = new RecordedLines();

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aChangedTextIsUnclearUntilItsMeaningIsCompared(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      next(BILL, database);
      assertThat(column(database, PLACES))
          .containsExactly(
              "check constraint bill_check on bill",
              "check constraint bill_kind_check on bill",
              "column bill.tax",
              "column bill.total",
              "index bill_lower_idx on bill",
              "index bill_lower_idx on bill, element 1");
      assertThat(status(database, false)).doesNotContain(UNCLEAR);

      execute(database, RESTORE, RESTORE);
      assertThat(status(database, true)).doesNotContain(UNCLEAR);
      status(database, false);

      execute(
          database,
          "alter table bill drop constraint bill_kind_check,"
              + " add constraint bill_kind_check check (kind in ('a', 'c'))");
      assertThat(status(database, false))
          .contains(
              UNCLEAR + "check constraint bill_kind_check on bill.",
              "`mvn kizaki:status -Dkizaki.compare` compares their meaning.");
      assertThatThrownBy(() -> status(database, true)).isInstanceOf(Refusal.class);

      plan(BILL.replace("net: int", "net: bigint"), database);
      assertThatThrownBy(() -> apply(database))
          .hasMessageContaining("check constraint bill_kind_check on bill was changed");
      execute(
          database,
          "alter table bill drop constraint bill_kind_check,"
              + " add constraint bill_kind_check check (kind in ('a', 'b'))");
      apply(database);
      assertThat(status(database, false)).doesNotContain(UNCLEAR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void renamesKeepTheNewText(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      next(BILL, database);
      String renamed =
          BILL.replace("entity Bill", "entity Invoice")
              .replace("enum State { Open, Done }", "enum Progress { Open, Done }")
              .replace("state: State", "state: Progress")
              .replace("net", "sum");
      plan(
          renamed,
          database,
          "rename entity Bill -> Invoice; rename Invoice.net -> Invoice.sum; rename enum State -> Progress");
      apply(database);
      assertThat(status(database, true)).doesNotContain(UNCLEAR);
      assertThat(status(database, false)).doesNotContain(UNCLEAR);
      assertThat(column(database, PLACES)).allMatch(place -> place.contains("invoice"));
      assertThat(column(database, "select kept_forms from __kizaki_migration where number = 2"))
          .allMatch(forms -> forms.contains("'Done'::progress") && !forms.contains("::state"));
    }
  }

  @Test
  void aMigrationWithoutExpressionsKeepsNone() throws Exception {
    try (TestDatabase database = PostgresServers.version(18).freshDatabase()) {
      next(BILL, database);
      next(BILL + "entity Other { a: int }\n", database);
      assertThat(column(database, "select kept_forms from __kizaki_migration where number = 2"))
          .containsExactly("{}");
      assertThat(status(database, false)).doesNotContain(UNCLEAR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aHistoryOfAnEarlierVersionGetsTheColumn(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      next(BILL, database);
      execute(database, "alter table __kizaki_migration drop column kept_forms");
      assertThat(status(database, false)).contains(UNCLEAR + "5 objects.");
      assertThat(status(database, true)).doesNotContain(UNCLEAR);

      next(BILL.replace("email: string?", "email: string?\n  note: string?"), database);
      assertThat(column(database, "select kept_forms is null from __kizaki_migration order by 1"))
          .containsExactly("f", "t");
      assertThat(status(database, false)).doesNotContain(UNCLEAR);

      execute(database, "update __kizaki_migration set kept_forms = null where number = 2");
      assertThat(status(database, false)).contains(UNCLEAR + "5 objects.");
    }
  }

  @Test
  void theColumnNeedsTheOwnerOfTheHistory() throws Exception {
    try (TestDatabase database = PostgresServers.version(18).freshDatabase();
        Role role = new Role(database)) {
      next(BILL, database);
      plan(BILL + "entity Other { a: int }\n", database);
      execute(
          database,
          "alter table __kizaki_migration drop column kept_forms",
          "grant select, insert on __kizaki_migration to " + role.name(),
          "grant create on schema public to " + role.name());
      String owner = "ALTER TABLE \"public\".\"__kizaki_migration\" OWNER TO \"" + role.name();
      assertThatThrownBy(() -> apply(role.settings(), ignored)).hasMessageContaining(owner);
      execute(database, "alter table __kizaki_migration owner to " + role.name());
      apply(role.settings(), ignored);
    }
  }

  @Test
  void withoutTheRightToCompareItIsSaidWhatIsUnclear() throws Exception {
    try (TestDatabase database = PostgresServers.version(18).freshDatabase();
        Role role = new Role(database)) {
      next(BILL, database);
      execute(
          database,
          "alter table bill owner to " + role.name(),
          "alter table __kizaki_migration owner to " + role.name(),
          "alter type state owner to " + role.name(),
          "revoke temporary on database " + database.name() + " from public");
      assertThat(status(role.settings(), true)).doesNotContain(UNCLEAR);

      execute(
          database,
          "alter table bill drop constraint bill_kind_check,"
              + " add constraint bill_kind_check check (kind in ('a', 'c'))");
      String unclear = UNCLEAR + "check constraint bill_kind_check on bill.";
      assertThat(status(role.settings(), true)).contains(unclear, "GRANT TEMPORARY ON DATABASE");
      plan(BILL.replace("net: int", "net: bigint"), database);
      RecordedLines lines = new RecordedLines();
      apply(role.settings(), lines);
      assertThat(lines.text()).contains(unclear, "GRANT TEMPORARY ON DATABASE", "Done.");
    }
  }

  @Test
  void aBaselineKeepsTheFormsAndNeedsTheRightToCompare() throws Exception {
    try (TestDatabase database = PostgresServers.version(18).freshDatabase();
        Role role = new Role(database)) {
      AdoptedDatabase adopted = new AdoptedDatabase(root, database);
      adopted
          .with(
              "create table bill (id int primary key, net int,"
                  + " constraint positive check (net >= 0))")
          .adopt(ignored);
      assertThat(status(database, false)).contains(UNCLEAR + "check constraint positive on bill.");
      execute(
          database,
          "grant create on schema public to " + role.name(),
          "grant select on bill to " + role.name(),
          "revoke temporary on database " + database.name() + " from public");
      assertThatThrownBy(() -> apply(role.settings(), ignored))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).contains(RefusalCode.RIGHTS_MISSING))
          .hasMessageContaining(UNCLEAR + "check constraint positive on bill.");
      assertThat(column(database, "select to_regclass('__kizaki_migration') is null"))
          .containsExactly("t");

      assertThat(adopted.apply()).contains("Baselined 0001_adopt: 1 table matches.");
      assertThat(column(database, PLACES)).containsExactly("check constraint positive on bill");
      assertThat(adopted.status()).doesNotContain(UNCLEAR);
    }
  }

  @ParameterizedTest
  @CsvSource({"14, 4", "18, 5"})
  void liquibaseKeepsTheSameForms(int major, int version) throws Exception {
    LiquibaseCommands liquibase =
        version == 5 ? LiquibaseRunner.VERSION_5 : LiquibaseRunner.VERSION_4;
    String forms = "select kept_forms from __kizaki_migration order by number";
    try (TestDatabase applied = PostgresServers.version(major).freshDatabase();
        TestDatabase updated = PostgresServers.version(major).freshDatabase()) {
      next(BILL, applied);
      next(BILL.replace("net: int", "net: bigint"), applied);
      next(BILL.replace("net: int", "net: bigint") + "entity Other { a: int }\n", applied);
      new Kizaki(ignored)
          .changelog(new ChangelogRequest(project(), "public", new TestLiquibase().on(), false));
      execute(updated, "create schema liquibase");
      try (Connection connection = updated.connect()) {
        liquibase.update(connection, project().migrationsDirectory(), "changelog-master.xml");
        assertThat(column(updated, forms)).isEqualTo(column(applied, forms)).hasSize(3);
        assertThat(status(updated, false)).doesNotContain(UNCLEAR);

        liquibase.rollback(connection, project().migrationsDirectory(), "changelog-master.xml", 2);
        execute(updated, "alter table __kizaki_migration drop column kept_forms");
        liquibase.update(connection, project().migrationsDirectory(), "changelog-master.xml");
        assertThat(column(updated, "select kept_forms from __kizaki_migration where number = 3"))
            .containsExactly("{}");
        assertThat(status(updated, false)).contains(UNCLEAR);
      }
    }
  }

  @Test
  void statusDoesNotWaitForALockedTable() throws Exception {
    try (TestDatabase database = PostgresServers.version(18).freshDatabase()) {
      next("entity Bill {\n  net: int\n  @check(sql(\"net > 0\"))\n}\n", database);
      try (Connection other = database.connect();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("lock table bill");
        assertThat(status(database, false)).contains(UNCLEAR + "check constraint bill_net_check");
      }
    }
  }

  /** A role that is not a superuser, until it is closed. */
  private record Role(TestDatabase database, String name) implements AutoCloseable {
    private static int number;

    Role(TestDatabase database) throws SQLException {
      this(database, database.name() + "_role" + ++number);
      execute(database, "create role " + name + " login password 'secret'");
    }

    DatabaseSettings settings() {
      return TestRequests.database(
          new DatabaseLocation.Server(
              database.jdbcUrl(), Optional.of(name), Optional.of(new Secret("secret"))),
          "public",
          Duration.ofSeconds(5),
          Optional.empty());
    }

    @Override
    public void close() throws SQLException {
      execute(
          database,
          "reassign owned by " + name + " to current_user",
          "drop owned by " + name,
          "drop role " + name);
    }
  }

  private Project project() {
    return AppliedProject.project(root);
  }

  private void next(String schema, TestDatabase database) throws IOException {
    plan(schema, database);
    apply(database);
  }

  private void plan(String schema, TestDatabase database, String... answers) throws IOException {
    Files.createDirectories(project().schemaDirectory());
    Files.writeString(project().schemaDirectory().resolve("schema.inspire"), schema);
    new Kizaki(ignored)
        .plan(
            TestRequests.plan(
                project(),
                settings(database),
                Optional.empty(),
                answers.length == 0 ? Optional.empty() : Optional.of(answers[0]),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  private void apply(TestDatabase database) {
    apply(settings(database), ignored);
  }

  private void apply(DatabaseSettings settings, RecordedLines lines) {
    new Kizaki(lines).apply(new ApplyRequest(project(), settings, Optional.empty()));
  }

  private DatabaseSettings settings(TestDatabase database) {
    return new AppliedProject(root, database).database();
  }

  private String status(TestDatabase database, boolean compare) {
    return status(settings(database), compare);
  }

  /** Fails if anything is drift. */
  private String status(DatabaseSettings settings, boolean compare) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(
            new StatusRequest(
                project(),
                settings,
                Set.of(FailOn.DATABASE, FailOn.HISTORY),
                Optional.empty(),
                false,
                false,
                compare));
    return lines.text();
  }

  private static void execute(TestDatabase database, String... commands) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static List<String> column(TestDatabase database, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
