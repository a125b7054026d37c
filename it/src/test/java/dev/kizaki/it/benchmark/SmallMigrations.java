package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The same small migrations as each tool reads them. One half adds an entity, the other half adds a
 * field to it.
 *
 * @param directory the project of kizaki, with a directory for each other tool
 * @param commands the SQL of each migration
 */
record SmallMigrations(Path directory, List<List<String>> commands) {
  private static final String ENTITY =
      """
      entity %s {
        id: uuid = uuid() @primaryKey
        title: string
        position: int = 0%s
        @index([title])
      }
      """;

  private static final String SEPARATOR = ";\n";

  private static final String TABLES =
      "select count(*) from pg_tables where schemaname = 'public' and tablename like 'entity%'";

  SmallMigrations {
    commands = List.copyOf(commands);
  }

  /**
   * @param count the number of migrations; even
   */
  static SmallMigrations write(Path directory, int count) throws IOException {
    Files.createDirectories(directory);
    LongHistory history = new LongHistory(directory);
    for (int number = 0; number < count / 2; number++) {
      String name = String.format(Locale.ROOT, "Entity%03d", number);
      String file = name + ".inspire";
      String whole = ENTITY.formatted(name, "\n  status: string = \"new\"");
      history.add(Map.of(file, ENTITY.formatted(name, "")));
      history.add(Map.of(file, whole));
      Folders.write(directory.resolve("src/main/inspire"), Map.of(file, whole));
    }
    SmallMigrations migrations = new SmallMigrations(directory, history.commands());
    FlywayScripts.write(migrations.flyway(), migrations.commands());
    LiquibaseScripts.write(migrations.liquibase(), migrations.commands());
    PsqlScript.write(migrations.psql(), migrations.commands());
    for (int number = 1; number <= count; number++) {
      Path file = commandsFile(directory, number);
      Folders.write(
          file.getParent(),
          Map.of(
              file.getFileName().toString(),
              String.join(SEPARATOR, history.commands().get(number - 1))));
    }
    return migrations;
  }

  /** The migrations that another process has written to the directory. */
  static SmallMigrations read(Path directory) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (int number = 1; Files.exists(commandsFile(directory, number)); number++) {
      commands.add(List.of(Files.readString(commandsFile(directory, number)).split(SEPARATOR)));
    }
    return new SmallMigrations(directory, commands);
  }

  private static Path commandsFile(Path directory, int number) {
    return directory.resolve("commands").resolve(number + ".sql");
  }

  Path flyway() {
    return directory.resolve("flyway");
  }

  Path liquibase() {
    return directory.resolve("liquibase");
  }

  Path psql() {
    return directory.resolve("psql");
  }

  void applyByKizaki(TestDatabase database) {
    Project project =
        new Project(
            directory,
            directory.resolve("src/main/inspire"),
            directory.resolve("migrations"),
            Optional.empty(),
            Optional.empty());
    new Kizaki(new Silence())
        .apply(new ApplyRequest(project, Databases.of(database), Optional.empty()));
  }

  /** Refuses a database to which not all migrations were applied. */
  void requireApplied(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      row.next();
      if (row.getInt(1) != commands.size() / 2) {
        throw new IllegalStateException(row.getInt(1) + " tables in " + database.name());
      }
    }
  }
}
