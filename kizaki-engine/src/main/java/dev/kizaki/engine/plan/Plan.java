package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Objects;

/**
 * The statements that lead from one snapshot to the next.
 *
 * @param migration the name of the migration, such as {@code 0004_add_status}
 */
public record Plan(String migration, List<PlanLine> lines) {
  public Plan {
    Objects.requireNonNull(migration, "migration");
    lines = List.copyOf(lines);
  }

  /** The statements that are carried out if this side of each open choice is selected. */
  public List<PlanStatement> statements(Decision decision) {
    return statements(lines, decision);
  }

  /** The same for lines that do not belong to a plan yet. */
  public static List<PlanStatement> statements(List<PlanLine> lines, Decision decision) {
    return lines.stream().flatMap(line -> line.item().statements(decision).stream()).toList();
  }

  /** Whether nothing is left to decide. */
  public boolean isResolved() {
    return lines.stream().noneMatch(line -> line.item().isOpen());
  }

  /**
   * The statements in order.
   *
   * @throws IllegalStateException if the plan contains an open choice
   */
  public List<PlanStatement> statements() {
    return lines.stream().map(Plan::statement).toList();
  }

  private static PlanStatement statement(PlanLine line) {
    if (line.item() instanceof PlanStatement statement) {
      return statement;
    }
    throw new IllegalStateException("the plan contains an open choice");
  }

  /** The same lines under another name. */
  public Plan withMigration(String name) {
    return new Plan(name, lines);
  }
}
