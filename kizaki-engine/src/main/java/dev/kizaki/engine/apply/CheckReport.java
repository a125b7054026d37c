package dev.kizaki.engine.apply;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.CheckOutcome.Found;
import dev.kizaki.engine.sql.CheckSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is said when data checks stop a run before its first statement: each with its plan
 * statement.
 */
final class CheckReport {
  private CheckReport() {}

  /**
   * @param outcomes the checks in their order
   * @param state what is applied and what is not, as the last line says it
   */
  static String text(Map<CheckSchedule.Entry, CheckOutcome> outcomes, String state) {
    List<String> lines = new ArrayList<>();
    String place = "";
    for (Map.Entry<CheckSchedule.Entry, CheckOutcome> each : outcomes.entrySet()) {
      if (each.getValue() instanceof Found found) {
        String next = place(each.getKey());
        if (!next.equals(place)) {
          lines.add(next);
          lines.addAll(FailureReport.statement(each.getKey().check().cause()));
        }
        place = next;
        lines.add(found.problem());
        lines.add(found.remedy());
      }
    }
    lines.add(state);
    return String.join("\n", lines);
  }

  private static String place(CheckSchedule.Entry entry) {
    return "Migration "
        + entry.migration().name()
        + " cannot be applied because of statement "
        + (entry.check().cause().ordinal() + 1)
        + ":";
  }
}
