package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.EarlyChecks;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckSchedule;
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
 * What an applier makes sure of before it changes anything: that the role has the rights it needs,
 * and that the rows pass every data check that can be asked up front.
 */
final class PreliminaryChecks {
  private final Sessions sessions;
  private final ApplierSessions applier;
  private final ApplyListener listener;
  private final SlowStepWatch watch;
  private final String state;

  /**
   * @param state how the database is left if a check stops the applier, a sentence
   */
  PreliminaryChecks(
      Sessions sessions,
      ApplierSessions applier,
      ApplyListener listener,
      SlowStepWatch watch,
      String state) {
    this.sessions = sessions;
    this.applier = applier;
    this.listener = listener;
    this.watch = watch;
    this.state = state;
  }

  /**
   * @throws Refusal when a right is missing or nothing can be written
   * @throws EnvironmentFailure when the connection is lost
   */
  void requireReady(List<SqlMigration> pending) {
    try {
      List<String> missing = Preflight.of(applier.work(), sessions.schema(), pending);
      if (!missing.isEmpty()) {
        throw new Refusal(
            "%s is not ready for what is to be applied.\n%s\n%s"
                .formatted(sessions.address(), String.join("\n", missing), state));
      }
    } catch (SQLException e) {
      throw applier.lost(e);
    }
  }

  /**
   * Asks what can be asked before anything runs.
   *
   * @return what is left to ask: the places of checks among the steps of each migration
   * @throws Refusal when a check finds rows that stop a migration
   * @throws EnvironmentFailure when the connection is lost
   */
  Map<SqlMigration, Set<Integer>> run(List<SqlMigration> pending) {
    Map<SqlMigration, Set<Integer>> left = new HashMap<>();
    List<CheckSchedule.Entry> upFront = new ArrayList<>();
    for (CheckSchedule.Entry each : CheckSchedule.of(pending)) {
      if (each.time() == CheckSchedule.Time.UP_FRONT) {
        upFront.add(each);
      } else if (each.time() == CheckSchedule.Time.AT_ITS_TURN) {
        addTo(left, each);
      }
    }
    if (upFront.isEmpty()) {
      return left;
    }
    Map<CheckSchedule.Entry, CheckOutcome> outcomes = ask(upFront);
    refuseFound(upFront, outcomes);
    outcomes.forEach(
        (entry, outcome) -> {
          if (outcome instanceof CheckOutcome.Unfinished unfinished) {
            listener.checkUnfinished(entry.migration(), entry.check(), unfinished.reason());
            addTo(left, entry);
          }
        });
    return left;
  }

  private static void addTo(Map<SqlMigration, Set<Integer>> left, CheckSchedule.Entry entry) {
    left.computeIfAbsent(entry.migration(), any -> new HashSet<>()).add(entry.step());
  }

  private void refuseFound(
      List<CheckSchedule.Entry> upFront, Map<CheckSchedule.Entry, CheckOutcome> outcomes) {
    Optional<CheckSchedule.Entry> stop =
        upFront.stream()
            .filter(each -> outcomes.get(each) instanceof CheckOutcome.Found)
            .findFirst();
    if (stop.isPresent()) {
      String text = CheckReport.text(outcomes, state);
      throw new Refusal(text, new MigrationFailure(text, stop.get()));
    }
  }

  private Map<CheckSchedule.Entry, CheckOutcome> ask(List<CheckSchedule.Entry> upFront) {
    Connection work = applier.work();
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
      throw applier.lost(e);
    } finally {
      watch.ended();
    }
  }
}
