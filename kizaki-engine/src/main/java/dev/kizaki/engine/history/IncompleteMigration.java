package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.source.SourceText;
import java.util.Objects;

/**
 * The latest migration when it has a plan and no snapshot: somebody began it by hand, and {@code
 * plan} completes it; or the snapshot was lost.
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
   * @throws Refusal when it is none, or has another name than the directory
   */
  public PlanText plan() {
    PlanText plan = MigrationReader.plan(source);
    String stated = plan.plan().migration();
    if (!stated.equals(name.text())) {
      throw new Refusal(
          source.name()
              + ": the plan is called \""
              + stated
              + "\", and it stands in the directory "
              + name
              + ".\nGive both the same name: the plan begins with `migration \""
              + name
              + "\" {`.");
    }
    return plan;
  }

  /** Why nothing can be done with it but planning. */
  public String missing() {
    String directory = source.name().substring(0, source.name().lastIndexOf('/') + 1);
    String snapshot = directory + MigrationFiles.SNAPSHOT;
    return snapshot
        + " is missing.\nIf "
        + name
        + " was written by hand and no database has applied it, run `mvn kizaki:plan`, which"
        + " completes it; else restore the file with `git checkout -- "
        + snapshot
        + "`.";
  }
}
