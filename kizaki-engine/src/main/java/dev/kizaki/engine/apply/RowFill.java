package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.FillPosition;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Writes the rows of a table in batches, each in a transaction of its own that also records how far
 * the fill is.
 *
 * <p>The pages of the table are taken in windows. In each window, every eighth row is written
 * first, then the next eighth, and so on: PostgreSQL can then put the new version of a row on the
 * page of the old one and removes versions that nobody sees any more, so that the table hardly
 * grows (PostgreSQL documentation, section 65.7). A row that another session has locked is left
 * out, so that no batch waits. Last, a sweep over all pages writes what was left out. It waits for
 * a locked row only while it has locked no other one. A table that is rewritten meanwhile, such as
 * by {@code CLUSTER}, is begun anew.
 */
final class RowFill {
  /** A power of two. */
  private static final int STRIPES = 8;

  private static final int FIRST_WINDOW = 128;
  private static final int SMALLEST_WINDOW = 8;
  private static final int LARGEST_WINDOW = 8192;
  private static final Duration SHORT_BATCH = Duration.ofMillis(50);
  private static final Duration LONG_BATCH = Duration.ofMillis(100);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Less than {@code deadlock_timeout}, which is a second unless it was changed. */
  private static final Duration GIVE_WAY = Duration.ofMillis(250);

  private static final String SKIPPING = "FOR NO KEY UPDATE SKIP LOCKED";

  /** Whoever waits for a row holds no other one, so that nobody waits for both. */
  private static final String ONE = "LIMIT 1 FOR NO KEY UPDATE";

  private static final String FILE =
      """
      select pg_relation_filenode(c.oid), f.pages,
        case when c.relpages > 0 then (c.reltuples / c.relpages * f.pages)::bigint else 0 end
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (
          select pg_relation_size(c.oid) / current_setting('block_size')::int) as f (pages)
      where n.nspname = ? and c.relname = ?\
      """;

  private final MigrationTransaction transaction;
  private final StageLedger ledger;
  private final ApplyLock lock;
  private final ApplyListener listener;
  private final RetryPolicy retryPolicy;
  private final FillPauses pauses;
  private final Stages stages;
  private final int number;
  private final OnlineStep.Fill fill;
  private final SqlCommand command;
  private int window = FIRST_WINDOW;

  /** About how many rows the table has; 0 if that is not known. */
  private long rows;

  /**
   * @param number the number of the stage, from 1
   */
  RowFill(
      ApplierSessions applierSessions,
      StageLedger ledger,
      FillPauses pauses,
      Stages stages,
      int number) {
    this.transaction = applierSessions.transaction();
    this.ledger = ledger;
    this.lock = applierSessions.lock();
    this.listener = applierSessions.settings().listener();
    this.retryPolicy = applierSessions.settings().retryPolicy();
    this.pauses = pauses;
    this.stages = stages;
    this.number = number;
    this.fill = ((Stage.Fill) stages.list().get(number - 1)).fill();
    this.command = fill.command();
  }

  /**
   * Writes the rows.
   *
   * @param from how far an earlier run was; {@link FillPosition#NONE} at the beginning
   */
  void run(FillPosition from) throws StepFailure {
    Stopwatch running = new Stopwatch();
    Duration paused = Duration.ZERO;
    Duration noticeAt = retryPolicy.firstNotice();
    FillPosition first = start(from);
    FillPosition position = first;
    while (position.page() < position.pages()) {
      paused = paused.plus(pause());
      Stopwatch batch = new Stopwatch();
      position = write(position);
      Duration took = batch.elapsed();
      if (position.stripe() <= 0) {
        adapt(took);
      }
      if (running.elapsed().compareTo(noticeAt) >= 0) {
        noticeAt = running.elapsed().plus(retryPolicy.nextNotice());
        listener.filling(
            stages, number, new FillProgress(first, position, rows, running.elapsed(), paused));
      }
      DatabaseWait.of(pauses.rest(took));
    }
  }

  private Duration pause() throws StepFailure {
    try {
      return pauses.await(transaction.connection(), stages, number, fill.table());
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
    }
  }

