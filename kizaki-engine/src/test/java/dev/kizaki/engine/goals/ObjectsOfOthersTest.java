package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code dry-run} and {@code apply} do about objects and settings that no migration made: they
 * name what a plan would destroy before the first statement, and keep the rest.
 */
@FullRun
final class ObjectsOfOthersTest {
  private static final String REFUSED =
      "A data check would stop apply; see the line that says what it found.";

  @TempDir Path root;
  private TestDatabase test;

  @BeforeEach
  void start() {
    use(17);
  }

  @AfterEach
  void drop() throws SQLException {
    test.close();
  }

  @Test
  void indexesOfOthersThatGoWithAColumnAreNamed() throws Exception {
    apply("entity Parcel {\n  tenant: string\n  legacy: string? @index\n  weight: int\n}\n", "");
    execute(
        "create index i1 on parcel (tenant, legacy)",
        "create index i2 on parcel (tenant) where legacy is null",
        "create statistics s on tenant, legacy from parcel");
    refused(
        "entity Parcel {\n  tenant: string\n  weight: int\n}\n",
        "drop Parcel.legacy",
        "3 objects that kizaki does not manage use Parcel.legacy: index public.i1; index"
            + " public.i2; statistics object public.s. Drop these objects yourself before the"
            + " migration, for example with psql, because a plan runs no DDL; afterwards create"
            + " again what you still need. A view, a function or a trigger can stand in the schema"
            + " instead, and a plan drops and adds it: `object Name uses [Parcel] { create \"create"
            + " ...\" }`.");
    execute("drop index i1, i2", "drop statistics s");
    apply();
    assertThat(value("select count(*) from pg_attribute where attname = 'legacy'")).isEqualTo("0");
  }

  @Test
  void aDeclaredObjectIsNamedWithItsDeclaration() throws Exception {
    String objects =
        """
        object Labels { create "create view labels as select legacy from parcel" }
        object OfLabel {
          create "create function of_label(l text) returns int language sql "
            "begin atomic select weight from parcel where legacy = l limit 1; end"
        }
        """;
    apply("entity Parcel {\n  legacy: string?\n  weight: int\n}\n" + objects, "");
    execute("create view \"by hand\" as select legacy from parcel");
    refused(
        "entity Parcel {\n  weight: int\n}\n" + objects,
        "drop Parcel.legacy",
        "3 objects that the plan does not drop use Parcel.legacy: function public.of_label(pg_catalog.text) of"
            + " the object OfLabel; view public.\"by hand\"; view public.labels of the object"
            + " Labels. Add Parcel to the `uses` of an object of the schema that is named, and plan"
            + " again: then the plan drops and adds it. Drop other objects yourself before the"
            + " migration, for example with psql, because a plan runs no DDL; afterwards create"
            + " again what you still need. A view, a function or a trigger can stand in the schema"
            + " instead, and a plan drops and adds it: `object Name uses [Parcel] { create \"create"
            + " ...\" }`.");
  }

  /** The database still has the index that an earlier pending migration drops. */
  @Test
  void indexesOfEarlierPendingMigrationsAreNotOfOthers() throws Exception {
    apply("entity Parcel {\n  a: string\n  b: string?\n  @index([a, b])\n}\n", "");
    try (TestDatabase behind = PostgresServers.version(17).freshDatabase()) {
      TestDatabase ahead = test;
      test = behind;
      apply();
      test = ahead;
      apply("entity Parcel {\n  a: string\n  b: string?\n}\n", "");
      apply("entity Parcel {\n  a: string\n}\n", "drop Parcel.b");
      test = behind;
      apply();
      assertThat(value("select count(*) from pg_attribute where attname = 'b'")).isEqualTo("0");
      test = ahead;
    }
  }

  @Test
  void aUniqueThatIsTheReplicaIdentityIsNotDropped() throws Exception {
    apply("entity Seat {\n  label: string @unique\n  n: int\n}\n", "");
    execute(
        "create publication p for all tables",
        "alter table seat replica identity using index seat_label_key");
    refused(
        "entity Seat {\n  label: string\n  n: int\n}\n",
        "",
        "1 index that this statement drops is the replica identity of Seat: seat_label_key. Give"
            + " the table another one before the migration, for example with psql: `ALTER TABLE"
            + " \"public\".\"seat\" REPLICA IDENTITY DEFAULT`.");
    execute("ALTER TABLE \"public\".\"seat\" REPLICA IDENTITY DEFAULT");
    apply();
    execute("insert into seat (label, n) values ('a', 1)", "update seat set n = 2");
  }

