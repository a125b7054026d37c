package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.EarlyChecks;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an applier checks before it changes anything: whether the role has the necessary rights, and
 * whether the rows pass every data check that can run before the first migration.
 */
final class PreliminaryChecks {
  private final Sessions sessions;
  private final ApplierSessions applierSessions;
  private final ApplyListener listener;
  private final SlowStepWatch watch;
  private final String state;

  /**
   * @param state which migrations are applied, as a sentence; the last sentence of a message
   */
  PreliminaryChecks(ApplierSessions applierSessions, String state) {
    this.sessions = applierSessions.settings().sessions();
    this.applierSessions = applierSessions;
    this.listener = applierSessions.settings().listener();
    this.watch = applierSessions.watch();
    this.state = state;
  }

  /**
   * Checks the rights of the role.
   *
   * @param more what is needed besides that of the migrations
   * @throws Refusal when a right is missing or the database does not allow writes
   * @throws EnvironmentFailure when the connection is lost
   */
  void requireReady(List<SqlMigration> pending, Set<Requirement> more) {
    try {
      List<String> missing = Preflight.of(applierSessions.work(), sessions.schema(), pending, more);
      if (!missing.isEmpty()) {
        throw new Refusal(
            RefusalCode.RIGHTS_MISSING,
            "%s does not allow these migrations to be applied.\n%s\n%s"
                .formatted(sessions.address(), String.join("\n", missing), state));
      }
    } catch (SQLException e) {
      throw applierSessions.lost(e);
    }
  }

  /**
   * Runs the data checks that can run before the first migration.
   *
   * @return the checks that remain: for each migration, the indexes of those steps
   * @throws Refusal when a check finds rows that stop a migration
   * @throws EnvironmentFailure when the connection is lost
   */
  Map<SqlMigration, Set<Integer>> run(List<SqlMigration> pending) {
    Map<SqlMigration, Set<Integer>> remaining = new HashMap<>();
    List<CheckSchedule.Entry> upFront = new ArrayList<>();
    for (CheckSchedule.Entry each : CheckSchedule.of(pending)) {
      if (each.time() == CheckSchedule.Time.UP_FRONT) {
        upFront.add(each);
      } else if (each.time() == CheckSchedule.Time.AT_ITS_TURN) {
        addTo(remaining, each);
      }
    }
    if (upFront.isEmpty()) {
      return remaining;
    }
    Map<CheckSchedule.Entry, CheckOutcome> outcomes = runNow(upFront);
    refuseFound(upFront, outcomes);
    outcomes.forEach(
        (entry, outcome) -> {
          if (outcome instanceof CheckOutcome.Unfinished unfinished) {
            listener.checkUnfinished(entry.migration(), entry.check(), unfinished.reason());
            addTo(remaining, entry);
          }
        });
    return remaining;
  }

  private static void addTo(Map<SqlMigration, Set<Integer>> remaining, CheckSchedule.Entry entry) {
    remaining.computeIfAbsent(entry.migration(), any -> new HashSet<>()).add(entry.step());
  }

  private void refuseFound(
      List<CheckSchedule.Entry> upFront, Map<CheckSchedule.Entry, CheckOutcome> outcomes) {
    Optional<CheckSchedule.Entry> stop =
        upFront.stream()
            .filter(each -> outcomes.get(each) instanceof CheckOutcome.Found)
            .findFirst();
    if (stop.isPresent()) {
      String text = CheckReport.text(outcomes, state);
      throw new Refusal(RefusalCode.DATA_CHECK, text, new MigrationFailure(text, stop.get()));
    }
  }

  private Map<CheckSchedule.Entry, CheckOutcome> runNow(List<CheckSchedule.Entry> upFront) {
    Connection work = applierSessions.work();
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
      throw applierSessions.lost(e);
    } finally {
      watch.ended();
    }
  }
}
