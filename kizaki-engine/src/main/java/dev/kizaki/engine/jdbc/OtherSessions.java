package dev.kizaki.engine.jdbc;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks the server which sessions hold locks. */
public final class OtherSessions {
  /** Reads only the beginning of a query, because it may contain private data. */
  private static final String BLOCKING =
      """
      select b.pid, a.usename, a.application_name, a.state,
        case when a.state like 'idle%' then a.state_change else a.query_start end,
        left(a.query, 80)
      from (select distinct unnest(pg_blocking_pids(?)) as pid) b
        left join pg_stat_activity a on a.pid = b.pid
      order by b.pid\
      """;

  private static final String WRITING =
      """
      select l.pid, a.usename, a.application_name, a.state,
        case when a.state like 'idle%' then a.state_change else a.query_start end,
        left(a.query, 80)
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'relation' and l.granted and l.mode = 'RowExclusiveLock'
        and l.database = (select oid from pg_database where datname = current_database())
        and l.relation = to_regclass(?) and l.pid is distinct from pg_backend_pid()
      order by l.pid\
      """;

  /** An autovacuum takes the same lock, and ends by itself. */
  private static final String BUILDING =
      """
      select l.pid, a.usename, a.application_name, a.state, a.query_start, left(a.query, 80)
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'relation' and l.granted and l.mode = 'ShareUpdateExclusiveLock'
        and l.database = (select oid from pg_database where datname = current_database())
        and l.relation = to_regclass(?) and l.pid is distinct from pg_backend_pid()
        and coalesce(a.backend_type, 'client backend') = 'client backend'
      order by l.pid\
      """;

  private static final String HOLDING_TABLES =
      """
      select distinct on (l.pid) l.pid, a.usename, a.application_name, a.state,
        case when a.state like 'idle%' then a.state_change else a.query_start end,
        left(a.query, 80)
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'relation' and l.granted
        and (? or l.mode not in ('AccessShareLock', 'RowShareLock'))
        and l.database = (select oid from pg_database where datname = current_database())
        and l.relation = any (select to_regclass(name) from unnest(?::text[]) as t (name))
        and l.pid is distinct from pg_backend_pid()
      order by l.pid\
      """;

  /** The oldest of those whose transactions may have locked rows. */
  private static final String LOCKING_ROWS =
      """
      select distinct on (a.xact_start, l.pid) l.pid, a.usename, a.application_name, a.state,
        case when a.state like 'idle%' then a.state_change else a.query_start end,
        left(a.query, 80)
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'relation' and l.granted and l.mode <> 'AccessShareLock'
        and l.database = (select oid from pg_database where datname = current_database())
        and l.relation = to_regclass(?) and l.pid is distinct from pg_backend_pid()
      order by a.xact_start nulls first, l.pid limit 5\
      """;

  private static final String HOLDING_LOCK =
      """
      select l.pid, a.usename, a.application_name, null::text, a.backend_start, null::text,
        extract(epoch from clock_timestamp() - a.backend_start)::bigint
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ?::bigint::oid and l.objid = ?::bigint::oid\
      """;

  private static final String IN_DATABASES =
      """
      select pid, usename, application_name, state,
        case when state like 'idle%' then state_change else query_start end, null::text
      from pg_stat_activity
      where datname = any (?) and backend_type = 'client backend' and pid <> pg_backend_pid()
      order by pid\
      """;

  private OtherSessions() {}

  /** The sessions of clients in these databases, without their queries. */
  static List<OtherSession> in(Connection connection, Collection<String> databases)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IN_DATABASES)) {
      statement.setArray(1, connection.createArrayOf("name", databases.toArray()));
      return read(statement);
    }
  }

  /** The sessions whose locks this process waits for. */
  public static List<OtherSession> blocking(Connection connection, int process)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BLOCKING)) {
      statement.setInt(1, process);
      return read(statement);
    }
  }

  /**
   * The sessions whose open transactions have written to a table.
   *
   * @param table its quoted name; the result is empty if the table does not exist
   */
  public static List<OtherSession> writing(Connection connection, String table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITING)) {
      statement.setString(1, table);
      return read(statement);
    }
  }

  /**
   * The sessions that hold the lock on a table which a concurrent index build takes.
   *
   * @param table its quoted name; the result is empty if the table does not exist
   */
  public static List<OtherSession> building(Connection connection, String table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BUILDING)) {
      statement.setString(1, table);
      return read(statement);
    }
  }

  /**
   * The sessions that hold locks on tables.
   *
   * @param tables their quoted names
   * @param readers whether to include those that only read
   */
  public static List<OtherSession> holding(
      Connection connection, List<String> tables, boolean readers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDING_TABLES)) {
      statement.setBoolean(1, readers);
      statement.setObject(2, tables.toArray(String[]::new));
      return read(statement);
    }
  }

  /**
   * The sessions whose open transactions may have locked rows of a table, the oldest five.
   *
   * @param table its quoted name
   */
  public static List<OtherSession> lockingRows(Connection connection, String table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCKING_ROWS)) {
      statement.setString(1, table);
      return read(statement);
    }
  }

  /** The session that holds the appliers' lock. */
  public static Optional<LockHolder> holding(Connection connection, LockKey key)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDING_LOCK)) {
      statement.setLong(1, key.unsignedSpace());
      statement.setLong(2, key.unsignedObject());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new LockHolder(session(row), Duration.ofSeconds(row.getLong(7))))
            : Optional.empty();
      }
    }
  }

  private static List<OtherSession> read(PreparedStatement statement) throws SQLException {
    List<OtherSession> sessions = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sessions.add(session(row));
      }
    }
    return sessions;
  }

  private static OtherSession session(ResultSet row) throws SQLException {
    return new OtherSession(
        row.getInt(1),
        text(row, 2),
        text(row, 3),
        text(row, 4),
        Optional.ofNullable(row.getObject(5, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
        text(row, 6));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .map(each -> UnsafeCharacters.escapedLines(each).replaceAll("\\s+", " ").strip())
        .filter(each -> !each.isEmpty());
  }
}
