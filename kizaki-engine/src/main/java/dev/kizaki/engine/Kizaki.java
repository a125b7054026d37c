package dev.kizaki.engine;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.RebaseResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.goal.ApplyGoal;
import dev.kizaki.engine.goal.ChangelogGoal;
import dev.kizaki.engine.goal.DevGoal;
import dev.kizaki.engine.goal.DryRunGoal;
import dev.kizaki.engine.goal.RebaseGoal;
import dev.kizaki.engine.goal.StartGoal;
import dev.kizaki.engine.goal.StatusGoal;
import dev.kizaki.engine.goal.WatchGoal;
import dev.kizaki.engine.goal.plan.PlanGoal;
import dev.kizaki.engine.project.InputCache;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.report.Plurals;
import dev.kizaki.engine.report.RecordingReporter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

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
    unlessUnchanged(
        InputCache.of(project, "validate"),
        heard -> {
          ProjectSchema schema = ProjectSchema.read(project);
          schema.warnings().forEach(warning -> warning.lines().forEach(heard::warn));
          heard.info(
              "Schema is valid: "
                  + Plurals.count(schema.shape().entities().size(), "entity")
                  + ", "
                  + Plurals.count(schema.shape().enums().size(), "enum")
                  + " in "
                  + Plurals.count(schema.files(), "file")
                  + ".");
          return true;
        });
  }

  /** Writes the migration from the latest snapshot to the schema. */
  public PlanResult plan(PlanRequest request) {
    if (request.asksForMore()) {
      return new PlanGoal(request, reporter).run();
    }
    AtomicReference<PlanResult> result = new AtomicReference<>(PlanResult.NO_CHANGES);
    unlessUnchanged(
        PlanGoal.inputs(request),
        heard -> {
          result.set(new PlanGoal(request, heard).run());
          return result.get().equals(PlanResult.NO_CHANGES);
        });
    return result.get();
  }

  /**
   * Does a goal's work, unless it is remembered that it had nothing to mind about these inputs.
   *
   * @param inputs absent where nothing can be remembered
   * @param work says whether it ended in a way that may be remembered
   */
  private void unlessUnchanged(Optional<InputCache> inputs, Predicate<RecordingReporter> work) {
    Optional<List<String>> cachedOutput = inputs.flatMap(InputCache::cachedOutput);
    if (cachedOutput.isPresent()) {
      cachedOutput.get().forEach(reporter::info);
      return;
    }
    RecordingReporter heard = new RecordingReporter(reporter);
    if (work.test(heard) && !heard.warned()) {
      inputs.ifPresent(unchanged -> unchanged.remember(heard.lines()));
    }
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
   * Puts the migrations of one branch on top of another's, after a merge brought both into one
   * directory. Needs no database.
   *
   * @throws Refusal when it is not known which side stays
   */
  public RebaseResult rebase(RebaseRequest request) {
    return new RebaseGoal(request, reporter).run();
  }

  /**
   * Writes every Liquibase changelog of the committed history that is missing or outdated, and the
   * master that includes them. Needs no database.
   *
   * @return the files that were written or removed, as messages print them
   * @throws Refusal when the history is broken, or one that the upstream branch holds would have to
   *     change
   */
  public List<String> changelog(ChangelogRequest request) {
    return new ChangelogGoal(request, reporter).run();
  }

  /**
   * Deletes the embedded database and applies the history again.
   *
   * @throws Refusal when another database is configured
   */
  public ApplyResult reset(ApplyRequest request) {
    ApplyGoal apply = new ApplyGoal(request, reporter);
    apply.requireApplicable();
    new DatabaseConnector(request.database()).delete();
    return apply.run();
  }

  /**
   * Applies pending migrations to a local database, compares, and says how to connect to it.
   *
   * @throws Refusal when the schema is ahead of the history, either has errors, a question is open,
   *     or the database is on another machine
   */
  public void dev(DevRequest request) {
    new DevGoal(request, reporter).run();
  }

  /**
   * The same, and stays: keeps an embedded server running, and after each change of schema or
   * history says within a second how things stand. What is wrong with them is said and not thrown.
   *
   * @param stop counted down by another thread, it ends this; so does an interrupt
   * @throws Refusal when the database is on another machine
   */
  public void watch(DevRequest request, CountDownLatch stop) {
    new WatchGoal(request, reporter, stop).run();
  }

  /**
   * Makes a fresh database for tests on the project's embedded server and applies the whole history
   * to it. Nobody else is disturbed: the database one works with stays as it is.
   *
   * @return that database, to be closed when the tests are done
   * @throws Refusal when another database is configured, the schema is ahead of the history, either
   *     has errors, a question is open, or another build has the test database
   */
  public StartedDatabase start(StartRequest request) {
    return new StartGoal(request, reporter).run();
  }
}
