package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.project.InputCache;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.project.PlannableHistory;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.RecordingReporter;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code plan}: writes the migration from the latest snapshot to the schema. */
public final class PlanGoal {
  private static final String NO_SCHEMA_CHANGES = "No schema changes.";

  private final PlanRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;
  private final ProjectSchema schema;
  private final PlannableHistory history;

  public PlanGoal(PlanRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
    this.schema = ProjectSchema.read(request.project());
    this.history = PlannableHistory.read(directory);
    ProjectPaths.requireSchemaFor(!history.isEmpty(), schema, request.project());
  }

  /** What its results are remembered by. */
  public static Optional<InputCache> inputs(PlanRequest request) {
    ChangelogSettings changelogs = request.changelogs();
    return InputCache.of(
        request.project(),
        "plan",
        changelogs.on() ? "liquibase" : "",
        changelogs.contexts().orElse(""),
        changelogs.labels().orElse(""),
        request.database().schema());
  }

  public PlanResult run() {
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    RecordingReporter heard = new RecordingReporter(reporter);
    PlanResult planned = planned();
    PlanResult result = planned.with(changelogs(planned, heard));
    boolean changed =
        result.outcome() == PlanResult.Outcome.GENERATED
            || result.outcome() == PlanResult.Outcome.REWRITTEN
            || !result.changelogs().isEmpty();
    if (changed && result.open() == 0 && schema.warnings().isEmpty() && !heard.warned()) {
      // What was just written and proven leaves nothing to plan.
      inputs(request).ifPresent(inputs -> inputs.remember(List.of(NO_SCHEMA_CHANGES)));
    }
    refuseUnreviewed(result);
    return result;
  }

  private List<String> changelogs(PlanResult planned, Reporter heard) {
    PlanChangelogs changelogs = new PlanChangelogs(request, directory, heard);
    if (!changelogs.wanted()) {
      return List.of();
    }
    return planned.outcome() == PlanResult.Outcome.NO_CHANGES
        ? changelogs.complete(history)
        : changelogs.follow(planned.migration());
  }

  private PlanResult planned() {
    Shape target = Planner.withSystemEntitiesOf(history.shape(), schema.shape());
    refuseMovedUser(history.shape(), target);
    Optional<String> name = givenName();
    boolean renames = name.isPresent() && !history.tip().map(tip -> tip.name().slug()).equals(name);
    if (!request.answers() && !renames && history.agreesWith(schema.shape())) {
      return nothing();
    }
    List<Answer> given = GivenAnswers.read(request, target);
    Optional<LatestMigration> draft = draft();
    int number = draft.map(LatestMigration::number).orElse(history.size() + 1);
    Shape base = draft.isPresent() ? history.before().shape() : history.shape();
    MigrationPlanner planning =
        new MigrationPlanner(base, schema.shape(), number == 1, draft.map(tip -> tip.draft(base)));
    PlannedMigration planned = answered(planning, given, target);
    DraftProof.require(base, planned.plan());
    String slug = name.orElseGet(() -> slug(planned, draft));
    return settle(
        new PlanWriter(
            directory,
            reporter,
            new MigrationName(number, slug).text(),
            planned,
            history.digest(number - 1)),
        draft);
  }

  /** The plan with all the answers there are. */
  private PlannedMigration answered(MigrationPlanner planning, List<Answer> given, Shape target) {
    PlannedMigration planned = planning.with(given);
    GivenAnswers.refuseUnused(planned.unused(), planned.plan());
    return request
        .prompter()
        .map(person -> PromptedAnswers.complete(planned, given, person, target, planning::with))
        .orElse(planned);
  }

  /** Decides what happens to the files; whatever changes a draft comes through the last lines. */
  private PlanResult settle(PlanWriter writer, Optional<LatestMigration> draft) {
    boolean empty = writer.planned().isEmpty();
    if (draft.isEmpty()) {
      return empty
          ? nothing()
          : written(PlanResult.Outcome.GENERATED, writer.name(), writer.generate().open());
    }
    if (!empty && writer.isSaidBy(draft.get())) {
      return unchanged(writer, draft.get());
    }
    SharedDraft.refuseRewriting(draft.get().name().text(), directory, request, reporter);
    if (empty) {
      writer.remove(draft.get(), base(draft.get()));
      return written(PlanResult.Outcome.REMOVED, draft.get().name().text(), 0);
    }
    return written(PlanResult.Outcome.REWRITTEN, writer.name(), writer.rewrite(draft.get()).open());
  }

