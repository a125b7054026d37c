package dev.kizaki.engine.project;

import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.generator.ChangelogGenerator;
import dev.kizaki.engine.changelog.generator.StatementGroup;
import dev.kizaki.engine.history.EachMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.ExpressionForms;
import dev.kizaki.engine.postgres.LossQueries;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.postgres.ObjectChanges;
import dev.kizaki.engine.postgres.ObjectForms;
import dev.kizaki.engine.postgres.ObjectGains;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.postgres.RollbackGenerator;
import dev.kizaki.engine.postgres.RollbackGenerator.Rollback;
import dev.kizaki.engine.postgres.StagedOrder;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CarriedOut;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Generates the SQL commands and the Liquibase change sets of the migrations of a history.
 *
 * @param schema the PostgreSQL schema that holds the tables
 */
public record MigrationSql(CommittedHistory history, String schema) {
  public MigrationSql {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(schema, "schema");
  }

  /**
   * Generates the SQL of each of the migrations.
   *
   * @param migrations without open questions
   */
  public List<SqlMigration> ofAll(List<Migration> migrations) {
    return EachMigration.map(migrations, this::of);
  }

  /**
   * Generates the SQL of a migration.
   *
   * @param migration without open questions
   */
  public SqlMigration of(Migration migration) {
    DatabaseNames names = new DatabaseNames(migration.snapshot().naming());
    List<PlanStatement> statements = migration.plan().statements();
    Shape before = history.before(migration);
    List<SqlStep> steps = PostgresGenerator.generate(before, statements, schema, names);
    return new SqlMigration(
        migration.number(),
        migration.name(),
        migration.digest(),
        migration.snapshot().parent(),
        steps,
        Stream.concat(
                ExpressionForms.after(statements, migration.snapshot().shape(), schema, names)
                    .stream(),
                ObjectForms.after(statements, migration.snapshot().shape(), schema).stream())
            .toList(),
        ObjectGains.of(before, statements),
        StagedOrder.of(before, statements, schema, names, steps));
  }

  /**
   * What takes back a migration of which only a part is carried out.
   *
   * @param carriedOut what is done
   */
  public TakingBack takingBack(Migration migration, CarriedOut carriedOut) {
    return new TakingBack(
        history.before(migration),
        migration.plan().statements(),
        schema,
        new DatabaseNames(migration.snapshot().naming()),
        carriedOut);
  }

  /**
   * What takes back the first phase of a migration, or a part of it.
   *
   * @param before the shape before the phase
   * @param statements those of the phase
   * @param carriedOut what is done
   */
  public TakingBack takingBack(
      Migration migration, Shape before, List<PlanStatement> statements, CarriedOut carriedOut) {
    return new TakingBack(
        before, statements, schema, new DatabaseNames(migration.snapshot().naming()), carriedOut);
  }

  /** What the statements of a migration do to the catalog. */
  public List<ObjectChange> objectChanges(Migration migration) {
    return ObjectChanges.of(
        history.before(migration),
        migration.plan().statements(),
        schema,
        new DatabaseNames(migration.snapshot().naming()));
  }

  /**
   * The queries that count what the pending migrations lose of what the database has now.
   *
   * @param pending without open questions, in order
   */
  public List<LossCount> losses(List<Migration> pending) {
    List<LossCount> counts = new ArrayList<>();
    List<PlanStatement> earlier = new ArrayList<>();
    for (Migration migration : pending) {
      List<PlanStatement> statements = migration.plan().statements();
      counts.addAll(
          LossQueries.of(
              migration.name(),
              history.before(migration),
              statements,
              history.before(pending.get(0)),
              earlier,
              schema,
              new DatabaseNames(migration.snapshot().naming())));
      earlier.addAll(statements);
    }
    return counts;
  }

  /**
   * Generates the change sets of a migration.
   *
   * @param migration without open questions
   */
  public Changelog changelog(Migration migration) {
    return ChangelogGenerator.generate(
        of(migration),
        history.before(migration),
        migration.plan().statements(),
        schema,
        new DatabaseNames(migration.snapshot().naming()),
        migration.snapshot().adopted());
  }

  /**
   * The change sets of a migration that Liquibase cannot roll back, by their ordinals: the first
   * line of the statement and why, such as {@code `drop Task.note`: the values of Task.note were
   * deleted}. Empty if the history does not contain the migration, or it has an open question.
   *
   * @param name of the migration
   */
  public Map<Integer, String> irreversible(String name) {
    return history.migrations().stream()
        .filter(each -> each.name().equals(name) && each.plan().isResolved())
        .findFirst()
        .map(this::irreversible)
        .orElse(Map.of());
  }

  private Map<Integer, String> irreversible(Migration migration) {
    List<PlanStatement> statements = migration.plan().statements();
    List<Rollback> rollbacks =
        RollbackGenerator.generate(
            history.before(migration),
            statements,
            schema,
            new DatabaseNames(migration.snapshot().naming()));
    Map<Integer, String> reasons = new TreeMap<>();
    for (StatementGroup group : StatementGroup.of(of(migration), statements.size())) {
      for (int index = group.first(); index <= group.last(); index++) {
        String statement =
            StatementText.of(statements.get(index)).lines().findFirst().orElseThrow();
        rollbacks
            .get(index)
            .lost()
            .ifPresent(
                reason ->
                    reasons.putIfAbsent(group.ordinal(), "`%s`: %s".formatted(statement, reason)));
      }
    }
    return reasons;
  }
}
