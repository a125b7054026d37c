package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What {@link Recovery} must know of a work that has failed: a migration, one of its stages, or
 * taking it back.
 */
interface RecoverableWork {
  SqlMigration migration();

  /** What is done with the migration, as a participle: {@code applied} or {@code taken back}. */
  String participle();

  /** What is done and what is not, as sentences; the end of a message. */
  String state();

  /** The digests that the history must hold as long as no other run has applied anything. */
  List<String> history();

  /** Whether the work ends with a commit, so that it may be done although it has failed. */
  boolean endsWithCommit();

  /**
   * Whether the work is done.
   *
   * @param connection a new session, in autocommit mode
   */
  boolean isDone(Connection connection) throws SQLException;

  /**
   * Whether no other run has gone on with the work, or taken it back, while this one did not hold
   * the lock of the appliers. It holds it now.
   */
  boolean isOwn(Connection connection) throws SQLException;

  /** The end of the message after a connection was lost and the work is not done. */
  String afterLostConnection();

  /** The failure that ends the run. The transaction is rolled back. */
  Refusal refusal(StepFailure failure, int attempts);
}
