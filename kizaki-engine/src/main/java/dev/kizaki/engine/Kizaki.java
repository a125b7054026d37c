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

  /** Reads the schema and reports every error of every file. */
  public void validate(Project project) {
    throw new UnsupportedOperationException();
  }

  /** Writes the migration from the latest snapshot to the schema. */
  public PlanResult plan(PlanRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Moves the database along the committed history. */
  public ApplyResult apply(ApplyRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Shows what {@link #apply} would do. The connection is read-only. */
  public void dryRun(DryRunRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Says what is committed, what is applied and where the source has drifted. */
  public void status(StatusRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Deletes the embedded database and applies the history again. */
  public ApplyResult reset(ApplyRequest request) {
    throw new UnsupportedOperationException();
  }
}
