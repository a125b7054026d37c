package dev.kizaki.engine.sql;

import java.util.Objects;

/** One step of an {@link OnlineForm}. */
public sealed interface OnlineStep {
  /** The command of the step. */
  SqlCommand command();

  /** A command that changes only the catalog. It may share a transaction with its neighbours. */
  record Brief(SqlCommand command) implements OnlineStep {
    public Brief {
      Objects.requireNonNull(command, "command");
    }
  }

  /**
   * A command that changes only the catalog, and whose effect cannot be used before its transaction
   * is committed.
   */
  record Committed(SqlCommand command) implements OnlineStep {
    public Committed {
      Objects.requireNonNull(command, "command");
    }
  }

  /**
   * A command that reads many rows under a weak lock. It has a transaction of its own, because a
   * transaction keeps the stronger locks of its other commands until it ends.
   *
   * @param subject what it validates, in words: a constraint, or a column that gets required
   */
  record Validation(SqlCommand command, String subject) implements OnlineStep {
    public Validation {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(subject, "subject");
    }
  }

  /**
   * A query that reads many rows and blocks nobody. It has a transaction of its own for the reason
   * above.
   *
   * @param subject what it looks for, in words such as {@code the highest task.number}
   */
  record Reading(SqlCommand command, String subject) implements OnlineStep {
    public Reading {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(subject, "subject");
    }
  }

  /**
   * Collects statistics of a table, without which the plans of queries would be bad at first. It
   * has a transaction of its own, because it reads many rows.
   */
  record Analysis(SqlCommand command, TableName table) implements OnlineStep {
    public Analysis {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(table, "table");
    }
  }

  /**
   * A command that removes what an earlier step made for a time only. It runs after the other steps
   * of the statement.
   */
  record Cleanup(SqlCommand command) implements OnlineStep {
    public Cleanup {
      Objects.requireNonNull(command, "command");
    }
  }

  /**
   * Writes rows in batches, each in a transaction of its own.
   *
   * @param command the update of all these rows in one command, which is not run
   * @param table the table
   * @param column the column that is written
   * @param assignments what follows {@code SET}
   * @param unfilled a condition that holds for the rows that are still to be written
   * @param likely a condition that holds for nearly all of these rows and costs less; a row for
   *     which it holds is written once without need, if at all
   * @param addsUpdates whether the command that the statement runs at once would not fire the
   *     triggers of others on {@code UPDATE}
   * @param silences whether the triggers of kizaki on the table do nothing while the setting {@link
   *     #SETTING} is the table's name, because the fill computes the same
   */
  record Fill(
      SqlCommand command,
      TableName table,
      String column,
      String assignments,
      String unfilled,
      String likely,
      boolean addsUpdates,
      boolean silences)
      implements OnlineStep {
    /** A setting of the session. PostgreSQL allows any name with a dot. */
    public static final String SETTING = "kizaki.fill";

    public Fill {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(assignments, "assignments");
      Objects.requireNonNull(unfilled, "unfilled");
      Objects.requireNonNull(likely, "likely");
    }
  }

  /**
   * A command that builds or drops an index and cannot run in a transaction. If it is interrupted,
   * it leaves an index that is not valid (PostgreSQL documentation, CREATE INDEX, "Building Indexes
   * Concurrently").
   *
   * @param index the index in its schema
   * @param builds whether the index exists and is valid afterwards; else it does not exist
   */
  record Concurrent(SqlCommand command, TableName index, boolean builds) implements OnlineStep {
    public Concurrent {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(index, "index");
    }
  }
}
