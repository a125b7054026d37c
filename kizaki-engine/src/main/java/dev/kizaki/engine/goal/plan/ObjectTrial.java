package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.DatabaseIdentity;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.text.Plurals;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries a plan on an embedded server before it is written, if it has statements about objects in
 * SQL: what PostgreSQL refuses in their texts is refused, and what it cannot replace is made anew.
 *
 * @param before the history before the planned migration
 * @param database the database of the request, if it was opened
 */
record ObjectTrial(
    PlanRequest request,
    Reporter reporter,
    ProjectSchema schema,
    CommittedHistory before,
    Optional<DatabaseIdentity> database) {

  /**
   * Tries a plan. One line says so if that is not possible, and the plan stays as it is.
   *
   * @param answered the plan, with the answers that it was made with
   * @param first writes that plan
   * @param planner makes the plan with other answers
   * @param writing writes another plan
   * @return writes the plan in which each object is made anew that PostgreSQL cannot replace
   * @throws Refusal when PostgreSQL refuses the SQL of an object
   */
  PlanWriter tried(
      AnsweredPlan answered,
      PlanWriter first,
      Function<List<Answer>, PlannedMigration> planner,
      Function<PlannedMigration, PlanWriter> writing) {
    Plan plan = new Plan("", first.planned().plan().lines());
    long objects = objects(plan);
    if (objects == 0) {
      return first;
    }
    if (request.trial().isEmpty()) {
      reporter.info(notTried("tryObjects is false"));
      return first;
    }
    Optional<List<Answer>> assumed =
        plan.isResolved() ? Optional.of(List.of()) : AssumedAnswers.of(answered, planner);
    if (assumed.isEmpty() || !before.unresolved().isEmpty()) {
      reporter.info(notTried("the plan has open questions"));
      return first;
    }
    DatabaseSettings settings = settings(request.trial().get());
    reporter.info(
        "Trying %s on an embedded PostgreSQL %s..."
            .formatted(
                Plurals.count(objects, "object"),
                ((DatabaseLocation.Embedded) settings.location()).version()));
    DatabaseConnector connector = new DatabaseConnector(settings, identity -> {});
    Optional<DatabaseHandle> server = open(connector);
    if (server.isEmpty()) {
      return first;
    }
    try (DatabaseHandle handle = server.get()) {
      String version = connector.identity().orElseThrow().version();
      ServerTrial trial = new ServerTrial(handle, version, schema, before, reporter);
      return trial.tried(answered.answers(), assumed.get(), first, planner, writing);
    } catch (NotTriedException e) {
      reporter.warn(notTried(e.getMessage()));
      return first;
    }
  }

  /** The number of objects about which the plan has SQL. */
  private static long objects(Plan plan) {
    return Plan.statements(plan.lines(), Decision.EITHER).stream()
        .filter(ObjectStatement.class::isInstance)
        .filter(each -> !(each instanceof ChangeObject change && change.isNone()))
        .map(each -> ((ObjectStatement) each).element())
        .distinct()
        .count();
  }

  private static String notTried(String reason) {
    return "The SQL of the objects was not tried: %s.".formatted(reason);
  }

  /** A server of the version of the database, which need not be that of the parameter. */
  private DatabaseSettings settings(DatabaseLocation.Embedded trial) {
    DatabaseSettings own = request.database();
    DatabaseLocation location =
        own.location() instanceof DatabaseLocation.Embedded
            ? trial
            : new DatabaseLocation.Embedded(
                trial.project(),
                database.map(DatabaseIdentity::major).orElse(trial.version()),
                trial.binaries());
    return new DatabaseSettings(
        location,
        own.schema(),
        own.lockTimeout(),
        own.statementTimeout(),
        own.checkTimeout(),
        List.of());
  }

  private Optional<DatabaseHandle> open(DatabaseConnector connector) {
    try {
      return Optional.of(connector.open());
    } catch (Refusal | EnvironmentFailure e) {
      reporter.warn(notTried(NotTriedException.of(e).getMessage()));
      return Optional.empty();
    }
  }
}
