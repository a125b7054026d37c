package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code dry-run} says of data checks.
 *
 * @param checks all of them, in their order
 * @param outcomes of those that were asked
 */
public record CheckLines(
    List<CheckSchedule.Entry> checks, Map<CheckSchedule.Entry, CheckOutcome> outcomes) {

  /** A line for each check of a migration that will be asked, by its statement. */
  public Map<PlanStatementRef, List<String>> of(SqlMigration migration) {
    Map<PlanStatementRef, List<String>> lines = new LinkedHashMap<>();
    for (CheckSchedule.Entry each : checks) {
      if (each.migration().equals(migration) && each.time() != CheckSchedule.Time.NEVER) {
        lines
            .computeIfAbsent(each.check().cause(), any -> new ArrayList<>())
            .add("check: " + line(each));
      }
    }
    return lines;
  }

  private String line(CheckSchedule.Entry entry) {
    CheckOutcome outcome = outcomes.get(entry);
    String subject = entry.check().subject();
    if (outcome instanceof CheckOutcome.Found found) {
      return found.problem() + " " + found.remedy();
    }
    if (outcome instanceof CheckOutcome.Passed) {
      return "no " + subject;
    }
    return outcome instanceof CheckOutcome.Unfinished unfinished
        ? "not finished " + unfinished.reason() + ", runs at its turn: " + subject
        : "runs at its turn: " + subject;
  }

  /**
   * The answer to "is it safe?" is no.
   *
   * @throws Refusal when {@code apply} would be stopped
   */
  public void refuseIfStopped() {
    long found = outcomes.values().stream().filter(CheckOutcome.Found.class::isInstance).count();
    if (found > 0) {
      throw new Refusal(
          found == 1
              ? "A data check would stop apply; see the line that says what it found."
              : found + " data checks would stop apply; see the lines that say what they found.");
    }
  }
}
