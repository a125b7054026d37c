package dev.kizaki.engine;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
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
import dev.kizaki.engine.goal.ApplyGoal;
import dev.kizaki.engine.goal.ChangelogGoal;
import dev.kizaki.engine.goal.DevGoal;
import dev.kizaki.engine.goal.DryRunGoal;
import dev.kizaki.engine.goal.RebaseGoal;
import dev.kizaki.engine.goal.ResetGoal;
import dev.kizaki.engine.goal.StartGoal;
import dev.kizaki.engine.goal.StatusGoal;
import dev.kizaki.engine.goal.ValidateGoal;
import dev.kizaki.engine.goal.WatchGoal;
import dev.kizaki.engine.goal.plan.PlanGoal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * The library: one method a goal. Each takes a request, reports its lines while it runs, and either
 * returns or throws {@link Refusal} (the user can correct the cause) or {@link EnvironmentFailure}
 * (something around the project is broken). What the exception says is not reported before.
 *
 * <p>An object of this class keeps nothing between two calls. Several threads may use it at once if
 * the reporter allows that. Two runs on one project or database wait for each other by locks.
 */
public final class Kizaki {
  private final Reporter reporter;

  /**
   * @param reporter receives the lines of every goal
   */
  public Kizaki(Reporter reporter) {
    this.reporter = Objects.requireNonNull(reporter, "reporter");
  }

  /**
   * Reads the schema and says what it holds.
   *
   * @throws Refusal with every error of every file
   */
  public void validate(Project project) {
    new ValidateGoal(project, reporter).run();
  }

  /**
   * Writes the migration from the latest snapshot to the schema.
   *
   * @throws Refusal when the schema or the history has errors, more than the latest migration is
   *     pending, an answer cannot be used, or a build phase that must not write has written
   * @throws EnvironmentFailure when the database cannot be reached or a file cannot be written
   */
  public PlanResult plan(PlanRequest request) {
    return new PlanGoal(request, reporter).run();
  }

  /**
   * Moves the database along the committed history.
   *
   * @throws Refusal when the history cannot be applied, the database has another one, has drifted
   *     or lacks a right, or a migration fails; what was applied before it stays
   * @throws EnvironmentFailure when the database cannot be reached or the connection is lost
   */
  public ApplyResult apply(ApplyRequest request) {
    return new ApplyGoal(request, reporter).run();
  }

  /**
   * Shows what {@link #apply} would do. The connection is read-only.
   *
   * @throws Refusal when {@code apply} would refuse
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public void dryRun(DryRunRequest request) {
    new DryRunGoal(request, reporter).run();
  }

  /**
   * Reports what is committed, what is applied and where the source has drifted.
   *
   * @throws Refusal when the schema has errors, or a state is found that the request does not
   *     accept
   * @throws EnvironmentFailure when a database that the request insists on cannot be read
   */
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
    return new ResetGoal(request, reporter).run();
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
