package dev.kizaki.engine;

import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.AdoptResult;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.BundleRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.CheckStatementsRequest;
import dev.kizaki.engine.api.CommandNames;
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
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.goal.AbortGoal;
import dev.kizaki.engine.goal.AdoptGoal;
import dev.kizaki.engine.goal.ApplyGoal;
import dev.kizaki.engine.goal.BundleGoal;
import dev.kizaki.engine.goal.ChangelogGoal;
import dev.kizaki.engine.goal.CheckStatementsGoal;
import dev.kizaki.engine.goal.DevGoal;
import dev.kizaki.engine.goal.DryRunGoal;
import dev.kizaki.engine.goal.RebaseGoal;
import dev.kizaki.engine.goal.ResetGoal;
import dev.kizaki.engine.goal.StartGoal;
import dev.kizaki.engine.goal.StatusGoal;
import dev.kizaki.engine.goal.ValidateGoal;
import dev.kizaki.engine.goal.WatchGoal;
import dev.kizaki.engine.goal.plan.PlanGoal;
import dev.kizaki.engine.naming.NamedCommands;
import dev.kizaki.engine.naming.NamingReporter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * The library: one method for each goal. A method takes a request, reports its lines while it runs,
 * and either returns or throws {@link Refusal} (the user can correct the cause) or {@link
 * EnvironmentFailure} (something around the project is broken). The reporter does not receive the
 * message of the exception.
 *
 * <p>An object of this class keeps no state between two calls. Several threads may use it at the
 * same time if the reporter allows that. Locks make two runs on one project or one database wait
 * for each other.
 */
public final class Kizaki {
  private final Reporter reporter;
  private final NamedCommands commands;

  /**
   * A library whose messages name the goals and parameters of the Maven plugin.
   *
   * @param reporter receives the lines of every goal
   */
  public Kizaki(Reporter reporter) {
    this(reporter, CommandNames.MAVEN);
  }

  /**
   * @param reporter receives the lines of every goal
   * @param names how lines and exceptions name goals and parameters
   */
  public Kizaki(Reporter reporter, CommandNames names) {
    this.commands = new NamedCommands(names);
    this.reporter = new NamingReporter(Objects.requireNonNull(reporter, "reporter"), this.commands);
  }

  /**
   * Reads the schema and reports how many entities, enums and files it has.
   *
   * @throws Refusal when the schema has errors; the message lists every error of every file
   */
  public void validate(Project project) {
    named(new ValidateGoal(project, reporter)::run);
  }

  /**
   * Writes a schema and the first migration for a database that exists, and proves on an embedded
   * server that the migration makes what the database has. The database does not change.
   *
   * @throws Refusal when the project has a schema or a history, the database has nothing to adopt
   *     or changes meanwhile, or the proof fails; nothing is written then
   * @throws EnvironmentFailure when a database cannot be reached or a file cannot be written
   */
  public AdoptResult adopt(AdoptRequest request) {
    return named(new AdoptGoal(request, reporter)::run);
  }

  /**
   * Writes the migration from the latest snapshot to the schema.
   *
   * @throws Refusal when the schema or the history has errors, more than the latest migration is
   *     pending, an answer cannot be used, or the request comes from a build phase and something
   *     was written
   * @throws EnvironmentFailure when the database cannot be reached or a file cannot be written
   */
  public PlanResult plan(PlanRequest request) {
    return named(new PlanGoal(request, reporter)::run);
  }

  /**
   * Applies the pending migrations of the committed history to the database.
   *
   * @throws Refusal when the history cannot be applied, the database has another history, has
   *     drifted or lacks a privilege, or a migration fails; the migrations before the failed one
   *     stay applied
   * @throws EnvironmentFailure when the database cannot be reached or the connection is lost
   */
  public ApplyResult apply(ApplyRequest request) {
    return named(new ApplyGoal(request, reporter)::run);
  }

  /**
   * Takes a migration in stages back that an earlier run of {@link #apply} has begun and not
   * finished. Does nothing if none is in progress.
   *
   * @throws Refusal when the migration is not the next one of the history, something cannot be
   *     given back, or values that others have written would be deleted; nothing is changed
   * @throws EnvironmentFailure when the database cannot be reached or the connection is lost
   */
  public void abort(AbortRequest request) {
    named(new AbortGoal(request, reporter)::run);
  }

