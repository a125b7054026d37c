package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Objects;

/**
 * How one snapshot becomes the next.
 *
 * @param migration the migration's name, such as {@code 0004_add_status}
 */
public record Plan(String migration, List<PlanLine> lines) {
  public Plan {
    Objects.requireNonNull(migration, "migration");
    lines = List.copyOf(lines);
  }

  /** The statements that are carried out if the open blocks are decided like this. */
  public List<PlanStatement> statements(Decision decision) {
    return statements(lines, decision);
  }

  /** The same for lines that are not a plan yet. */
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
   * @throws IllegalStateException when the plan still holds a choice
   */
  public List<PlanStatement> statements() {
    return lines.stream().map(Plan::statement).toList();
  }

  private static PlanStatement statement(PlanLine line) {
    if (line.item() instanceof PlanStatement statement) {
      return statement;
    }
    throw new IllegalStateException("the plan holds an open choice");
  }

  /** The same lines under another name. */
  public Plan withMigration(String name) {
    return new Plan(name, lines);
  }
}
