package dev.kizaki.engine.goals;

import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Runs the real Liquibase, silent and offline, with a changelog that was written by hand.
 *
 * @param directory the directory of the changelog
 * @param schema the schema that contains Liquibase's tables
 */
record LiquibaseRun(Path directory, TestDatabase database, String schema) {
  private static final String FILE = "by-hand.xml";

  // A logger without a strong reference may be garbage collected and lose its level.
  private static final Logger LOGGER = Logger.getLogger("liquibase");

  private interface Work {
    void with(Liquibase liquibase) throws Exception;
  }

  /** The XML of a change set with its SQL and its rollback. */
  static String changeSet(String file, String id, String author, String sql, String rollback) {
    return """
    <changeSet id="%s" author="%s" logicalFilePath="%s">
      <sql splitStatements="false">%s</sql>
      <rollback><sql splitStatements="false">%s</sql></rollback>
    </changeSet>
    """
        .formatted(id, author, file, sql, rollback);
  }

  /**
   * A change set of a migration; Liquibase marks it as run if the history contains the migration.
   */
  static String ours(String migration, int ordinal, String sql, String rollback) {
    return """
    <changeSet id="%1$s-%2$d" author="kizaki" logicalFilePath="kizaki/public/%1$s/changelog.xml">
      <preConditions onFail="MARK_RAN">
        <sqlCheck expectedResult="0">
          select count(*) from public.__kizaki_migration where name = '%1$s'
        </sqlCheck>
      </preConditions>
      <sql splitStatements="false">%3$s</sql>
      <rollback><sql splitStatements="false">%4$s</sql></rollback>
    </changeSet>
    """
        .formatted(migration, ordinal, sql, rollback);
  }

  LiquibaseRun write(String... changeSets) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(FILE),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd">
        %s</databaseChangeLog>
        """
            .formatted(String.join("", changeSets)));
    return this;
  }

  /** Runs {@code update}. Returns the exception, or empty if the run succeeds. */
  Optional<Exception> update() {
    return run(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
  }

  Optional<Exception> rollback(int count) {
    return run(liquibase -> liquibase.rollback(count, new Contexts(), new LabelExpression()));
  }

  /** Takes Liquibase's lock, as a killed or running Liquibase holds it. */
  void takeLock() {
    run(liquibase ->
            LockServiceFactory.getInstance().getLockService(liquibase.getDatabase()).acquireLock())
        .ifPresent(
            e -> {
              throw new IllegalStateException(e);
            });
    LockServiceFactory.getInstance().resetAll();
  }

  void releaseLocks() {
    run(Liquibase::forceReleaseLocks);
  }

  private Optional<Exception> run(Work work) {
    LOGGER.setLevel(Level.OFF);
    Map<String, Object> values =
        Map.of("liquibase.analytics.enabled", false, Scope.Attr.ui.name(), new LoggerUIService());
    try (Connection connection = database.connect()) {
      Scope.child(
          values,
          () -> {
            var server =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            server.setLiquibaseSchemaName(schema);
            try (DirectoryResourceAccessor resources = new DirectoryResourceAccessor(directory)) {
              Liquibase liquibase = new Liquibase(FILE, resources, server);
              liquibase.setShowSummary(UpdateSummaryEnum.OFF);
              work.with(liquibase);
            }
          });
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(e);
    }
  }
}
