package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which renamed fields have two columns between the phases of a deploy: all if that is
 * asked for, else those of tables for which no view can stand. What an earlier run has begun stays
 * as it is.
 *
 * @param pending the migrations of the deploy, in order
 * @param known the migrations in progress, and those between their phases
 */
record RenamedFields(
    CommittedHistory history,
    List<Migration> pending,
    List<MigrationInProgress> known,
    String schema,
    RenameWay way) {
  /**
   * The choices by migration.
   *
   * @param recorded those of earlier runs
   */
  Function<Migration, PhaseChoices> decided(
      Function<Migration, PhaseChoices> recorded, ReadSession session) {
    Map<String, PhaseChoices> found = new HashMap<>();
    for (Migration migration : pending) {
      if (!isBegun(migration)) {
        Map<Integer, String> reasons = new TreeMap<>();
        renames(migration)
            .forEach(
                (index, rename) ->
                    reason(migration, rename, session)
                        .ifPresent(reason -> reasons.put(index, reason)));
        found.put(migration.digest(), recorded.apply(migration).withTwoColumns(reasons));
      }
    }
    return migration ->
        Optional.ofNullable(found.get(migration.digest()))
            .orElseGet(() -> recorded.apply(migration));
  }

  /** The choices if no table is known, as for a database that has none yet. */
  static Function<Migration, PhaseChoices> withoutTables(CommittedHistory history, RenameWay way) {
    return migration ->
        way == RenameWay.VIEWS
            ? PhaseChoices.NONE
            : PhaseChoices.NONE.withTwoColumns(
                PhaseChoices.renames(
                        history.before(migration), migration.plan().statements(), names(migration))
                    .keySet()
                    .stream()
                    .collect(Collectors.toMap(each -> each, each -> PhaseChoices.ASKED_FOR)));
  }

  private boolean isBegun(Migration migration) {
    return known.stream().anyMatch(row -> row.digest().equals(migration.digest()));
  }

  private Map<Integer, RenameField> renames(Migration migration) {
    return PhaseChoices.renames(
        history.before(migration), migration.plan().statements(), names(migration));
  }

  private static DatabaseNames names(Migration migration) {
    return new DatabaseNames(migration.snapshot().naming());
  }

  /** Why the field has two columns, as a clause; absent if a view shows its column. */
  private Optional<String> reason(Migration migration, RenameField rename, ReadSession session) {
    if (way == RenameWay.COLUMNS) {
      return Optional.of(PhaseChoices.ASKED_FOR);
    }
    DatabaseNames names = names(migration);
    Optional<String> later = migration.snapshot().shape().entity(rename.entity()).map(names::table);
    return entityBefore(migration, history.before(migration), rename)
        .map(names::table)
        .filter(table -> later.filter(table::equals).isPresent())
        .map(table -> new TableName(schema, table))
        .flatMap(
            table ->
                session
                    .obstacle(standIn(table))
                    .map(
                        obstacle ->
                            "no view can stand for the table %s: %s"
                                .formatted(table.table(), obstacle)));
  }

  /** The entity of the field, which the same plan may have renamed before. */
  private static Optional<Entity> entityBefore(
      Migration migration, Shape before, RenameField rename) {
    String name =
        migration.plan().statements().stream()
            .filter(RenameEntity.class::isInstance)
            .map(RenameEntity.class::cast)
            .filter(each -> each.to().equals(rename.entity()))
            .map(RenameEntity::from)
            .findFirst()
            .orElse(rename.entity());
    return before.entity(name);
  }

  private static CompatibilityView standIn(TableName table) {
    TableName aside = new TableName(table.schema(), DatabaseNames.temporary(table.table()));
    return new CompatibilityView(table, aside, table, new TreeMap<>(), List.of());
  }

  /**
   * A column is dropped in the second phase, so what others have made for it would be lost.
   *
   * @throws Refusal when others have made something for one of the columns
   */
  static void requireReplaceable(
      DeployPlan.Part part, PhaseChoices choices, String schema, ReadSession session) {
    List<PlanStatement> plan = part.migration().plan().statements();
    Map<ReplacedColumn, Integer> columns = new HashMap<>();
    choices
        .twoColumns()
        .keySet()
        .forEach(
            index ->
                column(part, (RenameField) plan.get(index), schema)
                    .ifPresent(column -> columns.put(column, index)));
    boolean dropsObjects = plan.stream().anyMatch(DropObject.class::isInstance);
    session
        .obstacles(columns.keySet())
        .forEach(
            (column, obstacle) -> {
              if (!dropsObjects) {
                int index = columns.get(column);
                throw new Refusal(
                    RefusalCode.PHASES_IMPOSSIBLE,
                    """
                    %s cannot be applied in two phases. `%s`: the field would have two columns \
                    until the old version has stopped, because %s, and column %s of %s cannot be \
                    dropped then: %s.
                    %sApply it without a phase when the old version of the application has \
                    stopped. Nothing was changed.\
                    """
                        .formatted(
                            part.migration().name(),
                            StatementText.of(plan.get(index)),
                            choices.twoColumns().get(index),
                            column.column(),
                            column.table().table(),
                            obstacle,
                            PhaseChoices.otherWay(choices.twoColumns().get(index))));
              }
            });
  }

  private static Optional<ReplacedColumn> column(
      DeployPlan.Part part, RenameField rename, String schema) {
    DatabaseNames names = names(part.migration());
    Entity entity = entityBefore(part.migration(), part.before(), rename).orElse(null);
    Field field = entity == null ? null : entity.field(rename.from()).orElse(null);
    if (field == null) {
      return Optional.empty();
    }
    Set<String> dependents =
        Stream.of(
                entity
                    .groups()
                    .filter(group -> group.contains(field.name()))
                    .map(group -> names.group(entity, group)),
                entity.checks().stream()
                    .filter(check -> check.uses(field.name()))
                    .map(check -> names.check(entity, check)),
                ForeignKey.of(entity)
                    .filter(key -> key.fields().contains(field.name()))
                    .map(names::foreignKey))
            .flatMap(each -> each)
            .collect(Collectors.toCollection(TreeSet::new));
    return Optional.of(
        new ReplacedColumn(
            new TableName(schema, names.table(entity)), names.column(field), "", dependents));
  }

  /** Says which way the renames of a migration go, and what that means for the application. */
  void report(DeployPlan.Part part, PhaseChoices choices, Reporter reporter) {
    Migration migration = part.migration();
    Map<Integer, RenameField> renames = renames(migration);
    if (!isBegun(migration)) {
      renames.forEach(
          (index, rename) ->
              Optional.ofNullable(choices.twoColumns().get(index))
                  .ifPresent(reason -> report(part, rename, reason, reporter)));
    } else if (way == RenameWay.COLUMNS
        && !choices.twoColumns().keySet().equals(renames.keySet())) {
      reporter.warn(
          "%s goes on as its first phase was begun, whatever -Dkizaki.renames says."
              .formatted(migration.name()));
    }
  }

  /** The fields that a view shows by both names, each as a line. */
  List<String> byViews(DeployPlan.Part part, PhaseChoices choices) {
    return isBegun(part.migration())
        ? List.of()
        : renames(part.migration()).entrySet().stream()
            .filter(each -> !choices.twoColumns().containsKey(each.getKey()))
            .map(
                each ->
                    "`%s`: a view shows the column by both names until the second phase."
                        .formatted(StatementText.of(each.getValue())))
            .toList();
  }

  private static void report(
      DeployPlan.Part part, RenameField rename, String reason, Reporter reporter) {
    reporter.info(
        "`%s`: the field has two columns until the second phase, because %s."
            .formatted(StatementText.of(rename), reason));
    boolean unique =
        part.plan().meanwhile().entity(rename.entity()).stream()
            .flatMap(Entity::groups)
            .anyMatch(group -> group.isUnique() && group.contains(rename.to()));
    if (unique) {
      reporter.warn(
          """
          Both columns are unique, so `on conflict` of two writers at the same time can fail on the \
          other one (23505). Repeat such a statement.\
          """);
    }
    boolean replacesNull =
        part.migration().snapshot().shape().field(rename.entity(), rename.to()).stream()
            .anyMatch(field -> field.nullable() && field.defaultValue().isPresent());
    if (replacesNull) {
      reporter.warn(
          "If the new version inserts null for %s, the row gets the default of the field."
              .formatted(rename.to()));
    }
  }
}
