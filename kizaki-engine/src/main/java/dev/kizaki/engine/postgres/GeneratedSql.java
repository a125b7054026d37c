package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes generated columns. PostgreSQL does not change the type of a column that a generated one is
 * computed from, and before version 17 not the expression of one (documentation, ALTER TABLE). So
 * the statement drops such a generated column, and {@link #createSuspended} adds it again when the
 * statement has done its work, with its key, uniques, indexes, references and privileges, which
 * PostgreSQL drops with the column.
 */
final class GeneratedSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final CheckSql constraints;
  private final ReferenceSql references;
  private final RowChecks checks;
  private final DependentChecks dependents;
  private final ReplicaIdentityChecks replicaIdentity;

  /** The names of an entity and of a field of it. */
  private record Column(String entity, String field) {}

  /** The columns that the current statement has dropped and that it adds again. */
  private final Set<Column> suspended = new LinkedHashSet<>();

  /** The generated columns in whose place the current statement has added plain ones. */
  private final Set<Column> replaced = new LinkedHashSet<>();

  GeneratedSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      CheckSql constraints,
      ReferenceSql references,
      RowChecks checks,
      DependentChecks dependents) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.groups = groups;
    this.constraints = constraints;
    this.references = references;
    this.checks = checks;
    this.dependents = dependents;
    this.replicaIdentity = new ReplicaIdentityChecks(mapping, script);
  }

  /** Adds a generated column. PostgreSQL computes its values in the rows that exist. */
  void add(Entity entity, Field field) {
    TableName table = mapping.table(entity.name());
    boolean virtual = field.generated().orElseThrow().virtual();
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("ADD COLUMN")
            .words(columns.definition(entity.name(), field, false, field.defaultValue())),
        columns.needed(
            field,
            new Footprint()
                .alters(table, virtual ? RowAccess.CATALOG : RowAccess.REWRITE)
                .usesType(mapping, mapping.columnType(field))));
    if (!field.nullable()) {
      checks.allComputed(entity, field);
      columns.setRequired(entity.name(), field);
    }
  }

  /**
   * The columns of these fields get another type: drops those that are computed from them, and
   * those of them that are generated.
   */
  void suspendForTypes(Collection<EntityField> retyped) {
    for (EntityField each : retyped) {
      suspendUsers(each.entity(), each.field().name());
      if (each.field().isGenerated()) {
        suspend(each.entity(), each.field());
      }
    }
  }

  /** Drops the columns that are computed from that of the field. */
  void suspendUsers(Entity entity, String field) {
    entity.fields().stream()
        .filter(each -> each.isComputedFrom(field))
        .forEach(each -> suspend(entity, each));
  }

  /** Drops the column until the end of the statement. */
  void suspend(Entity entity, Field field) {
    if (!suspended.add(new Column(entity.name(), field.name()))) {
      return;
    }
    dropWithDependents(entity, field, suspended.size());
  }

  private void dropWithDependents(Entity entity, Field field, int ordinal) {
    checkDependents(entity, field);
    references.suspend(
        ForeignKey.of(entity).filter(key -> key.fields().contains(field.name())).toList(), true);
    references.suspend(mapping.shape().foreignKeysTo(entity.name(), field.name()).toList());
    references.suspend(references.throughIncluded(List.of(new EntityField(entity, field))));
    dropColumn(entity, field, ordinal);
  }

  private void checkDependents(Entity entity, Field field) {
    entity
        .groups()
        .filter(group -> group.isUnique() && group.contains(field.name()))
        .forEach(group -> replicaIdentity.isNotDropped(entity, group));
    dependents.ofDropped(entity, field);
  }

  private void dropColumn(Entity entity, Field field, int ordinal) {
    constraints.suspendUsers(entity, field.name());
    TableName table = mapping.table(entity.name());
    script.add(
        sql(CopiedColumn.keep(mapping.column(entity.name(), field.name()), ordinal)),
        new Footprint().together(CopiedColumn.TOGETHER + ordinal));
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("DROP COLUMN")
            .identifier(mapping.columnName(entity, field.name())),
        new Footprint().alters(table, RowAccess.CATALOG));
  }

  /** Adds the columns again that the statement has dropped, as they are after it. */
  void createSuspended() {
    Set<EntityGroup> dropped = new LinkedHashSet<>();
    int ordinal = 1;
    for (Column each : suspended) {
      Entity entity = mapping.shape().entity(each.entity()).orElseThrow();
      add(entity, entity.field(each.field()).orElseThrow());
      copyProperties(each.entity(), each.field(), ordinal++);
    }
    suspended.addAll(replaced);
    for (Column each : suspended) {
      Entity entity = mapping.shape().entity(each.entity()).orElseThrow();
      entity
          .groups()
          .filter(group -> group.contains(each.field()))
          .forEach(group -> dropped.add(new EntityGroup(entity, group)));
    }
    suspended.clear();
    replaced.clear();
    dropped.forEach(each -> addAgain(each.entity(), each.group()));
  }

  private void copyProperties(String entity, String field, int ordinal) {
    script.add(
        sql(CopiedColumn.copy(mapping.column(entity, field), ordinal)),
        new Footprint()
            .requiresOwner(mapping.table(entity))
            .together(CopiedColumn.TOGETHER + ordinal));
  }

  private record EntityGroup(Entity entity, FieldGroup group) {}

  private void addAgain(Entity entity, FieldGroup group) {
    if (group.isUnique()) {
      checks.noDuplicates(entity, group);
    }
    groups.add(entity.name(), group);
  }

  /**
   * Makes a plain column of a generated one, which keeps the values. PostgreSQL cannot do it with a
   * virtual one, and before version 15 a stored one stays bound to the functions that it called, so
   * that the column goes with them. There another column gets the values.
   *
   * @param later the statements after this one
   */
  void materialize(Entity entity, Field field, List<PlanStatement> later) {
    if (field.generated().orElseThrow().virtual() || isLeftByItsFunction(entity, field, later)) {
      replaceByPlain(entity, field);
    } else {
      script.add(
          columns.alterColumn(entity.name(), field, "DROP EXPRESSION"),
          new Footprint().alters(mapping.table(entity.name()), RowAccess.CATALOG));
    }
  }

  /**
   * Whether an object makes a function that the expression calls, unless the column is generated
   * again before the function can go.
   */
  private boolean isLeftByItsFunction(Entity entity, Field field, List<PlanStatement> later) {
    Set<String> words =
        ObjectScript.of(field.generated().orElseThrow().expression().text()).words();
    Set<String> called =
        mapping.shape().objects().stream()
            .filter(
                object ->
                    ObjectScript.of(object.create()).madeNames().stream()
                        .anyMatch(made -> words.contains(made.name())))
            .map(SqlObject::name)
            .collect(Collectors.toSet());
    for (PlanStatement statement : called.isEmpty() ? List.<PlanStatement>of() : later) {
      if (statement instanceof ChangeField change
          && change.entity().equals(entity.name())
          && change.before().name().equals(field.name())
          && change.after().isGenerated()) {
        return false;
      }
      if (statement instanceof DropObject drop && called.contains(drop.name())
          || statement instanceof ChangeObject anew
              && anew.madeAnew()
              && called.contains(anew.name())) {
        return true;
      }
    }
    return !called.isEmpty();
  }

  private void replaceByPlain(Entity entity, Field field) {
    TableName table = mapping.table(entity.name());
    dropWithDependents(entity, field, 1);
    replaced.add(new Column(entity.name(), field.name()));
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("ADD COLUMN")
            .words(columns.definition(entity.name(), field, false, Optional.empty())),
        new Footprint()
            .alters(table, RowAccess.CATALOG)
            .usesType(mapping, mapping.columnType(field)));
    // Unlike UPDATE it runs no trigger.
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("ALTER COLUMN")
            .identifier(mapping.columnName(entity, field.name()))
            .words("TYPE")
            .words(mapping.types().sql(mapping.columnType(field)))
            .words("USING")
            .parenthesized(field.generated().orElseThrow().expression().text()),
        new Footprint().alters(table, RowAccess.REWRITE).evaluates());
    if (!field.nullable()) {
      columns.setRequired(entity.name(), field);
    }
    copyProperties(entity.name(), field.name(), 1);
  }
}
