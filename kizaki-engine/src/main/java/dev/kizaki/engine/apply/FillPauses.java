package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.FillPace;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.DisplayedValue;
import dev.kizaki.engine.text.ReadableDuration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the fills of a migration pause while they would harm others: while a standby lags, while a
 * replication slot retains much more WAL than when the first fill began, while sessions queue for a
 * lock on the table, and while an autovacuum that must not be disturbed works on it. The server is
 * asked once a second.
 */
final class FillPauses {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /**
   * Each row is one observation. What the role may not see of standbys is null (PostgreSQL
   * documentation, section 27.2.4). The lag of a standby is still shown for a while after it has
   * replayed everything.
   */
  private static final String OBSERVE =
      """
      select 'lag', application_name, (extract(epoch from replay_lag) * 1000)::bigint
      from pg_stat_replication
      where replay_lag is not null and replay_lsn < pg_current_wal_lsn()
      union all
      select 'hidden', quote_ident(current_user), count(*)
      from pg_stat_replication where state is null having count(*) > 0
      union all
      select 'slot', slot_name, (pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) / 1048576)::bigint
      from pg_replication_slots where restart_lsn is not null
      union all
      select case when granted then 'vacuum' else 'queue' end, '', l.pid
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'relation' and l.relation = to_regclass(?)
        and l.database = (select oid from pg_database where datname = current_database())
        and (not granted or a.query like 'autovacuum: %(to prevent wraparound)')\
      """;

  private final ApplyListener listener;
  private final RetryPolicy retryPolicy;
  private final FillPace pace;
  private final long retainable;
  private final Map<String, Long> retained = new HashMap<>();
  private Optional<Stopwatch> polled = Optional.empty();
  private Optional<Stopwatch> noticed = Optional.empty();
  private boolean lagHidden;

  /**
   * @param retainable how many megabytes of WAL a slot may retain more than at the start
   */
  FillPauses(ApplyListener listener, RetryPolicy retryPolicy, FillPace pace, long retainable) {
    this.listener = listener;
    this.retryPolicy = retryPolicy;
    this.pace = pace;
    this.retainable = retainable;
  }

  /** How long to sleep after a batch that took so long. */
  Duration rest(Duration batch) {
    return pace.rest(batch);
  }

  /**
   * Returns when a batch may run. Between batches, so often that it costs nothing to ask, it
   * returns at once.
   *
   * @param connection without an open transaction
   * @param number the number of the stage, from 1
   * @return how long it has waited
   */
  Duration await(Connection connection, Stages stages, int number, TableName table)
      throws SQLException {
    if (polled.filter(each -> each.elapsed().compareTo(POLL_INTERVAL) < 0).isPresent()) {
      return Duration.ZERO;
    }
    Stopwatch paused = new Stopwatch();
    Optional<String> reason = reason(connection, stages, table);
    while (reason.isPresent()) {
      if (noticed
          .filter(each -> each.elapsed().compareTo(retryPolicy.nextNotice()) < 0)
          .isEmpty()) {
        listener.fillPaused(stages, number, reason.get(), paused.elapsed());
        noticed = Optional.of(new Stopwatch());
      }
      DatabaseWait.of(POLL_INTERVAL);
      reason = reason(connection, stages, table);
    }
    polled = Optional.of(new Stopwatch());
    return paused.elapsed();
  }

  /** Why no batch may run now, as a sentence without its full stop. */
  private Optional<String> reason(Connection connection, Stages stages, TableName table)
      throws SQLException {
    Optional<String> reason = Optional.empty();
    try (PreparedStatement statement = connection.prepareStatement(OBSERVE)) {
      statement.setString(1, Quoting.table(table));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String name = DisplayedValue.name(row.getString(2));
          long number = row.getLong(3);
          Optional<String> found =
              switch (row.getString(1)) {
                case "lag" -> lag(name, Duration.ofMillis(number));
                case "slot" -> slot(name, number);
                case "queue" -> queue(table, number);
                case "vacuum" -> vacuum(table, number);
                default -> hidden(stages, name);
              };
          reason = reason.or(() -> found);
        }
      }
    } finally {
      connection.rollback();
    }
    return reason;
  }

  private Optional<String> lag(String replica, Duration lag) {
    return lag.compareTo(pace.maxReplicaLag()) <= 0
        ? Optional.empty()
        : Optional.of(
            "The replica %s lags by %s; maxReplicaLag is %s"
                .formatted(
                    replica, ReadableDuration.of(lag), ReadableDuration.of(pace.maxReplicaLag())));
  }

  private Optional<String> slot(String slot, long megabytes) {
    long more = megabytes - retained.computeIfAbsent(slot, any -> megabytes);
    return more <= retainable
        ? Optional.empty()
        : Optional.of(
            """
            The replication slot %s retains %d MB of WAL, %d MB more than at the start; its reader \
            must catch up\
            """
                .formatted(slot, megabytes, more));
  }

  private static Optional<String> queue(TableName table, long process) {
    return Optional.of("Process %d waits for a lock on %s".formatted(process, table.table()));
  }

  private static Optional<String> vacuum(TableName table, long process) {
    return Optional.of(
        "An autovacuum to prevent wraparound works on %s (process %d)"
            .formatted(table.table(), process));
  }

  /** Reported once. */
  private Optional<String> hidden(Stages stages, String role) {
    if (!lagHidden) {
      lagHidden = true;
      listener.lagNotWatched(stages, role);
    }
    return Optional.empty();
  }
}
