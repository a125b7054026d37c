package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines of {@code dry-run} about data checks.
 *
 * @param checks all checks of the pending migrations, in order
 * @param outcomes the outcomes of the checks that ran
 */
public record CheckLines(
    List<CheckSchedule.Entry> checks, Map<CheckSchedule.Entry, CheckOutcome> outcomes) {

  /**
   * A line about a check.
   *
   * @param found whether the check found something that would stop {@code apply}
   */
  public record Line(String text, boolean found) {}

  /** A line for each check of a migration that runs before or during apply, by its statement. */
  public Map<PlanStatementRef, List<Line>> of(SqlMigration migration) {
    Map<PlanStatementRef, List<Line>> lines = new LinkedHashMap<>();
    for (CheckSchedule.Entry each : checks) {
      if (each.migration().equals(migration) && each.time() != CheckSchedule.Time.NEVER) {
        lines
            .computeIfAbsent(each.check().cause(), any -> new ArrayList<>())
            .add(new Line(line(each), outcomes.get(each) instanceof CheckOutcome.Found));
      }
    }
    return lines;
  }

  /** The indexes of the checks of a migration that run at their turn. */
  public Set<Integer> atTheirTurn(SqlMigration migration) {
    return checks.stream()
        .filter(each -> each.migration().equals(migration))
        .filter(
            each ->
                each.time() == CheckSchedule.Time.AT_ITS_TURN
                    || outcomes.get(each) instanceof CheckOutcome.Unfinished)
        .map(CheckSchedule.Entry::step)
        .collect(Collectors.toSet());
  }

  private String line(CheckSchedule.Entry entry) {
    CheckOutcome outcome = outcomes.get(entry);
    String subject = entry.check().subject();
    if (outcome instanceof CheckOutcome.Found found) {
      return "check: " + found.problem() + " " + found.remedy();
    }
    if (outcome instanceof CheckOutcome.Passed) {
      return "check: no " + subject;
    }
    return outcome instanceof CheckOutcome.Unfinished unfinished
        ? "Not checked: %s; not finished %s, runs at its turn"
            .formatted(subject, unfinished.reason())
        : "Not checked: %s; runs at its turn".formatted(subject);
  }

  /**
   * Refuses if a check has found rows that would stop {@code apply}.
   *
   * @throws Refusal when there are such rows
   */
  public void refuseIfStopped() {
    long found = outcomes.values().stream().filter(CheckOutcome.Found.class::isInstance).count();
    if (found > 0) {
      throw new Refusal(
          RefusalCode.DATA_CHECK,
          found == 1
              ? "A data check would stop apply; see the line that says what it found."
              : "%d data checks would stop apply; see the lines that say what they found."
                  .formatted(found));
    }
  }
}
