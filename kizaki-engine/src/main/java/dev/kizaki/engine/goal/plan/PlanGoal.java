package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.InputCache;
import dev.kizaki.engine.project.PlannableHistory;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.report.RecordingReporter;
import java.util.List;
import java.util.Optional;

/** {@code plan}: writes the migration from the latest snapshot to the schema, and its changelog. */
public final class PlanGoal {
  static final String NO_SCHEMA_CHANGES = "No schema changes.";

  private static final String APPLY = "Next: read the plan, then run `mvn kizaki:apply`.";
  private static final String ANSWER =
      """
      Next: answer in the plan or with `mvn kizaki:plan -Dkizaki.resolve="…"`, then run `mvn \
      kizaki:apply`.\
      """;

  private final PlanRequest request;
  private final RecordingReporter reporter;
  private final MigrationsDirectory directory;

  public PlanGoal(PlanRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = new RecordingReporter(reporter);
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  public PlanResult run() {
    Optional<InputCache> inputs = request.asksForMore() ? Optional.empty() : inputs();
    Optional<List<String>> cached = inputs.flatMap(InputCache::cachedOutput);
    if (cached.isPresent()) {
      cached.get().forEach(reporter::info);
      return PlanResult.NO_CHANGES;
    }
    PlanResult result = plan();
    if (result.equals(PlanResult.NO_CHANGES) && reporter.warnings() == 0) {
      inputs.ifPresent(unchanged -> unchanged.remember(reporter.lines()));
    }
    refuseUnreviewed(result);
    nextStep(result).ifPresent(reporter::next);
    return result;
  }

  /** What a person does next; absent if nothing was written and no question is open. */
  private static Optional<String> nextStep(PlanResult result) {
    if (result.open() > 0) {
      return Optional.of(ANSWER);
    }
    return result.outcome() == PlanResult.Outcome.GENERATED
            || result.outcome() == PlanResult.Outcome.REWRITTEN
        ? Optional.of(APPLY)
        : Optional.empty();
  }

  /** The cache for the goal's output, with the files as they are now as the key. */
  private Optional<InputCache> inputs() {
    ChangelogSettings changelogs = request.changelogs();
    return InputCache.of(
        request.project(),
        "plan",
        changelogs.on() ? "liquibase" : "",
        changelogs.contexts().orElse(""),
        changelogs.labels().orElse(""),
        request.database().schema());
  }

  private PlanResult plan() {
    ProjectSchema schema = ProjectSchema.read(request.project());
    PlannableHistory history = PlannableHistory.read(directory);
    ProjectPaths.requireSchemaFor(!history.isEmpty(), schema, request.project());
    WrittenDraft written = new DraftWriting(request, reporter, directory, schema, history).run();
    int warnings = reporter.warnings();
    PlanResult result = written.result().with(changelogs(written, history));
    if (isWritten(result)
        && result.open() == 0
        && schema.warnings().isEmpty()
        && reporter.warnings() == warnings) {
      // What was just written and proven leaves nothing to plan.
      inputs().ifPresent(inputs -> inputs.remember(List.of(NO_SCHEMA_CHANGES)));
    }
    return result;
  }

  private static boolean isWritten(PlanResult result) {
    return result.outcome() == PlanResult.Outcome.GENERATED
        || result.outcome() == PlanResult.Outcome.REWRITTEN
        || !result.changelogs().isEmpty();
  }

  private List<String> changelogs(WrittenDraft written, PlannableHistory history) {
    PlanChangelogs changelogs = new PlanChangelogs(request, directory, reporter);
    if (!changelogs.wanted()) {
      return List.of();
    }
    return written
        .after()
        .map(after -> changelogs.follow(after, written.result().migration()))
        .orElseGet(() -> changelogs.complete(history));
  }

  /** A build fails if it has written anything, because the new content has not been reviewed. */
  private void refuseUnreviewed(PlanResult result) {
    if (!request.fromLifecyclePhase()) {
      return;
    }
    if (result.outcome() != PlanResult.Outcome.NO_CHANGES) {
      throw new Refusal(
          RefusalCode.PLAN_NOT_REVIEWED,
          """
          This build has %s %s, which must be reviewed first. Review and commit the change, then \
          build again.\
          """
              .formatted(
                  result.outcome() == PlanResult.Outcome.REMOVED ? "removed" : "written",
                  directory.shown(result.migration().orElseThrow())));
    }
    if (!result.changelogs().isEmpty()) {
      throw new Refusal(
          RefusalCode.PLAN_NOT_REVIEWED,
          """
          This build has changed %s, which must be reviewed first. Review and commit the change, \
          then build again.\
          """
              .formatted(String.join(", ", result.changelogs())));
    }
  }
}
