package dev.kizaki.engine.cases;

import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The effect of commands on the tables that exist when this object is created, as the server shows
 * it: the locks in {@code pg_locks}, the rows read by sequential scans of the transaction, and
 * whether the table got a new file.
 */
final class ObservedFootprint {
  private static final String TABLES =
      """
      select c.oid::bigint, n.nspname, c.relname, pg_relation_filenode(c.oid)::bigint,
        pg_relation_size(c.oid) > 0
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'\
      """;

  private static final String ROWS_READ =
      """
      select oid, pg_stat_get_xact_tuples_returned(oid::oid) from unnest(?::bigint[]) as t (oid)\
      """;

  private static final String LOCKS =
      """
      select t.oid, pg_relation_filenode(t.oid::oid)::bigint,
        pg_stat_get_xact_tuples_returned(t.oid::oid),
        coalesce((select array_agg(l.mode) from pg_locks l
          where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.relation = t.oid::oid
            and l.granted), '{}')
      from unnest(?::bigint[]) as t (oid)\
      """;

  private final Connection connection;
  private final Long[] initial;

  /** A table before a command. */
  private record Before(TableName name, long file, boolean hasRows) {}

  /**
   * An observed lock.
   *
   * @param hasRows whether the table had rows to read
   */
  record ObservedLock(TableLock lock, boolean hasRows) {}

  ObservedFootprint(Connection connection) throws SQLException {
    this.connection = connection;
    this.initial = tables().keySet().toArray(Long[]::new);
  }

  private Map<Long, Before> tables() throws SQLException {
    Map<Long, Before> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.put(
            row.getLong(1),
            new Before(
                new TableName(row.getString(2), row.getString(3)),
                row.getLong(4),
                row.getBoolean(5)));
      }
    }
    return tables;
  }

  /** Runs a command in its own transaction, so that no lock of another command hides its locks. */
  List<ObservedLock> of(String command, Optional<String> role) throws SQLException {
    Map<Long, Before> before = tables();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (role.isPresent()) {
        statement.execute("SET LOCAL ROLE " + role.get());
      }
      Map<Long, Long> read = rowsRead();
      statement.execute(command);
      List<ObservedLock> seen = observedLocks(before, read);
      connection.commit();
      return seen;
    } catch (SQLException e) {
      connection.rollback();
      throw new SQLException(command + "\n" + e.getMessage(), e.getSQLState(), e);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** The counters include the earlier transactions of the session, so the caller subtracts. */
  private Map<Long, Long> rowsRead() throws SQLException {
    Map<Long, Long> read = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ROWS_READ)) {
      statement.setArray(1, connection.createArrayOf("bigint", initial));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          read.put(row.getLong(1), row.getLong(2));
        }
      }
    }
    return read;
  }

  private List<ObservedLock> observedLocks(Map<Long, Before> before, Map<Long, Long> read)
      throws SQLException {
    List<ObservedLock> locks = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
      Array oids = connection.createArrayOf("bigint", initial);
      statement.setArray(1, oids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String[] modes = (String[]) row.getArray(4).getArray();
          Before table = before.get(row.getLong(1));
          if (modes.length > 0 && table != null) {
            boolean dropped = row.getObject(2) == null;
            RowAccess work =
                !dropped && row.getLong(2) != table.file()
                    ? RowAccess.REWRITE
                    : row.getLong(3) > read.get(row.getLong(1))
                        ? RowAccess.SCAN
                        : RowAccess.CATALOG;
            locks.add(
                new ObservedLock(
                    new TableLock(table.name(), strongest(modes), work), table.hasRows()));
          }
        }
      }
    }
    return locks;
  }

  /** {@code AccessExclusiveLock} is {@link LockMode#ACCESS_EXCLUSIVE}. */
  private static LockMode strongest(String[] modes) {
    LockMode strongest = LockMode.ACCESS_SHARE;
    for (String each : modes) {
      String words = each.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
      LockMode mode = LockMode.valueOf(words.toUpperCase(Locale.ROOT));
      strongest = strongest.compareTo(mode) >= 0 ? strongest : mode;
    }
    return strongest;
  }
}
