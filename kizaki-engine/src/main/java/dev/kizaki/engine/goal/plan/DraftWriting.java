package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.OwnComments;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.project.PlannableHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans the migration from the latest snapshot to the schema, and writes, rewrites or removes the
 * draft accordingly.
 */
final class DraftWriting {
  private final PlanRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;
  private final ProjectSchema schema;
  private final PlannableHistory history;

  DraftWriting(
      PlanRequest request,
      Reporter reporter,
      MigrationsDirectory directory,
      ProjectSchema schema,
      PlannableHistory history) {
    this.request = request;
    this.reporter = reporter;
    this.directory = directory;
    this.schema = schema;
    this.history = history;
  }

  /**
   * Plans and writes.
   *
   * @throws Refusal when an answer cannot be used, userTable names another table than the history,
   *     or the database does not allow the latest migration to be planned
   */
  WrittenDraft run() {
    Shape target = Planner.completed(history.shape(), schema.shape());
    List<Difference> differences = ShapeDiffer.compare(history.shape(), target);
    MovedSystemEntity.refuse(differences);
    Optional<String> name = givenName();
    boolean renames =
        name.isPresent() && !history.latest().map(latest -> latest.name().slug()).equals(name);
    if (!request.answers() && !renames && history.isSettled() && differences.isEmpty()) {
      reportWarnings();
      return history
          .latest()
          .flatMap(this::updatedComments)
          .map(WrittenDraft::unchanged)
          .orElseGet(() -> WrittenDraft.unchanged(reportNothing()));
    }
    GivenAnswers given = GivenAnswers.read(request, target);
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    Optional<LatestMigration> draft = LatestDraft.find(history, connector, request.project());
    reportWarnings();
    int number = draft.map(LatestMigration::number).orElse(history.size() + 1);
    CommittedHistory before = draft.isPresent() ? history.before() : history.complete();
    Shape base = before.shape();
    MigrationPlanner planner =
        new MigrationPlanner(
            base, schema.shape(), number == 1, draft.map(latest -> latest.draft(base)));
    AnsweredPlan answered = answered(planner, given, target);
    Function<PlannedMigration, PlanWriter> writing =
        planned -> writer(planned, number, name, before, draft);
    PlanWriter writer = writing.apply(answered.planned());
    boolean writes = !writer.planned().isEmpty() && draft.filter(writer::agreesWith).isEmpty();
    return write(
        writes
            ? new ObjectTrial(request, reporter, schema, before, connector.identity())
                .tried(answered, writer, planner::with, writing)
            : writer,
        before,
        draft);
  }

  private PlanWriter writer(
      PlannedMigration planned,
      int number,
      Optional<String> name,
      CommittedHistory before,
      Optional<LatestMigration> draft) {
    DraftProof.require(before.shape(), planned.plan());
    refuseTakenNames(planned);
    String slug =
        name.or(() -> draft.map(latest -> latest.name().slug()))
            .orElseGet(() -> planned.plan().slug());
    return new PlanWriter(
        directory,
        reporter,
        new MigrationName(number, slug).text(),
        name.isPresent() ? Optional.empty() : draft.flatMap(each -> fittingName(each, planned)),
        planned,
        before.shape(),
        before.latest().map(Migration::digest));
  }

  /** The schema cannot know the recorded names of the history. */
  private static void refuseTakenNames(PlannedMigration planned) {
    NameTable.collisions(planned.plan().target(), DatabaseNames.CURRENT).stream()
        .findFirst()
        .ifPresent(
            collision -> {
              throw new Refusal(
                  RefusalCode.PLAN_INCOMPLETE,
                  """
                  %s, because a snapshot records one of these names.
                  State another name for one of them in the schema, such as named: "name", and run \
                  `mvn kizaki:plan` again.\
                  """
                      .formatted(collision.text()));
            });
  }

  /** The plan with the answers of the request and, if a person can be asked, that person's. */
  private AnsweredPlan answered(MigrationPlanner planner, GivenAnswers given, Shape target) {
    List<Answer> answers =
        given.dropsAndAdds()
            ? DropAndAdd.settle(given.answers(), planner::with, reporter::warn)
            : given.answers();
    PlannedMigration planned = planner.with(answers);
    GivenAnswers.refuseUnused(planned.unused(), planned.plan());
    return request
        .prompter()
        .map(
            person ->
                PromptedAnswers.complete(
                    planned, answers, person, target, planner::with, reporter::warn))
        .orElseGet(() -> new AnsweredPlan(planned, answers));
  }

