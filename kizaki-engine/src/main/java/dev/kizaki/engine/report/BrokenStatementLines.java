package dev.kizaki.engine.report;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementFindings.Broken;
import java.util.ArrayList;
import java.util.List;

/** What is printed about the statements of an application that were checked. */
public final class BrokenStatementLines {
  private BrokenStatementLines() {}

  /**
   * For example {@code Statements of the application: 41 work between the phases, 2 would break.}
   */
  public static String summary(StatementFindings findings, DeployPhase phase) {
    int broken = findings.broken().size();
    return "Statements of the application: %d %s %s, %s%s."
        .formatted(
            findings.judged() - broken,
            findings.judged() - broken == 1 ? "works" : "work",
            when(phase),
            broken == 0 ? "none breaks" : broken + " would break",
            findings.unjudged() == 0 ? "" : ", %d not judged".formatted(findings.unjudged()));
  }

  private static String when(DeployPhase phase) {
    return phase == DeployPhase.CONTRACT ? "after the second phase" : "between the phases";
  }

  /** Three lines for each statement: what it is, why it breaks, and what breaks it. */
  public static List<String> list(List<Broken> broken) {
    List<String> lines = new ArrayList<>();
    for (Broken each : broken) {
      lines.add("%s (%s)".formatted(each.statement().excerpt(), each.statement().source()));
      lines.add("  PostgreSQL: " + each.error());
      lines.add(
          "  %s `%s` in %s"
              .formatted(
                  each.ofNew() ? "needs the second phase of" : "because of",
                  each.cause(),
                  each.migration()));
    }
    return lines;
  }
}
