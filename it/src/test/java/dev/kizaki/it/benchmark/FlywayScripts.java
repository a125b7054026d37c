package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Runs SQL by Flyway, a script for each migration. */
final class FlywayScripts {
  /** Kept, because its level would be lost with it. */
  private static final Logger LOGGER = Logger.getLogger("org.flywaydb");

  private FlywayScripts() {}

  /**
   * @param directory a new directory for the scripts
   * @param migrations the commands of each
   */
  static void write(Path directory, List<List<String>> migrations) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    int version = 2; // 1 is the baseline of a database that is not empty
    for (List<String> commands : migrations) {
      files.put("V%d__step.sql".formatted(version++), String.join(";\n", commands) + ";\n");
    }
    Folders.write(directory, files);
  }

  /** Runs the scripts of a directory that this database has not run yet. */
  static void migrate(TestDatabase database, Path directory) {
    LOGGER.setLevel(Level.WARNING);
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.username(), database.password())
            .locations("filesystem:" + directory)
            .baselineOnMigrate(true);
    // Else its lock is a transaction, for which a concurrent build waits for ever.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    configuration.load().migrate();
  }
}
