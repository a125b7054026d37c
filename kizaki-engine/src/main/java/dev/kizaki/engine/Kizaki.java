package dev.kizaki.engine;

import java.util.Objects;

/**
 * The library: one method a goal. Each takes a request, says its lines to the reporter while it
 * runs, and either returns or throws {@link Refusal} (the user's to mend) or {@link
 * EnvironmentFailure} (something around the project is broken).
 */
public final class Kizaki {
  private final Reporter reporter;

  public Kizaki(Reporter reporter) {
    this.reporter = Objects.requireNonNull(reporter, "reporter");
  }

  /**
   * Reads the schema and says what it holds.
   *
   * @throws Refusal with every error of every file
   */
  public void validate(Project project) {
    SchemaSource schema = SchemaSource.read(project);
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    reporter.info(
        "Schema is valid: "
            + Words.count(schema.shape().entities().size(), "entity")
            + ", "
            + Words.count(schema.shape().enums().size(), "enum")
            + " in "
            + Words.count(schema.files(), "file")
            + ".");
  }

  /** Writes the migration from the latest snapshot to the schema. */
  public PlanResult plan(PlanRequest request) {
    return new PlanGoal(request, reporter).run();
  }

  /** Moves the database along the committed history. */
  public ApplyResult apply(ApplyRequest request) {
    return new ApplyGoal(request, reporter).run();
  }

  /** Shows what {@link #apply} would do. The connection is read-only. */
  public void dryRun(DryRunRequest request) {
    new DryRunGoal(request, reporter).run();
  }

  /** Says what is committed, what is applied and where the source has drifted. */
  public void status(StatusRequest request) {
    new StatusGoal(request, reporter).run();
  }

  /**
   * Deletes the embedded database and applies the history again.
   *
   * @throws Refusal when another database is configured
   */
  public ApplyResult reset(ApplyRequest request) {
    ApplyGoal apply = new ApplyGoal(request, reporter);
    apply.requireApplicable();
    new DatabaseDoor(request.database()).delete();
    return apply.run();
  }
}
