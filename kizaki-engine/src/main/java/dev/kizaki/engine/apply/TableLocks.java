package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final String PROBE = "kizaki_lockable";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /**
   * Syntax error or access rule violation (PostgreSQL documentation, appendix A): to refer to a
   * table is allowed to roles that may not lock it, and SQL of the plan may create one.
   */
  private static final String NOT_LOCKABLE = "42";

  private final Connection connection;
  private final SlowStepWatch watch;
  private final Duration lockTimeout;

  /** The locks that the steps themselves must take. */
  private final Map<TableName, Needed> left = new HashMap<>();

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

  /** Runs a step. */
  @FunctionalInterface
  interface Run {
    void run() throws StepFailure;
  }

  /**
   * Takes the locks that block writers or readers. Those that the role may not take are left to the
   * steps: the steps must be run by {@link #run}.
   *
   * @throws StepFailure when another session holds a lock for too long
   */
  void take(List<Stage.Part> parts) throws StepFailure {
    left.clear();
    List<Needed> needed = needed(parts);
    if (needed.isEmpty()) {
      return;
    }
    SqlStep first = needed.get(0).step();
    try {
      Outcome outcome = tryNow(needed);
      if (outcome == Outcome.REFUSED) {
        needed = lockable(needed);
        outcome = needed.isEmpty() ? Outcome.TAKEN : tryNow(needed);
      }
      if (outcome == Outcome.HELD) {
        takeInTries(needed);
        limit(lockTimeout);
      }
    } catch (SQLException e) {
      throw StepFailure.of(first, e);
    }
  }

  private void takeInTries(List<Needed> needed) throws SQLException {
    Stopwatch trying = new Stopwatch();
    Duration weakTimeout = lockTimeout.compareTo(WEAK_TIMEOUT) < 0 ? lockTimeout : WEAK_TIMEOUT;
    boolean weak = false;
    while (true) {
      weak = weak || tryFor(weakTimeout, weak(needed)) == Outcome.TAKEN;
      if (weak && tryFor(TRY, strong(needed, "")) == Outcome.TAKEN) {
        return;
      }
      watch.blockedBy(OtherSessions.holding(connection, tables(needed), blocksReaders(needed)));
      if (trying.elapsed().compareTo(lockTimeout) >= 0) {
        throw new SQLException("canceling statement due to lock timeout", LOCK_NOT_AVAILABLE);
      }
      DatabaseWait.of(PAUSE);
    }
  }

  /** Those that the role may take. Remembers the others. */
  private List<Needed> lockable(List<Needed> needed) throws SQLException {
    List<Needed> lockable = new ArrayList<>();
    for (Needed each : needed) {
      execute("savepoint " + PROBE);
      if (tryNow(List.of(each)) != Outcome.REFUSED) {
        lockable.add(each);
      } else {
        left.put(each.table(), each);
      }
      rollBackTo(PROBE);
    }
    return lockable;
  }

  /**
   * Runs a step. If it takes locks that {@link #take} has left to it, it is run in tries.
   *
   * @throws StepFailure when the step fails, or when another session holds a lock for too long
   */
  void run(Stage.Part part, Run run) throws StepFailure {
    List<Needed> own = left(part);
    if (own.isEmpty()) {
      run.run();
      return;
    }
    Stopwatch trying = new Stopwatch();
    while (!tryToRun(own, run, trying)) {
      DatabaseWait.of(PAUSE);
    }
  }

  private boolean tryToRun(List<Needed> own, Run run, Stopwatch trying) throws StepFailure {
    try {
      execute("savepoint " + SAVEPOINT);
      limit(TRY);
      run.run();
      limit(lockTimeout);
      execute("release savepoint " + SAVEPOINT);
      return true;
    } catch (SQLException e) {
      throw StepFailure.of(own.get(0).step(), e);
    } catch (StepFailure failure) {
      boolean held =
          failure.sql().filter(e -> LOCK_NOT_AVAILABLE.equals(e.getSQLState())).isPresent();
      if (!held) {
        throw failure;
      }
      try {
        rollBackTo(SAVEPOINT);
        watch.blockedBy(OtherSessions.holding(connection, tables(own), blocksReaders(own)));
      } catch (SQLException e) {
        throw StepFailure.of(own.get(0).step(), e);
      }
      if (trying.elapsed().compareTo(lockTimeout) >= 0) {
        throw failure;
      }
      return false;
    }
  }

  private List<Needed> left(Stage.Part part) {
    return part.run() instanceof SqlCommand command
        ? command.locks().stream()
            .map(each -> left.get(each.table()))
            .filter(Objects::nonNull)
            .toList()
        : List.of();
  }

  /**
   * Whether to try again to write rows that others have locked.
   *
   * @param trying how long it was tried
   */
  boolean mayTryAgain(TableName rowsOf, Duration trying) {
    if (trying.compareTo(lockTimeout) < 0) {
      return true;
    }
    try {
      watch.blockedBy(OtherSessions.lockingRows(connection, Quoting.table(rowsOf)));
      connection.rollback();
    } catch (SQLException e) {
      watch.blockedBy(List.of());
    }
    return false;
  }

  /**
   * The strongest lock on each table, in the order in which the tables are first locked, but those
   * that others will refer to first.
   */
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
    Set<TableName> referred = referred(parts);
    return needed.values().stream()
        .filter(each -> each.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) > 0)
        .sorted(Comparator.comparing(each -> !referred.contains(each.table())))
        .toList();
  }

  /** The commands that take the locks of these commands, and fail if another session holds one. */
  static List<String> withoutWaiting(List<SqlCommand> commands) {
    List<Stage.Part> parts = commands.stream().map(each -> new Stage.Part(0, each)).toList();
    List<Needed> needed = needed(parts);
    return needed.isEmpty() ? List.of() : List.of(strong(needed, "nowait"));
  }

  /** The tables that get foreign keys to them. */
  private static Set<TableName> referred(List<Stage.Part> parts) {
    return parts.stream()
        .map(Stage.Part::run)
        .filter(SqlCommand.class::isInstance)
        .flatMap(each -> ((SqlCommand) each).needs().stream())
        .filter(need -> need.kind() == Requirement.Kind.REFERENCE_TABLE)
        .map(need -> new TableName(need.schema(), need.name()))
        .collect(Collectors.toSet());
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

  /** What became of a try. */
  private enum Outcome {
    TAKEN,
    /** Another session holds one of the locks. */
    HELD,
    /** The role may not take one of the locks, or there is no such table yet. */
    REFUSED
  }

  private Outcome tryNow(List<Needed> needed) throws SQLException {
    return attempt(strong(needed, "nowait"));
  }

  private Outcome tryFor(Duration timeout, String locks) throws SQLException {
    return attempt("set local lock_timeout = %d; %s".formatted(timeout.toMillis(), locks));
  }

  private Outcome attempt(String commands) throws SQLException {
    try {
      execute("savepoint %1$s; %2$s; release savepoint %1$s".formatted(SAVEPOINT, commands));
      return Outcome.TAKEN;
    } catch (SQLException e) {
      String state = Objects.requireNonNullElse(e.getSQLState(), "");
      if (!state.equals(LOCK_NOT_AVAILABLE) && !state.startsWith(NOT_LOCKABLE)) {
        throw e;
      }
      rollBackTo(SAVEPOINT);
      return state.equals(LOCK_NOT_AVAILABLE) ? Outcome.HELD : Outcome.REFUSED;
    }
  }

  private void rollBackTo(String savepoint) throws SQLException {
    execute("rollback to savepoint %1$s; release savepoint %1$s".formatted(savepoint));
  }

  private void limit(Duration timeout) throws SQLException {
    execute("set local lock_timeout = " + Math.max(1, timeout.toMillis()));
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(command);
    }
  }
}
