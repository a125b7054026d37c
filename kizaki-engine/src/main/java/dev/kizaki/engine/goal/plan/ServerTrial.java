package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.TrialFailure;
import dev.kizaki.engine.apply.TrialResult;
import dev.kizaki.engine.apply.TrialRun;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.ProofDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries a plan in an empty database of an embedded server, which the history has made before.
 *
 * @param version that of the server, such as {@code 17.6}
 * @param before the history before the planned migration
 */
record ServerTrial(
    DatabaseHandle server,
    String version,
    ProjectSchema schema,
    CommittedHistory before,
    Reporter reporter) {

  /**
   * Tries a plan, and with it those in which more objects are made anew.
   *
   * @param answers those that the plan was made with
   * @param assumed with which the plan has no open question
   * @throws NotTriedException when the server lacks something, or the history does not run on it
   * @throws Refusal when PostgreSQL refuses the SQL of an object
   */
  PlanWriter tried(
      List<Answer> answers,
      List<Answer> assumed,
      PlanWriter first,
      Function<List<Answer>, PlannedMigration> planner,
      Function<PlannedMigration, PlanWriter> writing) {
    Shape target = first.planned().plan().target();
    try {
      requireExtensions(target);
      try (ProofDatabase empty = ProofDatabase.create(server.server(), server.sessions())) {
        Sessions sessions = server.sessions(empty.server());
        Set<String> schemas = new TreeSet<>(target.schemasOfExistingTables());
        schemas.add(sessions.schema());
        empty.createSchemas(sessions, schemas);
        try (TrialRun run = TrialRun.open(sessions)) {
          makeBase(run);
          return tried(run, answers, assumed, first, planner, writing);
        }
      }
    } catch (EnvironmentFailure e) {
      throw NotTriedException.of(e);
    }
  }

  private void requireExtensions(Shape target) {
    List<String> needed =
        target.systemEntities().stream()
            .filter(Extension.class::isInstance)
            .map(each -> ((Extension) each).extension())
            .toList();
    if (needed.isEmpty()) {
      return;
    }
    Set<String> available;
    try (ReadSession session = ReadSession.open(server.sessions())) {
      available = session.availableExtensions();
    }
    String missing =
        needed.stream().filter(each -> !available.contains(each)).collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new NotTriedException(
          "the embedded PostgreSQL %s does not have the extension %s".formatted(version, missing),
          null);
    }
  }

  /** Makes what the database has before the plan. */
  private void makeBase(TrialRun run) {
    for (Migration migration : before.migrations()) {
      Optional<TrialFailure> failure = run.run(sql(before, migration));
      if (failure.isPresent()) {
        throw new NotTriedException(
            "%s does not run on an empty database, at `%s`: %s"
                .formatted(
                    migration.name(), failure.get().statement(), failure.get().message().line()),
            null);
      }
    }
  }

  private SqlMigration sql(CommittedHistory history, Migration migration) {
    return new MigrationSql(history, server.settings().schema()).of(migration);
  }

  private PlanWriter tried(
      TrialRun run,
      List<Answer> answers,
      List<Answer> assumed,
      PlanWriter first,
      Function<List<Answer>, PlannedMigration> planner,
      Function<PlannedMigration, PlanWriter> writing) {
    PlanWriter writer = first;
    List<Answer> all = new ArrayList<>(answers);
    Map<String, String> anew = new LinkedHashMap<>();
    while (true) {
      PlanWriter resolved =
          assumed.isEmpty()
              ? writer
              : writing.apply(
                  planner.apply(Stream.concat(all.stream(), assumed.stream()).toList()));
      Migration migration = resolved.migration();
      TrialResult result = run.tryOut(sql(before.with(migration), migration));
      int known = anew.size();
      for (TrialFailure each : result.objects()) {
        if (TrialReport.isIrreplaceable(each)
            && anew.putIfAbsent(TrialReport.object(each), each.message().line()) == null) {
          all.add(
              new Answer.MadeAnew(
                  SchemaElement.object(TrialReport.object(each)), Optional.empty()));
        }
      }
      if (anew.size() == known) {
        report(result, resolved.planned().plan().target(), anew);
        return writer;
      }
      writer = writing.apply(planner.apply(all));
    }
  }

  private void report(TrialResult result, Shape target, Map<String, String> anew) {
    TrialReport report = new TrialReport(result, target, schema.objectPlaces(), version);
    report.refuseErrors();
    anew.forEach(
        (name, message) ->
            reporter.info(
                "change object %s, made anew: PostgreSQL cannot replace it (%s)."
                    .formatted(name, message)));
    report.warnings().forEach(reporter::warn);
  }
}
