package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.apply.Preflight;
import dev.kizaki.engine.apply.SafeServer;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.HeldName;
import dev.kizaki.engine.catalog.Helper;
import dev.kizaki.engine.catalog.read.AdoptionFacts;
import dev.kizaki.engine.catalog.read.AdoptionReader;
import dev.kizaki.engine.catalog.read.CatalogReader;
import dev.kizaki.engine.catalog.read.ColumnObstacleReader;
import dev.kizaki.engine.catalog.read.FormReader;
import dev.kizaki.engine.catalog.read.HelperReader;
import dev.kizaki.engine.catalog.read.LiquibaseReader;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.catalog.read.NullRows;
import dev.kizaki.engine.catalog.read.ObjectReader;
import dev.kizaki.engine.catalog.read.TableFactsReader;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.catalog.read.TableSizes;
import dev.kizaki.engine.catalog.read.ViewObstacleReader;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.EarlyChecks;
import dev.kizaki.engine.check.LossCounter;
import dev.kizaki.engine.check.SqlPreparation;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.DatabaseNote;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.LockKey;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.TableFacts;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.statements.ApplicationStatement;
import dev.kizaki.engine.statements.RecordedStatements;
import dev.kizaki.engine.statements.StatementProof;
import dev.kizaki.engine.takeover.SqlText;
import dev.kizaki.engine.takeover.Takeover;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a database in one read-only transaction, which sees the same state from the first query to
 * the last. Works behind a pooler too. The search path contains only {@code pg_catalog}, because
 * users may have created functions or operators with better matching argument types in the schema.
 */
public final class ReadSession implements AutoCloseable {
  private final ReadTransaction transaction;
  private final Connection connection;
  private final Sessions sessions;

  private ReadSession(ReadTransaction transaction) {
    this.transaction = transaction;
    this.connection = transaction.connection();
    this.sessions = transaction.sessions();
  }

  /**
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static ReadSession open(Sessions sessions) {
    return new ReadSession(ReadTransaction.open(sessions));
  }

  /** Reads in a transaction that has already begun. Closing this object ends the transaction. */
  public static ReadSession of(ReadTransaction transaction) {
    return new ReadSession(transaction);
  }

  /**
   * The applied migrations, by number; empty if the history table does not exist.
   *
   * @throws Refusal when the table with the name of the history table is not a history table
   */
  public List<AppliedMigration> applied() {
    try {
      return new AppliedTable(sessions.schema()).read(connection);
    } catch (SQLException e) {
      throw Preflight.isMissingRight(e) ? forbidden(e) : unreadable("The history", e);
    }
  }

  /** The migration that runs in stages and is not finished. */
  public Optional<MigrationInProgress> inProgress() {
    return MigrationInProgress.current(allInProgress());
  }

  /** The migration in progress, and those between the two phases of a deploy, by number. */
  public List<MigrationInProgress> allInProgress() {
    try {
      return new StageLedger(sessions.schema()).readAll(connection);
    } catch (SQLException e) {
      throw Preflight.isMissingRight(e) ? forbidden(e) : unreadable("The table of stages", e);
    }
  }

  /** The statements that the server has recorded. */
  public RecordedStatements recordedStatements() {
    return read("The recorded statements", () -> RecordedStatements.read(connection));
  }

  /** Proves in another session of the same database, with the same settings. */
  public StatementProof.Outcome prove(StatementProof proof, List<ApplicationStatement> statements) {
    return proof.of(statements, sessions);
  }

  /** Why a table cannot be shown by a view; absent if it can. */
  public Optional<String> obstacle(CompatibilityView view) {
    return read("The tables", () -> ViewObstacleReader.read(connection, view));
  }

  /** What decides whether statements about these tables are carried out in stages. */
  public Map<TableName, TableFacts> tableFacts(Collection<TableName> tables) {
    return read("The size of the tables", () -> TableFactsReader.read(connection, tables));
  }

  /** Why columns cannot be replaced by others; those that can be are missing. */
  public Map<ReplacedColumn, String> obstacles(Collection<ReplacedColumn> columns) {
    return read("The columns", () -> ColumnObstacleReader.read(connection, columns));
  }

