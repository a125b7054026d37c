package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.FillPosition;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.OnlineStep;
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
 * grows (PostgreSQL documentation, section 65.7). If only a few rows are to be written, those of
 * the other stripes are written at once after the first one. A row that another session has locked
 * for longer than a moment is left out. Last, a sweep over all pages writes what was left out. It
 * waits for a locked row only while it has locked no other one. A table that is rewritten
 * meanwhile, such as by {@code CLUSTER}, is begun anew.
 */
final class RowFill {
  private static final int FIRST_WINDOW = 128;
  private static final int SMALLEST_WINDOW = 8;
  private static final int LARGEST_WINDOW = 8192;
  private static final int MOST_CHANGE = 8;

  /** A table grows by about the part of its rows that are written at once. */
  private static final int FEW = 8;

  /** Others wait as long for the rows that a batch writes. */
  private static final Duration BATCH = Duration.ofMillis(50);

  private static final Duration PAUSE = Duration.ofMillis(250);

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

  /** Whether the first stripe of the window had only a few rows to be written. */
  private boolean sparse;

  /** Whether the stripes of the window after the first one are written at once. */
  private boolean merging;

  /** Whether another session has locked a row of the window for longer than a moment. */
  private boolean skipping;

  /** The time of the longest batch of the window. */
  private Duration longest = Duration.ZERO;

  /** The number of rows of the last batch. */
  private int written;

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
      longest = took.compareTo(longest) > 0 ? took : longest;
      if (position.stripe() <= 0) {
        adapt();
        skipping = false;
        sparse = false;
        merging = false;
      }
      if (running.elapsed().compareTo(noticeAt) >= 0) {
        noticeAt = running.elapsed().plus(retryPolicy.nextNotice());
        listener.filling(
            stages, number, new FillProgress(first, position, rows, running.elapsed(), paused));
      }
      if (written > 0) {
        DatabaseWait.of(pauses.rest(took));
      }
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
        if (failure.mayPass() && mayWait(position) && transaction.rollBack()) {
          skipping = true;
          continue;
        }
        if (!failure.mayPass() || !transaction.mayTryAgain(fill.table(), trying.elapsed())) {
          throw failure;
        }
      }
      DatabaseWait.of(PAUSE);
    }
  }

  /** Whether the batch waits for a locked row for a moment. */
  private boolean mayWait(FillPosition position) {
    return position.stripe() != FillPosition.SWEEP && !skipping;
  }

  private FillPosition tryToWrite(FillPosition position) throws SQLException, StepFailure {
    Connection connection = transaction.connection();
    long end = Math.min(position.page() + window, position.pages());
    FillBatch batch = new FillBatch(fill, position.page(), end);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (sparse && !merging) {
        merging = isFew(batch.count(statement), position, end);
        sparse = merging;
      }
      FillPosition next = next(position, end);
      FillBatch.Stripes stripes = new FillBatch.Stripes(position.stripe(), merging);
      if (position.stripe() == FillPosition.SWEEP) {
        written = batch.writeLeft(statement);
        next = written == 0 ? next : position;
      } else if (!mayWait(position)) {
        written = batch.writeUnlocked(statement, stripes);
      } else {
        written = batch.write(statement, stripes);
      }
      next = record(connection, next);
      connection.commit();
      sparse |= position.stripe() == 0 && isFew((long) written * FillBatch.STRIPES, position, end);
      return next;
    }
  }

  /** Whether these are so few of the rows of the window that all can leave their pages. */
  private boolean isFew(long some, FillPosition position, long end) {
    return some * FEW < rows * (end - position.page()) / position.pages();
  }

  /** The table is locked, so its file stays until the transaction ends. */
  private FillPosition record(Connection connection, FillPosition next)
      throws SQLException, StepFailure {
    int migration = stages.migration().number();
    if (ledger.advance(connection, migration, fill.table(), next)) {
      return next;
    }
    FillPosition file = file();
    if (!ledger.advance(connection, migration, fill.table(), file)) {
      throw StepFailure.lockLost();
    }
    return file;
  }

  private FillPosition next(FillPosition position, long end) {
    boolean sweep = position.stripe() == FillPosition.SWEEP;
    if (!sweep && !merging && position.stripe() + 1 < FillBatch.STRIPES) {
      return new FillPosition(
          position.page(), position.pages(), position.stripe() + 1, position.filenode());
    }
    if (!sweep && end == position.pages()) {
      return new FillPosition(0, position.pages(), FillPosition.SWEEP, position.filenode());
    }
    return new FillPosition(
        end, position.pages(), sweep ? FillPosition.SWEEP : 0, position.filenode());
  }

  /** Lets the longest batch of the next window take about {@link #BATCH}. */
  private void adapt() {
    double factor = (double) BATCH.toNanos() / Math.max(1, longest.toNanos());
    longest = Duration.ZERO;
    double wanted = window * Math.max(1.0 / MOST_CHANGE, Math.min(MOST_CHANGE, factor));
    window = (int) Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, wanted));
  }
}
