package dev.kizaki.engine.apply;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.CheckOutcome.Found;
import dev.kizaki.engine.sql.CheckSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The message if data checks stop a run before its first statement. It contains every failed check
 * with its plan statement.
 */
final class CheckReport {
  private CheckReport() {}

  /**
   * @param outcomes the checks in the order in which they ran
   * @param state which migrations are applied and which are not; the last line
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
    return "Migration %s cannot be applied because of statement %d:"
        .formatted(entry.migration().name(), entry.check().cause().ordinal() + 1);
  }
}
