package dev.kizaki.engine;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.jdbc.AppliedHistory;
import dev.kizaki.engine.jdbc.CommittedMigration;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code plan}: writes the migration from the latest snapshot to the schema. */
final class PlanGoal {
  /** What its results are remembered under. */
  static final String GOAL = "plan";

  private static final String NO_SCHEMA_CHANGES = "No schema changes.";

  private final PlanRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;
  private final SchemaSource schema;
  private final CommittedHistory history;

  PlanGoal(PlanRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
    this.schema = SchemaSource.read(request.project());
    this.history = CommittedHistory.read(directory);
    Sources.requireSchemaFor(history, schema, request.project());
  }

  PlanResult run() {
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    Shape target = Planner.withSystemEntitiesOf(history.shape(), schema.shape());
    refuseMovedUser(history.shape(), target);
    boolean open = history.latest().filter(tip -> !tip.plan().isResolved()).isPresent();
    boolean answered = request.resolve().isPresent() || request.resolveFile().isPresent();
    if (!open && !answered && history.agreesWith(schema.shape())) {
      return nothing();
    }
    List<Answer> given = GivenAnswers.read(request, target);
    Optional<Migration> draft = draft();
    int number = draft.map(Migration::number).orElse(history.migrations().size() + 1);
    Shape base = draft.map(history::before).orElseGet(history::shape);
    Answers answers =
        new Answers(given, draft.map(each -> KeptAnswers.of(each.plan())).orElse(List.of()));
    List<PlanStatement> rows = draft.map(each -> KeptAnswers.rows(each.plan())).orElse(List.of());
    PlanDraft plan = Planner.plan(base, schema.shape(), answers, rows, number == 1);
    GivenAnswers.refuseUnused(answers, plan);
    answers.unusedKept().forEach(answer -> reporter.warn("No longer applies: " + answer.text()));
    if (plan.lines().isEmpty()) {
      return draft.map(each -> remove(each, base)).orElseGet(this::nothing);
    }
    DraftProof.require(base, plan);
    return write(plan, number, draft);
  }

  /** Statements over rows that the draft held are kept as long as they still have their place. */
  private PlanDraft planned(
      Shape base, Answers answers, List<PlanStatement> rows, boolean isFirst) {
    PlanDraft plan = Planner.plan(base, schema.shape(), answers, rows, isFirst);
    Optional<PlanStatement> misfit = DraftProof.misfit(base, plan).filter(rows::contains);
    if (misfit.isEmpty()) {
      return plan;
    }
    reporter.warn("No longer applies: " + StatementText.of(misfit.get()));
    return planned(
        base, answers, rows.stream().filter(each -> !each.equals(misfit.get())).toList(), isFirst);
  }

  private PlanResult nothing() {
    reporter.info(NO_SCHEMA_CHANGES);
    return PlanResult.NO_CHANGES;
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
  private Optional<Migration> draft() {
    DatabaseDoor door = new DatabaseDoor(request.database());
    List<CommittedMigration> pending =
        AppliedHistory.pending(door.applied(), history.committed(), door.isEmbedded());
    if (pending.size() > 1) {
      throw new Refusal(
          pending.size()
              + " migrations are pending: "
              + pending.stream().map(CommittedMigration::name).collect(Collectors.joining(", "))
              + ".\nOnly the latest one may be unapplied when the next is planned. Apply them with"
              + " `mvn kizaki:apply`, then run `mvn kizaki:plan` again.");
    }
    return pending.isEmpty() ? Optional.empty() : history.latest();
  }

  private PlanResult remove(Migration draft, Shape base) {
    SharedDraft.refuseRewriting(draft.name(), directory, request, reporter);
    directory.remove(draft.name());
    reporter.info(
        "Removed "
            + directory.shown(draft.name())
            + "/ because the schema is back at "
            + (base.isEmpty()
                ? "the empty one"
                : history.migrations().get(draft.number() - 2).name())
            + ".");
    return written(PlanResult.Outcome.REMOVED, draft.name(), 0);
  }

  private PlanResult write(PlanDraft draft, int number, Optional<Migration> old) {
    String name = new MigrationName(number, slug(draft, old)).text();
    Plan plan = new Plan(name, draft.lines());
    Optional<String> parent =
        number == 1 ? Optional.empty() : Optional.of(history.migrations().get(number - 2).digest());
    Snapshot snapshot =
        new Snapshot(name, parent, NamingVersion.CURRENT, DigestVersion.CURRENT, draft.target());
    String planText = PlanPrinter.print(plan);
    String snapshotText = SnapshotJson.write(snapshot);
    PlanReport report = new PlanReport(reporter, directory.shown(name) + "/plan.migration");
    if (old.isEmpty()) {
      directory.write(name, planText, snapshotText);
      reporter.info("Generated " + directory.shown(name) + "/plan.migration");
    } else if (isSame(old.get(), plan, snapshot)) {
      if (plan.isResolved()) {
        return nothing();
      }
      report.notes(plan, old.get().files().plan().text());
      return new PlanResult(PlanResult.Outcome.NO_CHANGES, Optional.of(name), report.open());
    } else {
      SharedDraft.refuseRewriting(old.get().name(), directory, request, reporter);
      reporter.info(
          "Rewriting "
              + directory.shown(old.get().name())
              + "/ because it is still unapplied locally.");
      directory.replace(old.get().name(), name, planText, snapshotText);
      if (!old.get().name().equals(name)) {
        reporter.info("Renamed to " + directory.shown(name) + "/");
      }
    }
    report.statements(plan);
    report.notes(plan, planText);
    rememberNothingLeft(plan);
    return written(
        old.isPresent() ? PlanResult.Outcome.REWRITTEN : PlanResult.Outcome.GENERATED,
        name,
        report.open());
  }

  /** What was just written and proven leaves nothing to plan. */
  private void rememberNothingLeft(Plan plan) {
    if (plan.isResolved() && schema.warnings().isEmpty()) {
      UnchangedInputs.of(request.project(), GOAL)
          .ifPresent(inputs -> inputs.remember(List.of(NO_SCHEMA_CHANGES)));
    }
  }

  /** Whether the draft says this already, in whatever layout a person gave it. */
  private static boolean isSame(Migration old, Plan plan, Snapshot snapshot) {
    return old.name().equals(plan.migration())
        && old.snapshot().equals(snapshot)
        && PlanPrinter.items(old.plan()).equals(PlanPrinter.items(plan));
  }

  /** What the user said; else what the draft is called, unless it was called after its change. */
  private String slug(PlanDraft draft, Optional<Migration> old) {
    if (request.name().isPresent()) {
      String slug = Slug.ofName(request.name().get());
      if (slug.isEmpty()) {
        throw new Refusal(
            "name holds no letter or digit: \""
                + request.name().get()
                + "\". Write one such as -Dkizaki.name=add_due_dates.");
      }
      return slug;
    }
    return old.map(each -> MigrationName.of(each.name()).slug())
        .filter(
            slug -> !slug.equals(Slug.ofChange(old.get().plan().lines(), old.get().number() == 1)))
        .orElse(draft.slug());
  }

  private PlanResult written(PlanResult.Outcome outcome, String name, int open) {
    if (request.fromLifecyclePhase()) {
      throw new Refusal(
          directory.shown(name)
              + " was "
              + (outcome == PlanResult.Outcome.REMOVED ? "removed" : "written")
              + " by this build, and nobody has reviewed it. Review and commit it, then build"
              + " again.");
    }
    return new PlanResult(outcome, Optional.of(name), open);
  }
}