  /** A table whose file was replaced is filled from its beginning, which costs reading only. */
  private FillPosition start(FillPosition from) throws StepFailure {
    try {
      transaction.requireLock(lock);
      FillPosition file = file();
      transaction.connection().commit();
      return from.pages() > 0 && from.filenode() == file.filenode() ? from : file;
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
    }
  }

  /** The beginning of the table's file as it is now. */
  private FillPosition file() throws SQLException {
    try (PreparedStatement statement = transaction.connection().prepareStatement(FILE)) {
      statement.setString(1, fill.table().schema());
      statement.setString(2, fill.table().table());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        rows = Math.max(0, row.getLong(3));
        return new FillPosition(0, row.getLong(2), 0, row.getLong(1));
      }
    }
  }

  /**
   * Writes a batch. Gives way to a session whose lock it meets, before PostgreSQL could find a
   * deadlock and end the other one, and tries again.
   */
  private FillPosition write(FillPosition position) throws StepFailure {
    Stopwatch trying = new Stopwatch();
    while (true) {
      transaction.requireLock(lock);
      try {
        return tryToWrite(position);
      } catch (SQLException e) {
        StepFailure failure = StepFailure.of(command, e);
        if (!failure.mayPass() || !transaction.mayTryAgain(fill.table(), trying.elapsed())) {
          throw failure;
        }
      }
      DatabaseWait.of(PAUSE);
    }
  }

  private FillPosition tryToWrite(FillPosition position) throws SQLException, StepFailure {
    Connection connection = transaction.connection();
    long end = Math.min(position.page() + window, position.pages());
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local row_security = off");
      statement.execute("set local synchronous_commit = off");
      statement.execute("set local lock_timeout = " + GIVE_WAY.toMillis());
      FillPosition next;
      if (position.stripe() != FillPosition.SWEEP) {
        statement.executeUpdate(batch(position.page(), end, stripe(position) + SKIPPING));
        next = next(position, end);
      } else if (statement.executeUpdate(batch(position.page(), end, ONE)) == 0) {
        next = next(position, end);
      } else {
        statement.executeUpdate(batch(position.page(), end, SKIPPING));
        next = position;
      }
      // The table is locked by the update, so its file stays until the transaction ends.
      FillPosition file = file();
      if (file.filenode() != position.filenode()) {
        next = file;
      }
      if (!ledger.advance(connection, stages.migration().number(), next)) {
        throw StepFailure.lockLost();
      }
      connection.commit();
      return next;
    }
  }

  private static FillPosition next(FillPosition position, long end) {
    boolean sweep = position.stripe() == FillPosition.SWEEP;
    if (!sweep && position.stripe() + 1 < STRIPES) {
      return new FillPosition(
          position.page(), position.pages(), position.stripe() + 1, position.filenode());
    }
    if (!sweep && end == position.pages()) {
      return new FillPosition(0, position.pages(), FillPosition.SWEEP, position.filenode());
    }
    return new FillPosition(
        end, position.pages(), sweep ? FillPosition.SWEEP : 0, position.filenode());
  }

  private static String stripe(FillPosition position) {
    return "AND pg_catalog.hashtid(ctid) & %d = %d ".formatted(STRIPES - 1, position.stripe());
  }

  /**
   * @param rest further conditions, and which rows to lock
   */
  private String batch(long from, long to, String rest) {
    String table = Quoting.table(fill.table());
    return sql("UPDATE ONLY")
        .words(table)
        .words("SET")
        .words(fill.assignments())
        .words("WHERE ctid = ANY (ARRAY(SELECT ctid FROM ONLY")
        .words(table)
        .words("WHERE ctid >= '(%d,0)' AND ctid < '(%d,0)' AND (".formatted(from, to))
        .words(fill.unfilled())
        .words(")")
        .words(rest)
        .words("))")
        .text();
  }

  /** Lets a batch take between 50 and 100 milliseconds. */
  private void adapt(Duration took) {
    if (took.compareTo(LONG_BATCH) > 0) {
      window = Math.max(SMALLEST_WINDOW, window / 2);
    } else if (took.compareTo(SHORT_BATCH) < 0) {
      window = Math.min(LARGEST_WINDOW, window * 2);
    }
  }
}
