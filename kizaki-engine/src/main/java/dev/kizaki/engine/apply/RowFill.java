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
 * out, so that no batch waits and none can meet a deadlock. Last, a sweep over all pages writes
 * what was left out.
 */
final class RowFill {
  /** A power of two. */
  private static final int STRIPES = 8;

  private static final int FIRST_WINDOW = 128;
  private static final int SMALLEST_WINDOW = 8;
  private static final int LARGEST_WINDOW = 8192;
  private static final Duration SHORT_BATCH = Duration.ofMillis(50);
  private static final Duration LONG_BATCH = Duration.ofMillis(100);

  private static final String FILE =
      """
      select pg_relation_filenode(c.oid), pg_relation_size(c.oid) / current_setting('block_size')::int
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ?\
      """;

  private final MigrationTransaction transaction;
  private final StageLedger ledger;
  private final ApplyLock lock;
  private final ApplyListener listener;
  private final RetryPolicy retryPolicy;
  private final Stages stages;
  private final int number;
  private final OnlineStep.Fill fill;
  private final SqlCommand command;
  private int window = FIRST_WINDOW;

  /**
   * @param number the number of the stage, from 1
   */
  RowFill(
      MigrationTransaction transaction,
      StageLedger ledger,
      ApplyLock lock,
      ApplyListener listener,
      RetryPolicy retryPolicy,
      Stages stages,
      int number) {
    this.transaction = transaction;
    this.ledger = ledger;
    this.lock = lock;
    this.listener = listener;
    this.retryPolicy = retryPolicy;
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
    Duration noticeAt = retryPolicy.firstNotice();
    FillPosition position = start(from);
    while (position.page() < position.pages()) {
      Stopwatch batch = new Stopwatch();
      position = write(position);
      if (position.stripe() <= 0) {
        adapt(batch.elapsed());
      }
      if (running.elapsed().compareTo(noticeAt) >= 0) {
        noticeAt = running.elapsed().plus(retryPolicy.nextNotice());
        listener.filling(stages, number, position.percent(), running.elapsed());
      }
      DatabaseWait.of(batch.elapsed());
    }
  }

  /** A table whose file was replaced is filled from its beginning, which costs reading only. */
  private FillPosition start(FillPosition from) throws StepFailure {
    Connection connection = transaction.connection();
    try (PreparedStatement statement = connection.prepareStatement(FILE)) {
      transaction.requireLock(lock);
      statement.setString(1, fill.table().schema());
      statement.setString(2, fill.table().table());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long filenode = row.getLong(1);
        FillPosition position =
            from.pages() > 0 && from.filenode() == filenode
                ? from
                : new FillPosition(0, row.getLong(2), 0, filenode);
        connection.commit();
        return position;
      }
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
    }
  }

  private FillPosition write(FillPosition position) throws StepFailure {
    Connection connection = transaction.connection();
    boolean sweep = position.stripe() == FillPosition.SWEEP;
    long end = Math.min(position.page() + window, position.pages());
    transaction.requireLock(lock);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local row_security = off");
      statement.execute("set local synchronous_commit = off");
      statement.executeUpdate(batch(position.page(), end, position.stripe(), sweep));
      FillPosition next = next(position, end);
      if (!ledger.advance(connection, stages.migration().number(), next)) {
        throw StepFailure.lockLost();
      }
      connection.commit();
      return next;
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
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

  private String batch(long from, long to, int stripe, boolean sweep) {
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
        .wordsIf(!sweep, "AND pg_catalog.hashtid(ctid) & %d = %d".formatted(STRIPES - 1, stripe))
        .words("FOR NO KEY UPDATE")
        .wordsIf(!sweep, "SKIP LOCKED")
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
