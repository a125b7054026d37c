package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.apply.Preflight;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.read.CatalogReader;
import dev.kizaki.engine.catalog.read.LiquibaseReader;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.catalog.read.TableSizes;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.EarlyChecks;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.LockKey;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a database and changes nothing: one read-only transaction that sees one state of it from
 * the first question to the last. Works behind a pooler too. Names are PostgreSQL's own: in the
 * schema others may have put a function or an operator that fits a question better.
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

  /** Looks through a transaction that has begun already; closing this ends it. */
  public static ReadSession of(ReadTransaction transaction) {
    return new ReadSession(transaction);
  }

  /**
   * The applied migrations by number; none where the history table is absent.
   *
   * @throws Refusal when a table of its name is something else
   */
  public List<AppliedMigration> applied() {
    try {
      return new AppliedTable(sessions.schema()).read(connection);
    } catch (SQLException e) {
      throw Preflight.isMissingRight(e) ? forbidden(e) : unreadable("The history", e);
    }
  }

  /** Who holds the appliers' lock at this moment. */
  public Optional<LockHolder> lockHolder() {
    try {
      return OtherSessions.holding(connection, LockKey.of(sessions.schema()));
    } catch (SQLException e) {
      throw unreadable("The locks", e);
    }
  }

  /** What Liquibase keeps about the schema's migrations; nothing where the role may not look. */
  public LiquibaseRecord liquibase() {
    try {
      return LiquibaseReader.read(connection, sessions.schema());
    } catch (SQLException e) {
      throw unreadable("Liquibase's tables", e);
    }
  }

  /** How big these tables are; tables that are not there are not in the answer. */
  public Map<TableName, TableSize> sizes(Collection<TableName> tables) {
    try {
      return TableSizes.read(connection, tables);
    } catch (SQLException e) {
      throw unreadable("The size of the tables", e);
    }
  }

  /**
   * What the schema holds, without the history table and what belongs to extensions or to
   * Liquibase. Locks no table.
   *
   * @param tables the tables of the schema whose parts are read too
   */
  public List<CatalogObject> catalog(Collection<String> tables) {
    try {
      return CatalogReader.read(connection, sessions.schema(), tables);
    } catch (SQLException e) {
      throw unreadable("The catalog", e);
    }
  }

  /** JSON texts in the form in which PostgreSQL keeps them, by how they were written. */
  public Map<String, String> canonicalJson(Collection<String> texts) {
    try {
      return CatalogReader.canonicalJson(connection, texts);
    } catch (SQLException e) {
      throw unreadable("JSON", e);
    }
  }

  /**
   * Asks data checks that can be asked before anything runs.
   *
   * @return what came of each, in the same order
   */
  public Map<CheckSchedule.Entry, CheckOutcome> check(List<CheckSchedule.Entry> upFront) {
    try {
      return new EarlyChecks(connection, sessions).run(upFront, each -> {});
    } catch (SQLException e) {
      throw unreadable("The rows", e);
    }
  }

  /**
   * What would keep {@code apply} from applying these now, in lines for people; nothing when all is
   * well.
   */
  public List<String> missing(List<SqlMigration> pending) {
    try {
      return Preflight.of(connection, sessions.schema(), pending);
    } catch (SQLException e) {
      throw unreadable("The rights of the role", e);
    }
  }

  /** PostgreSQL answers nothing more in a transaction that has failed. */
  private UnreadableDatabase forbidden(SQLException e) {
    try {
      connection.rollback();
      sessions.settings().pinForTransaction(connection);
      return Preflight.historyUnreadable(connection, sessions, e);
    } catch (SQLException lost) {
      return unreadable("The history", lost);
    }
  }

  private UnreadableDatabase unreadable(String what, SQLException e) {
    return new UnreadableDatabase(
        what
            + " of "
            + sessions.address()
            + " could not be read: "
            + ServerMessage.of(e).line()
            + ".",
        e);
  }

  /** Ends the transaction, and its session if it has one of its own. */
  @Override
  public void close() {
    transaction.close();
  }
}
