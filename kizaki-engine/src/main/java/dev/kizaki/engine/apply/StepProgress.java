package dev.kizaki.engine.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a running command is, as PostgreSQL reports it (its documentation, section 27.4). Only
 * {@code CREATE INDEX}, {@code CLUSTER}, {@code COPY}, {@code ANALYZE} and {@code VACUUM} report
 * progress. An {@code ALTER TABLE} that rewrites a table does not.
 *
 * @param phase such as {@code building index: scanning table}
 * @param done the number of units that this phase has processed
 * @param total the number of units to process in this phase; 0 if unknown
 * @param unit {@code blocks}, {@code rows} or {@code bytes}
 */
public record StepProgress(String phase, long done, long total, String unit) {
  /** A phase of an index build counts either blocks or rows; the other two columns are 0. */
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

  /** The progress of the command that this process of the server runs; empty if it reports none. */
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

  /** For example {@code building index: scanning table, 1200 of 5000 blocks, 24 %}. */
  public String text() {
    return total <= 0
        ? phase
        : "%s, %d of %d %s, %d %%".formatted(phase, done, total, unit, percent());
  }

  private long percent() {
    return Math.min(100, (long) (100.0 * done / total));
  }
}