  /**
   * @param migration a migration that would run in stages
   * @throws Refusal when the server cannot run it so
   */
  public void requireSafeServer(SqlMigration migration) {
    read(
        "The version",
        () -> {
          SafeServer.require(connection, sessions.address(), migration);
          return migration;
        });
  }

  /** Whether this is a newly built embedded database whose seeds have not run yet. */
  public boolean seedsPending() {
    return read(
        "The note about the seeds", () -> DatabaseNote.ofCurrent(connection).seedsPending());
  }

  /** The session that holds the appliers' lock now. */
  public Optional<LockHolder> lockHolder() {
    return read(
        "The locks", () -> OtherSessions.holding(connection, LockKey.of(sessions.schema())));
  }

  /**
   * What Liquibase's tables contain about the schema's migrations; empty if the role may not read
   * them.
   */
  public LiquibaseRecord liquibase() {
    return read("Liquibase's tables", () -> LiquibaseReader.read(connection, sessions.schema()));
  }

  /** The sizes of these tables. Tables that do not exist are missing from the result. */
  public Map<TableName, TableSize> sizes(Collection<TableName> tables) {
    return read("The size of the tables", () -> TableSizes.read(connection, tables));
  }

  /**
   * The objects of the schema, without the history table and the objects of extensions and of
   * Liquibase. Locks no table.
   *
   * @param tables the tables of the schema whose columns, constraints and indexes are read too
   */
  public List<CatalogObject> catalog(Collection<String> tables) {
    return read("The catalog", () -> CatalogReader.read(connection, sessions.schema(), tables));
  }

  /** The major version of the server. */
  public int serverMajor() {
    return read("The version", () -> connection.getMetaData().getDatabaseMajorVersion());
  }

  /** Opens further sessions of the same database. */
  Sessions sessions() {
    return sessions;
  }

  /**
   * The texts of the expressions of the tables of the schema by their place. Locks the tables as
   * reading them does.
   */
  public Map<ExpressionPlace, String> expressions() {
    return read("The catalog", () -> AdoptionReader.expressions(connection, sessions.schema()));
  }

  /**
   * What PostgreSQL printed of the objects of the applied migrations, by their places. At least one
   * migration must be applied.
   */
  Map<String, String> keptForms() {
    return read("The history", () -> new AppliedTable(sessions.schema()).keptForms(connection));
  }

  /**
   * What PostgreSQL prints of objects now, by their places. Locks their tables as reading them
   * does. A missing object is missing in the result.
   *
   * @param forms not empty
   * @param waits whether to wait for a table that another session has locked
   * @return empty if a table stays locked
   */
  Optional<Map<String, String>> printed(List<PrintedForm> forms, boolean waits) {
    return ifReadable(
        () ->
            read(
                "The catalog",
                () -> FormReader.read(connection, sessions.settings(), forms, waits)));
  }

  /**
   * The objects of the schema that SQL makes, such as views and functions. Locks the relations that
   * they read as a query does.
   */
  public FoundObjects objects() {
    return read("The catalog", () -> ObjectReader.read(connection, sessions.schema()));
  }

  /** The extensions that the server has files of. */
  public Set<String> availableExtensions() {
    return read("The extensions", () -> AdoptionReader.extensions(connection));
  }

  /** What adopting the schema has to know beyond its objects. */
  public AdoptionFacts adoptionFacts() {
    return read("The catalog", () -> AdoptionReader.read(connection, sessions.schema()));
  }

  /** The columns, constraints and indexes of these tables, as {@link #catalog} returns them. */
  public List<CatalogObject> tableParts(Collection<String> tables) {
    return read(
        "The catalog", () -> CatalogReader.readParts(connection, sessions.schema(), tables));
  }

  /** Which of these names relations or types of the schema have. */
  public List<HeldName> heldNames(Collection<String> names) {
    return read("The catalog", () -> CatalogReader.heldNames(connection, sessions.schema(), names));
  }

