package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.source.SourceText;
import java.util.Objects;

/**
 * The latest migration if it has a plan but no snapshot. Either a user began it by hand, and {@code
 * plan} completes it, or the snapshot was lost.
 *
 * @param source the text of {@code plan.migration}; its name is the path that messages print
 */
public record IncompleteMigration(MigrationName name, SourceText source) {
  public IncompleteMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
  }

  /**
   * Reads the plan.
   *
   * @throws Refusal when the text is not a plan, or when the plan and the directory have different
   *     names
   */
  public PlanText plan() {
    PlanText plan = MigrationReader.plan(source);
    String stated = plan.plan().migration();
    if (!stated.equals(name.text())) {
      throw new Refusal(
          RefusalCode.PLAN_NAME,
          """
          %s: the plan is called "%s", but it is in the directory %s.
          Give both the same name: the plan begins with `migration "%s" {`.\
          """
              .formatted(source.name(), stated, name, name));
    }
    return plan;
  }

  /** The message of the goals other than {@code plan}, which need the snapshot. */
  public String missing() {
    String directory = source.name().substring(0, source.name().lastIndexOf('/') + 1);
    String snapshot = directory + MigrationFiles.SNAPSHOT;
    return """
    %s is missing.
    If %s was written by hand and no database has applied it, run `mvn kizaki:plan`, which \
    completes it; else restore the file with `git checkout -- %s`.\
    """
        .formatted(snapshot, name, snapshot);
  }
}
