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
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.project.CommittedHistory;
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
import java.util.stream.Stream;

/** {@code plan}: writes the migration from the latest snapshot to the schema. */
public final class PlanGoal {
  private static final String NO_SCHEMA_CHANGES = "No schema changes.";

  private final PlanRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;
  private final ProjectSchema schema;
  private final PlannableHistory history;

  /**
   * What became of the files.
   *
   * @param after the history as it is now; absent where no migration was written or removed
   */
  private record Completed(PlanResult result, Optional<CommittedHistory> after) {
    static Completed unchanged(PlanResult result) {
      return new Completed(result, Optional.empty());
    }
  }

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
    Completed completed = completed();
    PlanResult result = completed.result().with(changelogs(completed, heard));
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

  private List<String> changelogs(Completed completed, Reporter heard) {
    PlanChangelogs changelogs = new PlanChangelogs(request, directory, heard);
    if (!changelogs.wanted()) {
      return List.of();
    }
    return completed
        .after()
        .map(after -> changelogs.follow(after, completed.result().migration()))
        .orElseGet(() -> changelogs.complete(history));
  }

  private Completed completed() {
    Shape target = Planner.withSystemEntitiesOf(history.shape(), schema.shape());
    List<Difference> differences = ShapeDiffer.compare(history.shape(), target);
    refuseMovedUser(differences);
    Optional<String> name = givenName();
    boolean renames =
        name.isPresent() && !history.latest().map(latest -> latest.name().slug()).equals(name);
    if (!request.answers() && !renames && history.isSettled() && differences.isEmpty()) {
      return Completed.unchanged(nothing());
    }
    List<Answer> given = GivenAnswers.read(request, target);
    Optional<LatestMigration> draft = draft();
    int number = draft.map(LatestMigration::number).orElse(history.size() + 1);
    CommittedHistory before = draft.isPresent() ? history.before() : history.complete();
    Shape base = before.shape();
    MigrationPlanner planning =
        new MigrationPlanner(
            base, schema.shape(), number == 1, draft.map(latest -> latest.draft(base)));
    PlannedMigration planned = answered(planning, given, target);
    DraftProof.require(base, planned.plan());
    String slug = name.orElseGet(() -> slug(planned, draft));
    return complete(
        new PlanWriter(
            directory,
            reporter,
            new MigrationName(number, slug).text(),
            planned,
            before.latest().map(Migration::digest)),
        before,
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
  private Completed complete(
      PlanWriter writer, CommittedHistory before, Optional<LatestMigration> draft) {
    boolean empty = writer.planned().isEmpty();
    if (draft.isEmpty()) {
      return empty
          ? Completed.unchanged(nothing())
          : written(PlanResult.Outcome.GENERATED, before, writer.generate());
    }
    if (!empty && writer.agreesWith(draft.get())) {
      return Completed.unchanged(unchanged(writer, draft.get()));
    }
    SharedDraft.refuseRewriting(draft.get().name().text(), directory, request, reporter);
    if (empty) {
      writer.remove(draft.get(), before.latest().map(Migration::name).orElse("the empty one"));
      return new Completed(
          result(PlanResult.Outcome.REMOVED, draft.get().name().text(), 0), Optional.of(before));
    }
    return written(PlanResult.Outcome.REWRITTEN, before, writer.rewrite(draft.get()));
  }

  private PlanResult nothing() {
    directory.tidy();
    reporter.info(NO_SCHEMA_CHANGES);
    return PlanResult.NO_CHANGES;
  }

  private PlanResult unchanged(PlanWriter writer, LatestMigration draft) {
    if (draft.text().plan().isResolved()) {
      return nothing();
    }
    PlanReport report = writer.report();
    report.notes(draft.text());
    return result(PlanResult.Outcome.NO_CHANGES, draft.name().text(), report.open());
  }

  private static void refuseMovedUser(List<Difference> differences) {
    differences.stream()
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
        .latest()
        .filter(latest -> applied.size() >= latest.number())
        .flatMap(LatestMigration::problem)
        .ifPresent(
            problem -> {
              throw problem;
            });
    List<String> pending = pending(applied, door.isEmbedded());
    if (pending.size() > 1) {
      throw new Refusal(
          pending.size()
              + " migrations are pending: "
              + String.join(", ", pending)
              + ".\nOnly the latest one may be unapplied when the next is planned. Apply them with"
              + " `mvn kizaki:apply`, then run `mvn kizaki:plan` again.");
    }
    return pending.isEmpty() ? Optional.empty() : history.latest();
  }

  /** The names of the migrations that are not applied. */
  private List<String> pending(List<AppliedMigration> applied, boolean embedded) {
    return Stream.concat(
            AppliedHistory.pending(applied, history.complete().committed(), embedded).stream()
                .map(CommittedMigration::name),
            history.latest().stream()
                .filter(latest -> latest.complete().isEmpty())
                .map(latest -> latest.name().text()))
        .toList();
  }

  /** What is applied, where the latest migration is applied or not begun at all. */
  private List<AppliedMigration> applied(ReadSession session) {
    List<AppliedMigration> applied = session.applied();
    history
        .latest()
        .flatMap(
            latest -> LiquibaseLines.noDraft(session.liquibase(), applied, latest.name().text()))
        .ifPresent(
            message -> {
              throw new Refusal(message);
            });
    return applied;
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
        planned.asItStands() || draft.filter(latest -> latest.complete().isEmpty()).isPresent();
    return draft
        .map(latest -> latest.name().slug())
        .filter(slug -> byHand || !planned.ownSlugs().contains(slug))
        .orElse(planned.plan().slug());
  }

  private static Completed written(
      PlanResult.Outcome outcome, CommittedHistory before, PlanWriter.Written written) {
    Migration migration = written.migration();
    return new Completed(
        result(outcome, migration.name(), written.open()), Optional.of(before.with(migration)));
  }

  private static PlanResult result(PlanResult.Outcome outcome, String name, int open) {
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