  private PlanResult nothing() {
    directory.tidy();
    reporter.info(NO_SCHEMA_CHANGES);
    return PlanResult.NO_CHANGES;
  }

  private PlanResult unchanged(PlanWriter writer, LatestMigration draft) {
    if (draft.plan().isResolved()) {
      return nothing();
    }
    PlanReport report = writer.report();
    report.notes(draft.plan(), draft.source().text());
    return new PlanResult(
        PlanResult.Outcome.NO_CHANGES, Optional.of(draft.name().text()), report.open(), List.of());
  }

  private static void refuseMovedUser(Shape before, Shape after) {
    ShapeDiffer.compare(before, after).stream()
        .filter(Difference.SystemEntityMoved.class::isInstance)
        .findFirst()
        .ifPresent(
            moved -> {
              throw new Refusal(
                  "userTable names another table than the history does: __User was settled by the"
                      + " first migration that refers to it. Set userTable to what that migration"
                      + " says.");
            });
  }

  /** The latest migration, if no database has applied it. */
  private Optional<LatestMigration> draft() {
    DatabaseConnector door = new DatabaseConnector(request.database());
    List<AppliedMigration> applied = door.exists() ? door.reading(this::applied) : List.of();
    history
        .tip()
        .filter(tip -> applied.size() >= tip.number())
        .flatMap(LatestMigration::problem)
        .ifPresent(
            problem -> {
              throw problem;
            });
    List<CommittedMigration> pending =
        AppliedHistory.pending(applied, history.committed(), door.isEmbedded());
    if (pending.size() > 1) {
      throw new Refusal(
          pending.size()
              + " migrations are pending: "
              + pending.stream().map(CommittedMigration::name).collect(Collectors.joining(", "))
              + ".\nOnly the latest one may be unapplied when the next is planned. Apply them with"
              + " `mvn kizaki:apply`, then run `mvn kizaki:plan` again.");
    }
    return pending.isEmpty() ? Optional.empty() : history.tip();
  }

  /** What is applied, where the tip is that or not begun at all. */
  private List<AppliedMigration> applied(ReadSession session) {
    List<AppliedMigration> applied = session.applied();
    history
        .tip()
        .flatMap(tip -> LiquibaseLines.noDraft(session.liquibase(), applied, tip.name().text()))
        .ifPresent(
            message -> {
              throw new Refusal(message);
            });
    return applied;
  }

  private String base(LatestMigration draft) {
    return draft.number() == 1 ? "the empty one" : history.before().latest().orElseThrow().name();
  }

  private Optional<String> givenName() {
    return request
        .name()
        .map(
            name -> {
              String slug = Slug.ofName(name);
              if (slug.isEmpty()) {
                throw new Refusal(
                    "name holds no letter or digit: \""
                        + name
                        + "\". Write one such as -Dkizaki.name=add_due_dates.");
              }
              return slug;
            });
  }

  /** What the draft is called, unless it was called after its change. */
  private static String slug(PlannedMigration planned, Optional<LatestMigration> draft) {
    boolean byHand =
        planned.asItStands() || draft.filter(tip -> tip.snapshot().isEmpty()).isPresent();
    return draft
        .map(tip -> tip.name().slug())
        .filter(slug -> byHand || !planned.ownSlugs().contains(slug))
        .orElse(planned.plan().slug());
  }

  private static PlanResult written(PlanResult.Outcome outcome, String name, int open) {
    return new PlanResult(outcome, Optional.of(name), open, List.of());
  }

  /** What a build writes nobody has reviewed. */
  private void refuseUnreviewed(PlanResult result) {
    if (!request.fromLifecyclePhase()) {
      return;
    }
    if (result.outcome() != PlanResult.Outcome.NO_CHANGES) {
      throw new Refusal(
          directory.shown(result.migration().orElseThrow())
              + " was "
              + (result.outcome() == PlanResult.Outcome.REMOVED ? "removed" : "written")
              + " by this build, and nobody has reviewed it. Review and commit it, then build"
              + " again.");
    }
    if (!result.changelogs().isEmpty()) {
      boolean one = result.changelogs().size() == 1;
      throw new Refusal(
          String.join(", ", result.changelogs())
              + (one ? " was" : " were")
              + " changed by this build, and nobody has reviewed "
              + (one ? "it" : "them")
              + ". Review and commit "
              + (one ? "it" : "them")
              + ", then build again.");
    }
  }
}
