package dev.kizaki.engine.liquibase;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;

/**
 * What a user does with Liquibase, in words that every version's class loader shares. Liquibase's
 * own tables are in the schema {@code liquibase}.
 */
public interface LiquibaseCommands {
  /** Runs what has not run. */
  void update(Connection connection, Path directory, String changelog);

  /** Rolls the last change sets back. */
  void rollback(Connection connection, Path directory, String changelog, int count);

  /** Fails where Liquibase finds something wrong. */
  void validate(Connection connection, Path directory, String changelog);

  /** The SQL that an update would run. */
  String updateSql(Connection connection, Path directory, String changelog);

  /** How many change sets have not run, in words. */
  String status(Connection connection, Path directory, String changelog);

  /** The checksum of each change set, by its id, in order. */
  Map<String, String> checksums(Path directory, String changelog);
}