  /**
   * Decides what happens to the files. Every change of a draft comes after {@link
   * SharedDraft#refuseRewriting}.
   */
  private WrittenDraft write(
      PlanWriter writer, CommittedHistory before, Optional<LatestMigration> draft) {
    boolean empty = writer.planned().isEmpty();
    if (draft.isEmpty()) {
      return empty
          ? WrittenDraft.unchanged(reportNothing())
          : written(PlanResult.Outcome.GENERATED, before, writer.generate());
    }
    if (!empty && writer.agreesWith(draft.get())) {
      return WrittenDraft.unchanged(unchanged(writer, draft.get()));
    }
    SharedDraft.refuseRewriting(draft.get().name().text(), directory, request, reporter);
    if (empty) {
      writer.remove(draft.get(), before.latest().map(Migration::name));
      return new WrittenDraft(
          result(PlanResult.Outcome.REMOVED, draft.get().name().text(), 0), Optional.of(before));
    }
    return written(PlanResult.Outcome.REWRITTEN, before, writer.rewrite(draft.get()));
  }

  /** The schema's warnings, which stand behind the line that names the database. */
  private void reportWarnings() {
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
  }

  /**
   * Brings the comments of kizaki in a plan file up to date, because a person may have answered or
   * edited there. Comments are not part of a digest, so it does not matter whether a database has
   * applied the migration.
   *
   * @return empty if the comments are right, or the file must not change: in a phase of the build,
   *     and if the upstream branch holds the migration
   */
  private Optional<PlanResult> updatedComments(LatestMigration latest) {
    if (request.fromLifecyclePhase() || latest.complete().isEmpty()) {
      return Optional.empty();
    }
    String name = latest.name().text();
    PlanText updated = commented(latest);
    if (updated.equals(latest.text())
        || SharedDraft.branchOf(name, directory, reporter).isPresent()) {
      return Optional.empty();
    }
    directory.replace(
        name, name, updated.source().text(), latest.complete().get().snapshotFileText());
    reporter.info(
        "Updated kizaki's comments in %s/%s."
            .formatted(directory.shown(name), MigrationFiles.PLAN));
    if (updated.plan().isResolved()) {
      reportNothing();
    }
    return Optional.of(result(PlanResult.Outcome.REWRITTEN, name, updated.markers().size()));
  }

  private PlanText commented(LatestMigration latest) {
    return OwnComments.updated(
        latest.draft(history.before().shape()), latest.text(), latest.number() == 1);
  }

  private PlanResult reportNothing() {
    directory.tidy();
    reporter.info(PlanGoal.NO_SCHEMA_CHANGES);
    return PlanResult.NO_CHANGES;
  }

  private PlanResult unchanged(PlanWriter writer, LatestMigration draft) {
    Optional<PlanResult> updated = updatedComments(draft);
    if (draft.text().plan().isResolved()) {
      return updated.orElseGet(this::reportNothing);
    }
    PlanReport report = writer.report();
    report.notes(updated.isPresent() ? commented(draft) : draft.text());
    return updated.orElseGet(
        () -> result(PlanResult.Outcome.NO_CHANGES, draft.name().text(), report.open()));
  }

  private Optional<String> givenName() {
    return request
        .name()
        .map(
            name -> {
              String slug = Slug.ofGivenName(name, history.size() + 1);
              if (slug.isEmpty()) {
                throw new Refusal(
                    RefusalCode.NAME_EMPTY,
                    """
                    The parameter name is "%s", which contains no letter or digit; write a name \
                    such as -Dkizaki.name=add_due_dates.\
                    """
                        .formatted(name));
              }
              return slug;
            });
  }

  /**
   * Another name that would describe the new plan. A draft keeps its name, because an editor may
   * have its file open; but if the name is the one that follows from the old plan, nobody chose it.
   */
  private static Optional<String> fittingName(LatestMigration draft, PlannedMigration planned) {
    String own = Slug.ofChange(draft.text().plan().lines(), draft.number() == 1);
    return Optional.of(planned.plan().slug())
        .filter(slug -> !slug.equals(own) && draft.name().slug().equals(own));
  }

  private static WrittenDraft written(
      PlanResult.Outcome outcome, CommittedHistory before, PlanWriter.Written written) {
    Migration migration = written.migration();
    return new WrittenDraft(
        result(outcome, migration.name(), written.open()), Optional.of(before.with(migration)));
  }

  private static PlanResult result(PlanResult.Outcome outcome, String name, int open) {
    return new PlanResult(outcome, Optional.of(name), open, List.of());
  }
}
