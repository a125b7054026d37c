package dev.kizaki.engine.report;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.takeover.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PostgreSQL found in the SQL that people wrote into pending plans, as lines. */
public final class SqlTextLines {
  private SqlTextLines() {}

  /**
   * Why the SQL of the pending plans cannot run; empty if nothing is known to be wrong with it.
   *
   * @param outcomes the texts that could be checked
   */
  public static Optional<String> refusal(Map<SqlText, CheckOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    outcomes.forEach(
        (text, outcome) -> {
          if (outcome instanceof CheckOutcome.Found found) {
            lines.add(
                "Migration %s cannot be applied because of the SQL in statement %d:"
                    .formatted(text.migration(), text.cause().ordinal() + 1));
            text.cause().text().lines().forEach(line -> lines.add("  " + line));
            lines.add(found.problem());
            lines.add(found.remedy());
          }
        });
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n", lines) + "\nNothing was changed.");
  }

  /**
   * A line for each SQL text that is checked only at the turn of its statement, by the number of
   * its migration.
   */
  public static Map<Integer, Map<PlanStatementRef, String>> unchecked(
      List<SqlText> texts, Map<SqlText, CheckOutcome> outcomes) {
    Map<Integer, Map<PlanStatementRef, String>> lines = new HashMap<>();
    for (SqlText each : texts) {
      String reason =
          !each.known()
              ? "; an earlier pending statement changes what it names"
              : outcomes.get(each) instanceof CheckOutcome.Unfinished unfinished
                  ? " " + unfinished.reason()
                  : "";
      if (!reason.isEmpty()) {
        lines
            .computeIfAbsent(each.number(), any -> new LinkedHashMap<>())
            .put(each.cause(), "Not checked: the SQL of the plan" + reason);
      }
    }
    return lines;
  }
}
