package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.generator.ChangelogGenerator;
import dev.kizaki.engine.liquibase.ChangelogDirectory;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.postgres.RollbackGenerator.Rollback;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs migrations by Liquibase, in a session with settings that differ from kizaki's and whose
 * search path does not contain the schema of the tables.
 */
final class LiquibaseRuns implements Oracle.Runner, AutoCloseable {
  private final LiquibaseCommands liquibase;
  private final LiquibaseCommands other;
  private final ChangelogDirectory directory;
  private final String schema;
  private final Connection connection;

  /**
   * @param other the second version, which must recognise the change sets that the first one ran
   */
  LiquibaseRuns(LiquibaseCommands liquibase, LiquibaseCommands other, Oracle oracle, Path directory)
      throws SQLException {
    this.liquibase = liquibase;
    this.other = other;
    this.directory = new ChangelogDirectory(directory);
    this.schema = oracle.schema();
    this.connection = oracle.connect();
  }

  @Override
  public void run(Oracle.Planned planned) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA liquibase");
      statement.execute("SET search_path = liquibase");
      statement.execute("SET TimeZone = 'Asia/Kathmandu'");
      statement.execute("SET IntervalStyle = 'sql_standard'");
    }
    List<Changelog> changelogs = changelogs(planned);
    String master = directory.write(changelogs.toArray(Changelog[]::new));
    changelogs.forEach(each -> ChangelogSchema.check(directory.path(), each));
    liquibase.update(connection, directory.path(), master);
    assertThat(query("SELECT concat_ws(' ', number, name, digest, parent) FROM " + history()))
        .isEqualTo(planned.migrations().stream().map(LiquibaseRuns::line).toList());
    assertThat(query("SELECT id || ' ' || md5sum FROM databasechangelog ORDER BY orderexecuted"))
        .isEqualTo(
            other.checksums(directory.path(), master).entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList());
  }

  @Override
  public void rollBack(Oracle.Planned planned, List<Rollback> rollbacks) {
    rollBackLast(planned);
  }

  @Override
  public void failToRollBack(Oracle.Planned planned) {
    assertThatThrownBy(() -> rollBackLast(planned)).hasMessageContaining("cannot be rolled back");
  }

  private void rollBackLast(Oracle.Planned planned) {
    List<Changelog> changelogs = changelogs(planned);
    int count = changelogs.get(changelogs.size() - 1).changeSets().size();
    liquibase.rollback(connection, directory.path(), ChangelogDirectory.MASTER, count);
  }

  private List<Changelog> changelogs(Oracle.Planned planned) {
    List<Changelog> changelogs = new ArrayList<>();
    int last = planned.migrations().size() - 1;
    for (int i = 0; i < last; i++) {
      changelogs.add(changelog(planned.migrations().get(i), Shape.empty(), List.of()));
    }
    changelogs.add(
        changelog(planned.migrations().get(last), planned.before(), planned.statements()));
    return changelogs;
  }

  private Changelog changelog(
      SqlMigration migration, Shape before, List<PlanStatement> statements) {
    return ChangelogGenerator.generate(migration, before, statements, schema, Oracle.NAMES, false);
  }

  private String history() {
    return Quoting.qualified(schema, HistoryTable.NAME) + " ORDER BY number";
  }

  private List<String> query(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static String line(SqlMigration migration) {
    return migration.number()
        + " "
        + migration.name()
        + " "
        + migration.digest()
        + migration.parent().map(parent -> " " + parent).orElse("");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
