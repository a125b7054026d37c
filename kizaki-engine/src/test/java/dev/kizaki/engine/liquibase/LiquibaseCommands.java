package dev.kizaki.engine.liquibase;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;

/**
 * The Liquibase commands of a user. The interface has only types that the class loaders of all
 * versions share. Liquibase's own tables are in the schema {@code liquibase}.
 */
public interface LiquibaseCommands {
  /** Runs the change sets that have not run. */
  void update(Connection connection, Path directory, String changelog);

  /** Rolls the last change sets back. */
  void rollback(Connection connection, Path directory, String changelog, int count);

  /** Fails if Liquibase finds an error. */
  void validate(Connection connection, Path directory, String changelog);

  /** The SQL that an update would run. */
  String updateSql(Connection connection, Path directory, String changelog);

  /** Liquibase's message about the number of change sets that have not run. */
  String status(Connection connection, Path directory, String changelog);

  /** The checksum of each change set by its id, in order. */
  Map<String, String> checksums(Path directory, String changelog);
}
