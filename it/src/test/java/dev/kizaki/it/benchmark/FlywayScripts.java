package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Runs SQL by Flyway, a script for each text. */
final class FlywayScripts {
  /** Kept, because its level would be lost with it. */
  private static final Logger LOGGER = Logger.getLogger("org.flywaydb");

  private FlywayScripts() {}

  /**
   * @param directory a new directory for the scripts
   */
  static void run(TestDatabase database, Path directory, List<String> scripts) throws Exception {
    LOGGER.setLevel(Level.WARNING);
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < scripts.size(); i++) {
      files.put("V%d__step.sql".formatted(i + 2), scripts.get(i) + ";\n");
    }
    Folders.write(directory, files);
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
