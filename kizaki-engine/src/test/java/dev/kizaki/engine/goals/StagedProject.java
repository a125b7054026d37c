package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A project whose second migration is applied in stages, on a table with rows. */
final class StagedProject implements AutoCloseable {
  /** An entity without what the second migrations add. */
  static final String TASK =
      """
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        code: int
        mirror: int?
        size: int?
        ownerId: int?
      }
      """;

  /** Rows whose code is their number. */
  static final String ROWS =
      """
      insert into owner (name) select 'owner ' || n from generate_series(1, 100) n;
      insert into task (title, code, mirror, size, owner_id)
        select 'task ' || n, n, nullif(n %% 3, 0), nullif(n %% 3, 0), n %% 100 + 1
        from generate_series(1, %d) n\
      """;

  private final AppliedProject project;

  /** Applies the first schema, inserts rows, and plans the second one. */
  StagedProject(Path root, TestDatabase database, int rows, String schema, String answers)
      throws IOException, SQLException {
    this.project = new AppliedProject(root, database);
    plan(TASK, "");
    apply(OnlineSettings.NEVER, new RecordedLines());
    execute(ROWS.formatted(rows));
    plan(schema, answers);
  }

  private void plan(String schema, String answers) throws IOException {
    AppliedProject.write(project.root(), "src/main/inspire/schema.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                AppliedProject.project(project.root()),
                project.database(),
                Optional.empty(),
                Optional.of(answers).filter(each -> !each.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  /** Applies in stages wherever possible, and returns the lines. */
  String apply() {
    RecordedLines lines = new RecordedLines();
    apply(OnlineSettings.ALWAYS, lines);
    return lines.text();
  }

  void apply(OnlineSettings online, Reporter reporter) {
    apply(project.database(), online, reporter);
  }

  void apply(DatabaseSettings database, OnlineSettings online, Reporter reporter) {
    new Kizaki(reporter)
        .apply(
            new ApplyRequest(
                AppliedProject.project(project.root()),
                database,
                Optional.empty(),
                false,
                false,
                online));
  }

  AppliedProject project() {
    return project;
  }

  Connection connect() throws SQLException {
    return project.test().connect();
  }

  void execute(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** The first column of the only row. */
  String answer(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** Waits until the query answers {@code t}. */
  void await(String query) throws SQLException, InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(query)) {
          if (row.next() && row.getBoolean(1)) {
            return;
          }
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as("no table yet: " + e.getMessage()).isEqualTo("42P01");
        }
        assertThat(System.nanoTime()).as("waited a minute for " + query).isLessThan(end);
        Thread.sleep(5);
      }
    }
  }

  /** Checks that no helper, no invalid index and no row in the ledger is left. */
  void assertNothingLeft() throws SQLException {
    try (Connection connection = connect()) {
      assertThat(CatalogDump.of(connection, "public")).noneMatch(line -> line.contains("~kz"));
    }
    assertThat(answer("select count(*) from pg_index where not (indisvalid and indisready)"))
        .isEqualTo("0");
    assertThat(answer("select count(*) from __kizaki_step")).isEqualTo("0");
  }

  @Override
  public void close() throws SQLException {
    project.close();
  }
}
