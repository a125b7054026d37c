package dev.kizaki.engine.report;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.jdbc.MigrationInProgress;

/** How far a migration is that runs in stages, as a line. */
public final class InProgressLine {
  private InProgressLine() {}

  /**
   * The line, with the way on.
   *
   * @param running whether an applier holds the lock, so that the migration goes on by itself
   */
  public static String of(MigrationInProgress begun, boolean running) {
    return "In progress: %s, %s, since %s; %s"
        .formatted(
            begun.name(),
            stage(begun),
            begun.begunAt(),
            running
                ? "an applier is at it."
                : "run `%s` to go on%s."
                    .formatted(
                        ResumeCheck.command(begun),
                        begun.phase() == DeployPhase.CONTRACT
                            ? ""
                            : ", or `mvn kizaki:abort` to take it back"));
  }

  /** A migration between the two phases of a deploy. */
  static String ofExpanded(MigrationInProgress expanded) {
    return "Expanded: %s, waiting for contract since %s; run `mvn kizaki:apply -Dkizaki.phase=contract` when the old version has stopped."
        .formatted(expanded.name(), expanded.expandedAt().orElseThrow());
  }

  /** The stage that runs or comes next. */
  private static String stage(MigrationInProgress begun) {
    int next = Math.min(begun.done() + 1, begun.stages());
    String percent =
        begun.position().pages() == 0 ? "" : ", %d %%".formatted(begun.position().percent());
    return begun.ended()
        ? "stage %d of %d".formatted(next, begun.stages())
        : "stage %d of %d (%s%s)".formatted(next, begun.stages(), begun.doing(), percent);
  }
}
