package dev.kizaki.it.benchmark;

import dev.kizaki.engine.liquibase.InProcessCommands;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs SQL by Liquibase, a file with one changeset for each migration. */
final class LiquibaseScripts {
  /** The changelog in the directory. */
  static final String CHANGELOG = "changelog.xml";

  private static final String MASTER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog
          xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      %s</databaseChangeLog>
      """;

  private LiquibaseScripts() {}

  /**
   * @param directory a new directory for the files
   * @param migrations the commands of each
   */
  static void write(Path directory, List<List<String>> migrations) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder includes = new StringBuilder();
    int number = 0;
    for (List<String> commands : migrations) {
      String name = "step%d.sql".formatted(++number);
      includes.append("  <include file=\"%s\"/>\n".formatted(name));
      files.put(
          name,
          "--liquibase formatted sql\n--changeset benchmark:%d\n%s;\n"
              .formatted(number, String.join(";\n", commands)));
    }
    files.put(CHANGELOG, MASTER.formatted(includes));
    Folders.write(directory, files);
  }

  /** Runs the changesets of a directory that this database has not run yet. */
  static void update(TestDatabase database, Path directory) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists liquibase");
      new InProcessCommands().update(connection, directory, CHANGELOG);
    }
  }
}