  /**
   * Reports what {@link #apply} would do. The connection is read-only.
   *
   * @throws Refusal when {@code apply} would refuse
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public void dryRun(DryRunRequest request) {
    named(new DryRunGoal(request, reporter)::run);
  }

  /**
   * Reports which migration is committed last, which is applied last, and how the schema differs
   * from the history.
   *
   * @throws Refusal when the schema has errors, or a state is found that the request does not
   *     accept
   * @throws EnvironmentFailure when the database cannot be read although the request needs it
   */
  public void status(StatusRequest request) {
    named(new StatusGoal(request, reporter)::run);
  }

  /**
   * Checks the statements of an application between the phases of the deploy of the newest
   * migrations, on an embedded server.
   *
   * @throws Refusal when one would break, or the file of the statements cannot be read
   */
  public void checkStatements(CheckStatementsRequest request) {
    named(new CheckStatementsGoal(request, reporter)::run);
  }

  /**
   * Puts the migrations of one branch after those of another, when a merge has brought both into
   * one directory. Needs no database.
   *
   * @throws Refusal when it is not known which branch keeps its migrations, or where the branches
   *     parted
   */
  public RebaseResult rebase(RebaseRequest request) {
    return named(new RebaseGoal(request, reporter)::run);
  }

  /**
   * Writes every Liquibase changelog of the committed history that is missing or outdated, and the
   * master changelog that includes them. Needs no database.
   *
   * @return the paths of the files that were written or removed, as messages print them
   * @throws Refusal when the history is broken, or a changelog that the upstream branch already
   *     holds would have to change
   */
  public List<String> changelog(ChangelogRequest request) {
    return named(new ChangelogGoal(request, reporter)::run);
  }

  /**
   * Builds a new embedded database from the history. The one that was there is parked: {@link
   * #apply} and {@link #dev} take it back when the files have its history again.
   *
   * @throws Refusal when another database is configured, or others use the embedded one
   */
  public ApplyResult reset(ResetRequest request) {
    return named(new ResetGoal(request, reporter)::run);
  }

  /**
   * Applies pending migrations to a local database, compares the schema with the history, and
   * reports how to connect to the database.
   *
   * @throws Refusal when the schema is ahead of the history, one of them has errors, a question is
   *     open, or the database is on another machine
   */
  public void dev(DevRequest request) {
    named(new DevGoal(request, reporter)::run);
  }

  /**
   * Does what {@link #dev} does and keeps running: it keeps an embedded server running, and checks
   * schema, history and database within a second of each change of the files. Errors in the schema
   * or the history are reported, not thrown.
   *
   * @param stop the method returns after another thread has counted this down, or after an
   *     interrupt
   * @throws Refusal when the database is on another machine
   */
  public void watch(DevRequest request, CountDownLatch stop) {
    named(new WatchGoal(request, reporter, stop)::run);
  }

  /**
   * Creates a fresh database for tests on the project's embedded server and applies the whole
   * history to it. The database for development on the same server does not change.
   *
   * @return the test database; close it when the tests are done
   * @throws Refusal when another database is configured, the schema is ahead of the history, one of
   *     them has errors, a question is open, or another build uses the test database
   */
  public StartedDatabase start(StartRequest request) {
    return named(new StartGoal(request, reporter)::run);
  }

  /**
   * Writes the statements of the tests, if the request of {@link #start} names a file for them, and
   * closes the test database.
   *
   * @throws Refusal when the file cannot be written, or is not one that kizaki has written
   * @throws EnvironmentFailure when the statements are not known, or the server does not stop
   */
  public void stop(StartedDatabase database) {
    named(
        () -> {
          try (StartedDatabase closed = database) {
            closed.writeStatements(reporter);
          }
        });
  }

  /**
   * Packs the committed history: into a jar that applies it without Maven, or into a directory of
   * classes, from where {@link dev.kizaki.engine.api.PackedHistory#onClassPath} reads it. Needs no
   * database.
   *
   * @throws Refusal when the history cannot be applied to any database
   * @throws EnvironmentFailure when the jars cannot be fetched or a file cannot be written
   */
  public void bundle(BundleRequest request) {
    named(new BundleGoal(request, reporter)::run);
  }

  private void named(Runnable goal) {
    named(
        () -> {
          goal.run();
          return null;
        });
  }

  /** Runs a goal; its exceptions have the names of the front end. */
  private <T> T named(Supplier<T> goal) {
    try {
      return goal.get();
    } catch (Refusal refusal) {
      throw refusal.withWords(commands::in);
    } catch (EnvironmentFailure failure) {
      String message = commands.in(failure.getMessage());
      throw message.equals(failure.getMessage()) ? failure : failure.withMessage(message);
    }
  }
}
