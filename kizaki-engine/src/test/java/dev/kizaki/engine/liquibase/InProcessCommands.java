package dev.kizaki.engine.liquibase;

import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Runs Liquibase in this JVM, without output and network access. The class loader decides the
 * version.
 */
public final class InProcessCommands implements LiquibaseCommands {
  // Keeps a reference, because a logger that is garbage-collected loses its level.
  private static final Logger LOGGER = Logger.getLogger("liquibase");

  /** Off by default, because validation against the XML schema takes longer than the commands. */
  private static final String AGAINST_SCHEMA = "liquibase.validateXmlChangelogFiles";

  /** Called by reflection. */
  public InProcessCommands() {
    LOGGER.setLevel(Level.OFF);
  }

  private interface Work<T> {
    T with(Liquibase liquibase) throws Exception;
  }

  @Override
  public void update(Connection connection, Path directory, String changelog) {
    run(
        connection,
        directory,
        changelog,
        liquibase -> {
          liquibase.update(new Contexts(), new LabelExpression());
          return null;
        });
  }

  @Override
  public void rollback(Connection connection, Path directory, String changelog, int count) {
    run(
        connection,
        directory,
        changelog,
        liquibase -> {
          liquibase.rollback(count, new Contexts(), new LabelExpression());
          return null;
        });
  }

  @Override
  public void validate(Connection connection, Path directory, String changelog) {
    run(
        connection,
        directory,
        changelog,
        liquibase -> {
          Scope.child(Map.of(AGAINST_SCHEMA, true), liquibase::validate);
          return null;
        });
  }

  /** Deprecated, but the only method that takes a writer for the output. */
  @SuppressWarnings("deprecation")
  @Override
  public String updateSql(Connection connection, Path directory, String changelog) {
    return run(
        connection,
        directory,
        changelog,
        liquibase -> {
          StringWriter out = new StringWriter();
          liquibase.update(new Contexts(), new LabelExpression(), out);
          return out.toString();
        });
  }

  @Override
  public String status(Connection connection, Path directory, String changelog) {
    return run(
        connection,
        directory,
        changelog,
        liquibase -> {
          StringWriter out = new StringWriter();
          liquibase.reportStatus(false, new Contexts(), new LabelExpression(), out);
          return out.toString();
        });
  }

  @Override
  public Map<String, String> checksums(Path directory, String changelog) {
    return inScope(
        () -> {
          Map<String, String> checksums = new LinkedHashMap<>();
          try (DirectoryResourceAccessor resources = new DirectoryResourceAccessor(directory)) {
            var parser = ChangeLogParserFactory.getInstance().getParser("xml", resources);
            for (ChangeSet changeSet :
                parser.parse(changelog, new ChangeLogParameters(), resources).getChangeSets()) {
              checksums.put(
                  changeSet.getId(),
                  changeSet.generateCheckSum(ChecksumVersion.latest()).toString());
            }
          }
          return checksums;
        });
  }

  private static <T> T run(Connection connection, Path directory, String changelog, Work<T> work) {
    return inScope(
        () -> {
          boolean autoCommit = connection.getAutoCommit(); // before Liquibase takes it away
          Database database =
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(new JdbcConnection(connection));
          database.setLiquibaseSchemaName("liquibase");
          try (DirectoryResourceAccessor resources = new DirectoryResourceAccessor(directory)) {
            Liquibase liquibase = new Liquibase(changelog, resources, database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            return work.with(liquibase);
          } finally {
            if (!connection.getAutoCommit()) {
              connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
            forget();
          }
        });
  }

  /** Clears Liquibase's caches, because a user's next command runs in another process. */
  private static void forget() {
    Scope scope = Scope.getCurrentScope();
    scope.getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
    scope.getSingleton(FastCheckService.class).clearCache();
    scope.getSingleton(ExecutorService.class).reset();
    LockServiceFactory.getInstance().resetAll();
  }

  private static <T> T inScope(Scope.ScopedRunnerWithReturn<T> work) {
    Map<String, Object> values =
        Map.of(
            "liquibase.analytics.enabled",
            false,
            AGAINST_SCHEMA,
            false,
            Scope.Attr.ui.name(),
            new LoggerUIService());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(InProcessCommands.class.getClassLoader());
    try {
      return Scope.child(values, work);
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
