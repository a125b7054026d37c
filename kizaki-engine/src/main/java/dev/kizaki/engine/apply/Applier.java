package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.EarlyChecks;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.Pause;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Moves a database along its history. Opening it makes sure that sessions are sessions ({@link
 * PoolerCheck}), takes the lock ({@link ApplyLock}) and reads what is applied ({@link
 * QuiescentHistoryReader}); nothing is changed before {@link #apply}. There, each migration runs in
 * one transaction with its history row ({@link MigrationTransaction}).
 *
 * <p>What goes wrong has three ways out. Somebody else's locks are in the way: roll back, rest, try
 * again. The SQL fails: roll back and report ({@link FailureReport}). The connection is lost: the
 * database is asked what became of the migration ({@link CommitOutcome}); if it is applied the work
 * goes on, else it ends with that answer.
 */
public final class Applier implements AutoCloseable {
  private static final int MOST_LOCK_LOSSES = 3;

  private final Sessions sessions;
  private final String toolVersion;
  private final RetryPolicy patience;
  private final ApplyListener listener;
  private final AppliedTable table;
  private final SlowStepWatch watch;
  private final Connection work;
  private final List<AppliedMigration> applied;

  private final List<SqlMigration> done = new ArrayList<>();
  private ApplyLock lock;
  private Optional<MigrationTransaction> transaction = Optional.empty();
  private Map<SqlMigration, Set<Integer>> checksAtTheirTurn = Map.of();
  private int lockLosses;

  private Applier(
      Sessions sessions,
      String toolVersion,
      RetryPolicy patience,
      ApplyListener listener,
      Connection work,
      ApplyLock lock,
      List<AppliedMigration> applied) {
    this.sessions = sessions;
    this.toolVersion = toolVersion;
    this.patience = patience;
    this.listener = listener;
    this.table = new AppliedTable(sessions.schema());
    this.watch = new SlowStepWatch(sessions, patience, listener);
    this.work = work;
    this.lock = lock;
    this.applied = List.copyOf(applied);
  }

  /**
   * Takes the lock of the database's schema, waiting for another applier if there is one, and reads
   * what is applied. Changes nothing.
   *
   * @param toolVersion what the history rows name
   * @throws Refusal when the database is behind a pooler in transaction mode, the lock is not to be
   *     had in time, or the history table is something else
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static Applier open(
      Sessions sessions, String toolVersion, RetryPolicy patience, ApplyListener listener) {
    Connection idle = sessions.connect();
    try {
      Connection work = sessions.connect();
      try {
        PoolerCheck.refuseSharedSessions(idle, work, sessions.address());
        sessions.pin(idle);
        sessions.pin(work);
        ApplyLock lock = ApplyLock.take(idle, sessions, patience, listener, "Nothing was changed.");
        List<AppliedMigration> applied = history(work, sessions, patience);
        return new Applier(sessions, toolVersion, patience, listener, work, lock, applied);
      } catch (SQLException | RuntimeException e) {
        Sessions.close(work);
        throw e;
      }
    } catch (SQLException e) {
      Sessions.close(idle);
      throw new EnvironmentFailure(
          "The history of "
              + sessions.address()
              + " could not be read: "
              + ServerMessage.of(e).line()
              + ". Nothing was changed.",
          e);
    } catch (RuntimeException e) {
      Sessions.close(idle);
      throw e;
    }
  }

  private static List<AppliedMigration> history(
      Connection work, Sessions sessions, RetryPolicy patience) throws SQLException {
    try {
      return QuiescentHistoryReader.of(
          work, new AppliedTable(sessions.schema()), sessions, patience);
    } catch (SQLException e) {
      if (Preflight.isMissingRight(e)) {
        throw Preflight.historyUnreadable(work, sessions, e);
      }
      throw e;
    }
  }

  /** What was applied when the lock was taken, by number. */
  public List<AppliedMigration> applied() {
    return applied;
  }

  /**
   * Applies these migrations in order, each in a transaction of its own. May be called once.
   *
   * @param pending the migrations that follow what is applied
   * @return their names
   * @throws Refusal when a data check stops them, before anything is changed if it can be asked up
   *     front; or when one fails: it is rolled back, the ones before it stay. Its cause is a {@link
   *     MigrationFailure}
   * @throws EnvironmentFailure when the connection is lost and the migration with it, or its
   *     outcome cannot be found out
   * @throws IllegalStateException when a command cannot run in a transaction, or the migrations do
   *     not follow what is applied; nothing is changed
   */
  public List<String> apply(List<SqlMigration> pending) {
    requireRunnable(pending);
    if (!pending.isEmpty()) {
      requireReady(pending);
      checksAtTheirTurn = checkUpFront(pending);
      startTransactions(createHistory());
    }
    for (SqlMigration migration : pending) {
      listener.starting(migration);
      Stopwatch took = new Stopwatch();
      int attempt = 1;
      while (!apply(migration, attempt, pending)) {
        attempt++;
      }
      done.add(migration);
      listener.applied(migration, took.elapsed());
    }
    return names(pending);
  }

  private void requireRunnable(List<SqlMigration> pending) {
    int number = applied.size() + done.size();
    for (SqlMigration migration : pending) {
      if (migration.number() != ++number) {
        throw new IllegalStateException(migration.name() + " is not number " + number);
      }
      boolean outside =
          migration.steps().stream()
              .anyMatch(step -> step instanceof SqlCommand command && !command.transactional());
      if (outside) {
        throw new IllegalStateException(
            migration.name() + " has a command that cannot run in a transaction");
      }
    }
  }

  /**
   * @throws Refusal when a right is missing or nothing can be written
   */
  private void requireReady(List<SqlMigration> pending) {
    try {
      List<String> missing = Preflight.of(work, sessions.schema(), pending);
      if (!missing.isEmpty()) {
        throw new Refusal(
            sessions.address()
                + " is not ready for what is to be applied.\n"
                + String.join("\n", missing)
                + "\n"
                + state(pending));
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * Asks what can be asked before anything runs.
   *
   * @return what is left to ask: the places of checks among the steps of each migration
   */
  private Map<SqlMigration, Set<Integer>> checkUpFront(List<SqlMigration> pending) {
    Map<SqlMigration, Set<Integer>> left = new HashMap<>();
    List<CheckSchedule.Entry> upFront = new ArrayList<>();
    for (CheckSchedule.Entry each : CheckSchedule.of(pending)) {
      if (each.time() == CheckSchedule.Time.UP_FRONT) {
        upFront.add(each);
      } else if (each.time() == CheckSchedule.Time.AT_ITS_TURN) {
        left.computeIfAbsent(each.migration(), any -> new HashSet<>()).add(each.step());
      }
    }
    if (upFront.isEmpty()) {
      return left;
    }
    Map<CheckSchedule.Entry, CheckOutcome> outcomes = ask(upFront);
    Optional<CheckSchedule.Entry> stop =
        upFront.stream()
            .filter(each -> outcomes.get(each) instanceof CheckOutcome.Found)
            .findFirst();
    if (stop.isPresent()) {
      String text = CheckReport.text(outcomes, state(pending));
      throw new Refusal(text, new MigrationFailure(text, stop.get()));
    }
    outcomes.forEach(
        (entry, outcome) -> {
          if (outcome instanceof CheckOutcome.Unfinished unfinished) {
            listener.checkUnfinished(entry.migration(), entry.check(), unfinished.reason());
            left.computeIfAbsent(entry.migration(), any -> new HashSet<>()).add(entry.step());
          }
        });
    return left;
  }

  private Map<CheckSchedule.Entry, CheckOutcome> ask(List<CheckSchedule.Entry> upFront) {
    try {
      int process = PoolerCheck.session(work);
      work.setReadOnly(true);
      work.setAutoCommit(false);
      Map<CheckSchedule.Entry, CheckOutcome> outcomes =
          new EarlyChecks(work, sessions)
              .run(upFront, each -> watch.started(each.migration(), each.step() + 1, process));
      work.rollback();
      work.setAutoCommit(true);
      work.setReadOnly(false);
      return outcomes;
    } catch (SQLException e) {
      throw lost(e);
    } finally {
      watch.ended();
    }
  }

  private Connection createHistory() {
    try {
      table.createIfAbsent(work);
      return work;
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private void startTransactions(Connection connection) {
    transaction.ifPresent(MigrationTransaction::close);
    try {
      transaction =
          Optional.of(
              new MigrationTransaction(connection, sessions.settings(), table, watch, toolVersion));
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        "The connection to "
            + sessions.address()
            + " was lost: "
            + ServerMessage.of(e).line()
            + ". No migration was begun; run again.",
        e);
  }

  /**
   * One try.
   *
   * @return whether the migration is applied; if not, it is to be tried again
   */
  private boolean apply(SqlMigration migration, int attempt, List<SqlMigration> pending) {
    MigrationTransaction current = transaction.orElseThrow();
    try {
      current.run(migration, checksAtTheirTurn.getOrDefault(migration, Set.of()), lock);
      return true;
    } catch (StepFailure failure) {
      if (!current.rollBack()) {
        return settle(migration, failure, current.process(), pending);
      }
      if (failure.place() == StepFailure.Place.LOCK) {
        takeLockAgain(state(pending));
        return false;
      }
      if (failure.mayPass() && attempt < patience.attempts()) {
        rest(migration, failure, attempt);
        return false;
      }
      throw report(migration, failure, attempt, pending);
    }
  }

  private boolean settle(
      SqlMigration migration, StepFailure failure, int process, List<SqlMigration> pending) {
    CommitOutcome outcome = CommitOutcome.find(sessions, table, migration, process, patience);
    startTransactions(outcome.connection());
    if (outcome.applied()) {
      return true;
    }
    throw new EnvironmentFailure(
        "The connection to "
            + sessions.address()
            + " was lost while "
            + migration.name()
            + " was being applied"
            + failure.sql().map(each -> " (" + ServerMessage.of(each).line() + ")").orElse("")
            + ", and the database has rolled it back; run again. "
            + state(pending),
        failure);
  }

  private void takeLockAgain(String state) {
    if (++lockLosses > MOST_LOCK_LOSSES) {
      throw new EnvironmentFailure(
          "The lock for appliers of "
              + sessions.address()
              + " was lost again and again: something ends idle sessions there. Find it, then run"
              + " again. "
              + state);
    }
    lock.close();
    Connection idle = sessions.open();
    lock = ApplyLock.take(idle, sessions, patience, listener, state);
    try {
      List<String> found =
          QuiescentHistoryReader.of(idle, table, sessions, patience).stream()
              .map(AppliedMigration::digest)
              .toList();
      List<String> expected =
          new ArrayList<>(applied.stream().map(AppliedMigration::digest).toList());
      done.forEach(each -> expected.add(each.digest()));
      if (!found.equals(expected)) {
        throw new EnvironmentFailure(
            "The lock for appliers of "
                + sessions.address()
                + " was lost, and another kizaki has gone on meanwhile; run again.");
      }
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          "The connection to "
              + sessions.address()
              + " was lost between two migrations: "
              + ServerMessage.of(e).line()
              + "; run again. "
              + state,
          e);
    }
  }

  private void rest(SqlMigration migration, StepFailure failure, int attempt) {
    long most = patience.pause().toMillis() << Math.min(attempt - 1, 6);
    // Two that keep each other from their locks must not come back at the same moment.
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    String reason = failure.sql().map(each -> ServerMessage.of(each).line()).orElse("");
    listener.retrying(migration, attempt, patience.attempts(), pause, reason, watch.blocking());
    Pause.of(pause);
  }

  private Refusal report(
      SqlMigration migration, StepFailure failure, int attempts, List<SqlMigration> pending) {
    FailureReport report =
        new FailureReport(
            migration, failure, attempts, sessions.lockTimeout(), watch.blocking(), state(pending));
    return new Refusal(
        report.text(), new MigrationFailure(report.text(), migration.name(), failure));
  }

  /** How the database is left, in one line. */
  private String state(List<SqlMigration> pending) {
    List<String> before = applied.stream().map(AppliedMigration::name).collect(Collectors.toList());
    before.addAll(names(done));
    List<String> after = names(pending.subList(done.size(), pending.size()));
    return "Applied: "
        + MigrationNames.of(before)
        + ". Not applied: "
        + MigrationNames.of(after)
        + ".";
  }

  private static List<String> names(List<SqlMigration> migrations) {
    return migrations.stream().map(SqlMigration::name).toList();
  }

  /** Ends the sessions; the lock's last, so that the next applier finds everything at rest. */
  @Override
  public void close() {
    watch.close();
    transaction.ifPresent(MigrationTransaction::close);
    Sessions.close(work);
    lock.close();
  }
}
