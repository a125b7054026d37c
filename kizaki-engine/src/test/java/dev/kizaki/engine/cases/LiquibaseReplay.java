package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database that Liquibase migrates along a history, one migration after another. */
final class LiquibaseReplay {
  private static final String MASTER = "changelog-master.xml";

  private final LiquibaseCommands liquibase;
  private final Path migrations;
  private final TestDatabase database;
  private List<String> before = List.of();
  private int rolledBack;
  private int withoutWayBack;

  LiquibaseReplay(LiquibaseCommands liquibase, Path migrations, TestDatabase database)
      throws SQLException {
    this.liquibase = liquibase;
    this.migrations = migrations;
    this.database = database;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema liquibase");
    }
  }

  /** Runs the new migration, rolls it back if possible, and runs it again. */
  void migrate(String migration, List<String> expected) throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      update(connection);
      assertThat(CatalogDump.of(connection, "public")).as(migration).isEqualTo(expected);
      String changelog = Files.readString(migrations.resolve(migration).resolve("changelog.xml"));
      if (changelog.contains("cannot be rolled back")) {
        withoutWayBack++;
      } else {
        int changeSets = changelog.split("<changeSet ", -1).length - 1;
        liquibase.rollback(connection, migrations, MASTER, changeSets);
        assertThat(withoutUsers(CatalogDump.of(connection, "public")))
            .as("%s taken back", migration)
            .isEqualTo(withoutUsers(before));
        update(connection);
        assertThat(CatalogDump.of(connection, "public")).as(migration).isEqualTo(expected);
        rolledBack++;
      }
      before = expected;
    }
  }

  /** Runs the change sets that have not run yet. */
  void update(Connection connection) {
    liquibase.update(connection, migrations, MASTER);
  }

  /** The users' table is never dropped. */
  private static List<String> withoutUsers(List<String> lines) {
    return lines.stream().filter(line -> !line.contains("__user")).toList();
  }

  @Override
  public String toString() {
    return rolledBack + " migrations rolled back, " + withoutWayBack + " without a way back";
  }
}