  /** The number of rows that hold null in a column; empty if they cannot be counted in time. */
  public OptionalLong nulls(Takeover.Nulls column) {
    return read(
        "The rows",
        () ->
            NullRows.count(
                connection,
                sessions.schema(),
                column.table(),
                column.column(),
                sessions.checkTimeout()));
  }

  /** For each JSON text, its normalized form as PostgreSQL's {@code jsonb} stores it. */
  public Map<String, String> canonicalJson(Collection<String> texts) {
    return read("JSON", () -> CatalogReader.canonicalJson(connection, texts));
  }

  /**
   * Runs data checks that can run before the first migration.
   *
   * @return the outcome of each check, in the same order
   */
  public Map<CheckSchedule.Entry, CheckOutcome> check(List<CheckSchedule.Entry> upFront) {
    return read("The rows", () -> new EarlyChecks(connection, sessions).run(upFront, each -> {}));
  }

  /**
   * Lets PostgreSQL parse the SQL texts of plans.
   *
   * @return the outcome of each text that can be checked now, in the same order
   */
  public Map<SqlText, CheckOutcome> prepare(List<SqlText> texts) {
    return read(
        "The SQL of the plans",
        () -> {
          Map<SqlText, CheckOutcome> outcomes = new LinkedHashMap<>();
          for (SqlText each : texts) {
            if (each.known()) {
              outcomes.put(
                  each, SqlPreparation.of(connection, sessions.settings(), each.command()));
            }
          }
          return outcomes;
        });
  }

  /**
   * Counts the rows that pending migrations lose, as phrases.
   *
   * @param counts with the names that the database has now
   */
  public Map<LossCount, String> count(List<LossCount> counts) {
    return read("The rows", () -> new LossCounter(connection, sessions).run(counts));
  }

  /** The same, without the counts of which no row loses anything. */
  public Map<LossCount, String> countLosing(List<LossCount> counts) {
    return read("The rows", () -> new LossCounter(connection, sessions).runWithoutZeros(counts));
  }

  /** The objects that exist only while a migration runs in stages, in an order to drop them in. */
  public List<Helper> helpers() {
    return read("The catalog", () -> HelperReader.read(connection, sessions.schema()));
  }

  /**
   * What prevents {@code apply} from applying these migrations now, as lines of a message. Empty if
   * nothing prevents it.
   *
   * @param stages what their stages need; empty if none has stages
   */
  public List<String> missing(List<SqlMigration> pending, Set<Requirement> stages) {
    return read(
        "The rights of the role",
        () -> Preflight.of(connection, sessions.schema(), pending, stages));
  }

  /**
   * Reads something that the caller can do without.
   *
   * @return empty if it cannot be read; what was read before stays valid
   */
  <T> Optional<T> ifReadable(Supplier<T> read) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        return Optional.of(read.get());
      } catch (UnreadableDatabase e) {
        connection.rollback(before);
        return Optional.empty();
      }
    } catch (SQLException e) {
      throw unreadable("The catalog", e);
    }
  }

  /** Rolls back first, because PostgreSQL executes no query in an aborted transaction. */
  private UnreadableDatabase forbidden(SQLException e) {
    try {
      connection.rollback();
      sessions.settings().pinForTransaction(connection);
      return Preflight.historyUnreadable(connection, sessions, e);
    } catch (SQLException lost) {
      return unreadable("The history", lost);
    }
  }

  /**
   * @param what what is read, as the beginning of the sentence if it cannot be read
   */
  private <T> T read(String what, Query<T> query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw unreadable(what, e);
    }
  }

  @FunctionalInterface
  private interface Query<T> {
    T run() throws SQLException;
  }

  private UnreadableDatabase unreadable(String what, SQLException e) {
    return new UnreadableDatabase(
        RefusalCode.DATABASE_UNREADABLE,
        "%s of %s could not be read: %s. Correct that, then run again."
            .formatted(what, sessions.address(), ServerMessage.of(e).line()),
        e);
  }

  /** Ends the transaction, and its session if the transaction owns it. */
  @Override
  public void close() {
    transaction.close();
  }
}
