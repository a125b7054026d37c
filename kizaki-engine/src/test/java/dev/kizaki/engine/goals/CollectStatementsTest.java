package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of tests are written into a file between {@code start} and {@code stop}. */
@FullRun
final class CollectStatementsTest {
  private static final String FIRST_LINE =
      "-- Collected by kizaki from the tests of a build. Do not edit: the next build replaces it.\n";

  @TempDir Path root;
  private LocalProject local;
  private Path file;
  private final RecordedLines lines = new RecordedLines();

  @BeforeEach
  void planned() throws Exception {
    local = LocalProject.in(root);
    file = local.root().resolve("statements.sql");
  }

  private StartedDatabase start() {
    return start(local.database());
  }

  private StartedDatabase start(DatabaseSettings database) {
    return new Kizaki(lines).start(new StartRequest(local.project(), database, Optional.of(file)));
  }

  private void stop(StartedDatabase database) {
    new Kizaki(lines).stop(database);
  }

  private static Connection connect(StartedDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password().reveal());
  }

  private static void send(StartedDatabase database, String... texts) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  private void collect(String... texts) throws SQLException {
    StartedDatabase database = start();
    send(database, texts);
    stop(database);
  }

  private static DatabaseSettings settings(Path root, int major) {
    return DatabaseSettings.of(
        new DatabaseLocation.Embedded(
            root,
            String.valueOf(major),
            (artifact, version) ->
                TestBinaries.folder().resolve(artifact + "-" + version + ".jar")));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void whatTestsSendIsWrittenSortedAndOnce(int major) throws Exception {
    local.seed("tasks.sql", "insert into task (title) values ('seed');\n");
    StartedDatabase database = start(settings(local.root(), major));
    send(
        database,
        "/* of a list */ select title from task -- page\n   where title = 'a;b'",
        "select title\n\tfrom task where title = 'c'",
        "create view \"Übersicht; alle\" as select 1 as \"ä\"",
        "select * from \"Übersicht; alle\", task; delete from task where title in ('d', 'e')",
        "create function added(text) returns void language sql"
            + " as $$ insert into task (title) values ($1); $$",
        "select added(title) from task",
        "alter table task add column data jsonb default '{}'",
        "select 1 from task where data ? title",
        "select title from task where now() > date '2026-01-31'",
        "vacuum task",
        "select 1",
        "select relname from pg_catalog.pg_class");
    try (Connection connection = connect(database);
        PreparedStatement insert =
            connection.prepareStatement("insert into task (title) values (?), ('literal')")) {
      insert.setString(1, "x");
      insert.execute();
    }
    stop(database);
    // PostgreSQL 18 writes ($1 /*, ... */) for a list of any length.
    String in = major < 18 ? "($1, $2)" : "($1 )";
    assertThat(Files.readString(file))
        .isEqualTo(
            FIRST_LINE
                + """
                delete from task where title in %s;
                insert into task (title) values ($1), ($2);
                select $1 from task where data ? title;
                select * from "Übersicht; alle", task;
                select added(title) from task;
                select title from task where now() > $1::date;
                select title from task where title = $1;
                """
                    .formatted(in));
    assertThat(lines.text()).endsWith("Collected 7 statements of the tests in statements.sql.\n");
    assertThat(local.root().resolve(".kizaki/postgres/" + major + "/data/postmaster.pid"))
        .doesNotExist();
  }

  /** The extension is neither in the database of the tests nor in that of the developer. */
  @Test
  void theTestsDoNotSeeTheExtension() throws Exception {
    StartedDatabase database = start();
    try (Connection connection = connect(database)) {
      assertThat(LocalProject.query(connection, "select extname from pg_extension order by 1"))
          .containsExactly("plpgsql");
    }
    send(database, "select title from task");
    stop(database);
    assertThat(local.query("select extname from pg_extension order by 1"))
        .containsExactly("plpgsql");
    assertThat(local.query("select nspname from pg_namespace where nspname like 'kizaki%'"))
        .isEmpty();
  }

  @Test
  void anEqualFileIsNotWrittenAgain() throws Exception {
    collect("select title from task", "delete from task");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    String first = Files.readString(file);
    collect("delete from task", "select title from task");
    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    collect("delete from task");
    assertThat(Files.readString(file)).isEqualTo(FIRST_LINE + "delete from task;\n");
  }

  @Test
  void aBuildWithoutTestsLeavesTheFile() throws Exception {
    collect("select 1");
    assertThat(file).doesNotExist();
    assertThat(lines.text())
        .endsWith("statements.sql was not written, because no test has sent a statement.\n");
    collect("delete from task");
    collect();
    assertThat(Files.readString(file)).isEqualTo(FIRST_LINE + "delete from task;\n");
    assertThat(lines.text())
        .endsWith("statements.sql stays as it is, because no test has sent a statement.\n");
  }

  @Test
  void aFileOfOthersIsNeverReplaced() throws Exception {
    Files.writeString(file, "select title from task;\n");
    Refusal refusal = catchThrowableOfType(Refusal.class, this::start);
    assertThat(refusal.code()).contains(RefusalCode.COLLECTED_FILE);
    assertThat(refusal)
        .hasMessage(
            "The statements of the tests cannot be collected in %s, because kizaki has not written"
                    .formatted(file)
                + " what is there and would replace it. Name another file in collectStatements, or"
                + " move that one.");
    assertThat(local.root().resolve(".kizaki")).doesNotExist();

    Files.delete(file);
    StartedDatabase database = start();
    send(database, "select title from task");
    Files.createDirectory(file);
    assertThat(catchThrowableOfType(Refusal.class, () -> stop(database)).code())
        .contains(RefusalCode.COLLECTED_FILE);
    assertThat(local.root().resolve(".kizaki/postgres/17/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void recordsThatATestHasEmptiedAreAFailure() throws Exception {
    StartedDatabase database = start();
    send(
        database,
        "select title from task",
        "create extension pg_stat_statements",
        "select pg_stat_statements_reset()");
    EnvironmentFailure failure =
        catchThrowableOfType(EnvironmentFailure.class, () -> stop(database));
    assertThat(failure.code()).isEqualTo(RefusalCode.STATEMENTS_NOT_RECORDED);
    assertThat(failure)
        .hasMessage(
            "The statements of the tests are not known: the server was restarted meanwhile, or a"
                + " test has called pg_stat_statements_reset. Run again, or leave collectStatements"
                + " out.");
    assertThat(file).doesNotExist();
  }

  /** The bits of a number make 52,000 statements, each of another form. */
  @Test
  void moreStatementsThanTheServerCanRecordAreAFailure() throws Exception {
    StartedDatabase database = start();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      StringBuilder texts = new StringBuilder();
      for (int number = 0; number < 52_000; number++) {
        texts.append("select from task where false");
        for (int bit = 0; bit < 16; bit++) {
          texts.append((number >> bit & 1) == 0 ? " or title is null" : " or title is not null");
        }
        texts.append(";\n");
        if (number % 500 == 499) {
          statement.execute(texts.toString());
          texts.setLength(0);
        }
      }
    }
    assertThat(catchThrowableOfType(EnvironmentFailure.class, () -> stop(database)))
        .hasMessage(
            "The statements of the tests are not known: there were more different ones than the"
                + " server can record. Run again, or leave collectStatements out.");
    assertThat(file).doesNotExist();
  }

  @Test
  void aServerThatOthersUseIsNotRestarted() throws Exception {
    try (EmbeddedServer other = local.postgres().start()) {
      Refusal refusal = catchThrowableOfType(Refusal.class, this::start);
      assertThat(refusal.code()).contains(RefusalCode.STATEMENTS_NOT_RECORDED);
      assertThat(refusal)
          .hasMessage(
              "The embedded server has to be restarted, so that it records the statements of the"
                  + " tests, but it is in use by this build (process %d). End that first, or leave"
                      .formatted(ProcessHandle.current().pid())
                  + " collectStatements out.");
      try (Connection connection = LocalProject.connect(other, "postgres")) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
    StartedDatabase database = start();
    try (EmbeddedServer other = local.postgres().start()) {
      send(database, "select title from task");
      stop(database);
      collect("delete from task");
      assertThat(other.port()).isPositive();
    }
    assertThat(Files.readString(file)).isEqualTo(FIRST_LINE + "delete from task;\n");
  }

  @Test
  void theLibrariesOfTheConfigurationAreLoadedToo() throws Exception {
    local.execute(
        "alter system set shared_preload_libraries = '$libdir/auto_explain', \"passwordcheck\"");
    StartedDatabase database = start();
    try (Connection connection = connect(database)) {
      assertThat(LocalProject.query(connection, "show shared_preload_libraries"))
          .containsExactly("auto_explain,passwordcheck,pg_stat_statements");
    }
    stop(database);
  }

  @Test
  void aConfiguredServerIsRefusedAsWithoutAFile() throws IOException {
    assertThat(
            catchThrowable(
                () ->
                    start(
                        DatabaseSettings.of(
                            new DatabaseLocation.Server(
                                "jdbc:postgresql://127.0.0.1:1/tasks",
                                Optional.empty(),
                                Optional.empty())))))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("kizaki:start deletes and creates a database for tests");
  }
}
