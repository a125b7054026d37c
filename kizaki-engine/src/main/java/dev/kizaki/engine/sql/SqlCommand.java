package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;

/**
 * One SQL command, as data: what it says and what it does to others while it runs.
 *
 * @param text the command, without a final semicolon
 * @param cause the plan statement it serves
 * @param transactional whether it may run inside a transaction
 * @param locks the strongest lock it takes on each table that existed before it, other tables than
 *     the one it names included (PostgreSQL documentation, section 13.3)
 * @param work what it does to the rows of those tables
 * @param effect what it does to the answers of data checks behind it; may say too much
 */
public record SqlCommand(
    String text,
    Cause cause,
    boolean transactional,
    List<TableLock> locks,
    Work work,
    Effect effect)
    implements SqlStep {
  /** What a command does to the rows of a table. */
  public enum Work {
    /** It touches the catalog, or the rows it names. */
    CATALOG,
    /** It reads every row. */
    SCAN,
    /** It writes a new copy of every row, and all indexes. */
    REWRITE
  }

  /** A command of which nobody knows what it does to the rows. */
  public SqlCommand(
      String text, Cause cause, boolean transactional, List<TableLock> locks, Work work) {
    this(text, cause, transactional, locks, work, Effect.ANY);
  }

  public SqlCommand {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(effect, "effect");
    locks = List.copyOf(locks);
  }
}
