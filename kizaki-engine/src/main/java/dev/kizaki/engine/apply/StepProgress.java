package dev.kizaki.engine.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a running command is, in PostgreSQL's own words (its documentation, section 27.4). Only
 * some commands report it: building an index, clustering a table, copying, analyzing, vacuuming. An
 * {@code ALTER TABLE} that writes a table anew does not.
 *
 * @param phase such as {@code building index: scanning table}
 * @param done how much of this phase is done
 * @param total how much there is to do in it; 0 where that is not known
 * @param unit what is counted: {@code blocks}, {@code rows}, {@code bytes}
 */
public record StepProgress(String phase, long done, long total, String unit) {
  /** A phase counts either blocks or rows; the other pair of columns is zero then. */
  private static final String PROGRESS =
      """
      select phase, case when tuples_total > 0 then tuples_done else blocks_done end,
        case when tuples_total > 0 then tuples_total else blocks_total end,
        case when tuples_total > 0 then 'rows' else 'blocks' end
      from pg_stat_progress_create_index where pid = ?
      union all
      select phase, heap_blks_scanned, heap_blks_total, 'blocks'
      from pg_stat_progress_cluster where pid = ?
      union all
      select 'copying', bytes_processed, bytes_total, 'bytes'
      from pg_stat_progress_copy where pid = ?
      union all
      select phase, sample_blks_scanned, sample_blks_total, 'blocks'
      from pg_stat_progress_analyze where pid = ?
      union all
      select phase, heap_blks_scanned, heap_blks_total, 'blocks'
      from pg_stat_progress_vacuum where pid = ?\
      """;

  private static final int VIEWS = 5;

  public StepProgress {
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(unit, "unit");
  }

  /** What the server says of the command that this process of it runs; empty where nothing. */
  static Optional<StepProgress> of(Connection connection, int process) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
      for (int view = 1; view <= VIEWS; view++) {
        statement.setInt(view, process);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getString(1) != null
            ? Optional.of(
                new StepProgress(
                    row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)))
            : Optional.empty();
      }
    }
  }

  /** For people: {@code building index: scanning table, 1200 of 5000 blocks, 24 %}. */
  public String text() {
    return total <= 0
        ? phase
        : phase + ", " + done + " of " + total + " " + unit + ", " + percent() + " %";
  }

  private long percent() {
    return Math.min(100, (long) (100.0 * done / total));
  }
}
