package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes, at the beginning of a transaction, the locks that its commands declare.
 *
 * <p>Whoever asks for a lock after a waiting session waits behind it, even a reader (PostgreSQL
 * documentation, section 13.3). So this class waits for a strong lock in tries of 50 milliseconds
 * only, with pauses between them. Before that it takes a weaker lock for which nobody waits,
 * because an autovacuum gives way only to a session that waits longer than {@code
 * deadlock_timeout}.
 */
final class TableLocks {
  private static final Duration WEAK_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TRY = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final String SAVEPOINT = "kizaki_locks";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /**
   * Syntax error or access rule violation (PostgreSQL documentation, appendix A): to refer to a
   * table is allowed to roles that may not lock it, and SQL of the plan may create one.
   */
  private static final String NOT_LOCKABLE = "42";

  private final Connection connection;
  private final SlowStepWatch watch;
  private final Duration lockTimeout;

  /**
   * @param connection not in autocommit mode
   * @param lockTimeout how long to try
   */
  TableLocks(Connection connection, SlowStepWatch watch, Duration lockTimeout) {
    this.connection = connection;
    this.watch = watch;
    this.lockTimeout = lockTimeout;
  }

  /** A lock, and the first step that needs it. */
  private record Needed(TableName table, LockMode mode, SqlStep step) {}

  /**
   * Takes the locks that block writers or readers.
   *
   * @throws StepFailure when another session holds a lock for too long
   */
  void take(List<Stage.Part> parts) throws StepFailure {
    List<Needed> needed = needed(parts);
    if (needed.isEmpty()) {
      return;
    }
    SqlStep first = needed.get(0).step();
    try {
      if (tryNow(strong(needed, "nowait"))) {
        return;
      }
      Stopwatch trying = new Stopwatch();
      Duration weakTimeout = lockTimeout.compareTo(WEAK_TIMEOUT) < 0 ? lockTimeout : WEAK_TIMEOUT;
      boolean weak = false;
      while (!(weak || (weak = tryFor(weakTimeout, weak(needed))))
          || !tryFor(TRY, strong(needed, ""))) {
        watch.blockedBy(OtherSessions.holding(connection, tables(needed), blocksReaders(needed)));
        if (trying.elapsed().compareTo(lockTimeout) >= 0) {
          throw new SQLException("canceling statement due to lock timeout", LOCK_NOT_AVAILABLE);
        }
        DatabaseWait.of(PAUSE);
      }
      execute("set local lock_timeout = " + Math.max(1, lockTimeout.toMillis()));
    } catch (SQLException e) {
      throw StepFailure.of(first, e);
    }
  }

  /** The strongest lock on each table, in the order in which the tables are first locked. */
  private static List<Needed> needed(List<Stage.Part> parts) {
    Map<TableName, Needed> needed = new LinkedHashMap<>();
    for (Stage.Part part : parts) {
      if (part.run() instanceof SqlCommand command) {
        for (TableLock lock : command.locks()) {
          needed.merge(
              lock.before(),
              new Needed(lock.table(), lock.mode(), command),
              (one, other) ->
                  new Needed(
                      one.table(),
                      one.mode().compareTo(other.mode()) >= 0 ? one.mode() : other.mode(),
                      one.step()));
        }
      }
    }
    return needed.values().stream()
        .filter(each -> each.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) > 0)
        .toList();
  }

  private static String strong(List<Needed> needed, String words) {
    return needed.stream()
        .map(
            each ->
                sql("lock table only")
                    .table(each.table())
                    .words("in " + each.mode().sql() + " mode")
                    .wordsIf(!words.isEmpty(), words)
                    .text())
        .collect(Collectors.joining("; "));
  }

  private static String weak(List<Needed> needed) {
    return "lock table only %s in share update exclusive mode"
        .formatted(tables(needed).stream().collect(Collectors.joining(", only ")));
  }

  private static boolean blocksReaders(List<Needed> needed) {
    return needed.stream().anyMatch(each -> each.mode() == LockMode.ACCESS_EXCLUSIVE);
  }

  private static List<String> tables(List<Needed> needed) {
    return needed.stream().map(each -> Quoting.table(each.table())).toList();
  }

  /** Whether the locks were free. */
  private boolean tryNow(String locks) throws SQLException {
    return attempt("savepoint %1$s; %2$s; release savepoint %1$s".formatted(SAVEPOINT, locks));
  }

  private boolean tryFor(Duration timeout, String locks) throws SQLException {
    return attempt(
        "savepoint %1$s; set local lock_timeout = %2$d; %3$s; release savepoint %1$s"
            .formatted(SAVEPOINT, timeout.toMillis(), locks));
  }

  /** False if a lock is held by others. What cannot be locked now meets its lock later. */
  private boolean attempt(String commands) throws SQLException {
    try {
      execute(commands);
      return true;
    } catch (SQLException e) {
      execute("rollback to savepoint " + SAVEPOINT);
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      if (e.getSQLState().startsWith(NOT_LOCKABLE)) {
        return true;
      }
      throw e;
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(command);
    }
  }
}