  @Test
  void anIndexWithAValueOfAnEnumThatIsBuiltAgainIsNamed() throws Exception {
    apply("entity Job {\n  title: string\n  st: St = A\n}\nenum St { A, B, C }\n", "");
    execute("create index job_open on job (title) where st = 'A'");
    refused(
        "entity Job {\n  title: string\n  st: St = A\n}\nenum St { A, C }\n",
        "St.B -> St.A",
        "1 object that kizaki does not manage uses the enum St: index public.job_open.");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void anEnumThatIsBuiltAgainKeepsOwnerPrivilegesAndComment(int major) throws Exception {
    test.close();
    use(major);
    apply("entity Job {\n  st: St = A\n}\nenum St { A, B }\n", "");
    execute(
        "drop role if exists \"app owner\", reader",
        "create role \"app owner\"",
        "create role reader",
        "grant create on schema public to \"app owner\"",
        "revoke usage on type st from public",
        "grant usage on type st to reader with grant option",
        "comment on type st is 'it''s 100 %'",
        "alter type st owner to \"app owner\"");
    String before = value(TYPE);
    assertThat(before).contains("reader=U*", "app owner", "it's 100 %").doesNotContain("{=U");
    plan("entity Job {\n  st: St = A\n}\nenum St { A }\n", "St.B -> St.A");
    apply();
    assertThat(value(TYPE)).isEqualTo(before);
    execute(
        "drop owned by \"app owner\", reader cascade",
        "drop role \"app owner\"",
        "drop role reader");
  }

  private static final String TYPE =
      """
      select concat(pg_get_userbyid(typowner), ' ',
        (select string_agg(p::text, ' ' order by p::text) from unnest(typacl) as p), ' ',
        obj_description(oid, 'pg_type'))
      from pg_type where typname = 'st'\
      """;

  @Test
  void aDeferredTriggerDoesNotStopAMigration() throws Exception {
    apply("entity Ticket {\n  title: string?\n  room: string?\n}\n", "");
    execute(
        "create table audit (n int)",
        "create function audit() returns trigger language plpgsql as"
            + " 'begin insert into public.audit values (1); return null; end'",
        "insert into ticket (room) values ('a'), ('b')",
        "create constraint trigger t after insert or update on ticket deferrable initially"
            + " deferred for each row execute function audit()");
    plan(
        "entity Ticket {\n  title: string\n  room: string?\n  prio: int\n}\n",
        "Ticket.title backfill \"none\"; Ticket.prio backfill sql(\"length(room)\")");
    apply();
    assertThat(value("select string_agg(title || prio, ' ') from ticket")).isEqualTo("none1 none1");
    assertThat(value("select count(*) from audit")).isEqualTo("4");
  }

  @Test
  void rowsThatAMigrationMakesEqualAreNamed() throws Exception {
    apply("entity Code {\n  u: int\n  s: S\n  @unique([u, s])\n}\nenum S { A, B }\n", "");
    execute("insert into code (u, s) values (1, 'A'), (1, 'B'), (2, 'A')");
    refused(
        "entity Code {\n  u: int\n  s: S\n  @unique([u, s])\n}\nenum S { B }\n",
        "S.A -> S.B",
        "2 rows of Code would share (u, s) with another row");
  }

  @Test
  void theAdviceAboutABackfillNamesTheBackfill() throws Exception {
    apply("entity Note {\n  text: string\n}\n", "");
    execute("insert into note (text) values ('a'), ('a')");
    plan(
        "entity Note {\n  text: string\n  slug: string @unique\n}\n",
        "Note.slug backfill sql(\"text\")");
    assertThatThrownBy(this::apply)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2 rows of Note share slug with another row")
        .hasMessageContaining(
            "Write `backfill sql(\"…\")` after `add Note.slug` with an expression that returns a"
                + " different value for each row.");
  }

  @ParameterizedTest
  @CsvSource({
    "quote_all_identifiers, on",
    "array_nulls, off",
    "transform_null_equals, on",
    "extra_float_digits, -15",
    "default_transaction_deferrable, on",
    "xmloption, document"
  })
  void settingsOfTheDatabaseChangeNothing(String setting, String value) throws Exception {
    execute("alter database " + test.name() + " set " + setting + " = " + value);
    apply("entity Task {\n  title: string\n  weight: double = 0.1234567890123456\n}\n", "");
    plan("entity Task {\n  title: string\n  weight: double = 0.5\n  tags: string[] = []\n}\n", "");
    apply();
    assertThat(value("select count(*) from __kizaki_migration")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "id bigint primary key, the type of id is bigint instead of uuid",
    "id uuid, no primary key or unique constraint consists of id",
    "other int, there is no column id"
  })
  void aUserTableThatCannotBeReferencedIsNamed(String column, String reason) throws Exception {
    execute("create schema auth", "create table auth.accounts (" + column + ")");
    AppliedProject.write(
        root, "src/main/inspire/a.inspire", "entity Task {\n  owner: __User.id\n}\n");
    Project project = project(Optional.of("auth.accounts.id: uuid"));
    new Kizaki(new RecordedLines()).plan(AppliedProject.planning(project, database()));
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .apply(new ApplyRequest(project, database(), Optional.empty())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("(\"auth\".\"accounts\".\"id\"): " + reason + ".");
    assertThat(value("select count(*) from pg_class where relname = 'task'")).isEqualTo("0");
  }

  private void use(int major) {
    test = PostgresServers.version(major).freshDatabase();
  }

  private void refused(String schema, String answers, String problem) throws Exception {
    plan(schema, answers);
    RecordedLines lines = new RecordedLines();
    assertThatThrownBy(
            () -> new Kizaki(lines).dryRun(new DryRunRequest(project(), database(), false, false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(REFUSED);
    assertThat(lines.text()).contains(problem);
    String applied = value("select count(*) from __kizaki_migration");
    assertThatThrownBy(this::apply)
        .isInstanceOf(Refusal.class)
        .satisfies(
            refusal -> assertThat(refusal.getMessage().replace('\n', ' ')).contains(problem));
    assertThat(value("select count(*) from __kizaki_migration")).isEqualTo(applied);
  }

  private void apply(String schema, String answers) throws IOException {
    plan(schema, answers);
    apply();
  }

  private void apply() {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(project(), database(), Optional.empty()));
  }

  private void plan(String schema, String answers) throws IOException {
    AppliedProject.write(root, "src/main/inspire/a.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                project(),
                database(),
                Optional.empty(),
                Optional.of(answers).filter(text -> !text.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  private Project project() {
    return project(Optional.empty());
  }

  private Project project(Optional<String> userTable) {
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        userTable,
        Optional.empty());
  }

  private DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Server(
            test.jdbcUrl(), Optional.of(test.username()), Optional.of(new Secret(test.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private String value(String query) throws SQLException {
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
