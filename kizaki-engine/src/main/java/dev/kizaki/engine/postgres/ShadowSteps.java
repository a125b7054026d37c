package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps of a change by shadow columns.
 *
 * <p>First what is added, and filled, and built. Last the swap: commands for the catalog only,
 * which the stages of a migration put into one transaction.
 */
final class ShadowSteps {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final ReferenceSql references;
  private final ShadowChange change;
  private final DatabaseMapping shadows;
  private final List<OnlineStep> steps = new ArrayList<>();
  private final List<OnlineStep> swap = new ArrayList<>();
  private final Map<TableName, List<ShadowColumn>> tables = new LinkedHashMap<>();

  /** What replaces something during the swap, before the columns are dropped. */
  private final List<OnlineStep> replacing = new ArrayList<>();

  /** What gets its final name during the swap, after the columns are dropped. */
  private final List<OnlineStep> naming = new ArrayList<>();

  /** The names of the indexes and constraints that are made. */
  private final Set<String> made = new LinkedHashSet<>();

  /**
   * @param mapping the database after the change
   * @param shadows the same with the names of shadow columns
   */
  ShadowSteps(
      DatabaseMapping mapping,
      DatabaseMapping shadows,
      SqlScript script,
      ColumnSql columns,
      ReferenceSql references,
      ShadowChange change) {
    this.mapping = mapping;
    this.shadows = shadows;
    this.script = script;
    this.columns = columns;
    this.references = references;
    this.change = change;
    change
        .columns()
        .forEach(each -> tables.computeIfAbsent(each.table(), any -> new ArrayList<>()).add(each));
  }

  /** The steps in their order. */
  List<OnlineStep> list() {
    change.preparing().forEach(each -> steps.add(new OnlineStep.Brief(each)));
    tables.values().forEach(each -> steps.addAll(filling(each).steps()));
    groups();
    checks();
    foreignKeys();
    tables.keySet().forEach(this::analyze);
    change.foreignKeys().forEach(this::dropForeignKey);
    tables.values().forEach(each -> swap.addAll(filling(each).removal()));
    change.columns().forEach(this::prove);
    change.moving().forEach(each -> swap.add(new OnlineStep.Brief(each)));
    change.columns().forEach(each -> swap.add(brief(CarriedSql.toShadow(each), each.table())));
    swap.addAll(replacing);
    Set<String> known = new TreeSet<>(change.dependents());
    known.addAll(made);
    tables
        .values()
        .forEach(each -> swap.add(brief(CarriedSql.replace(each, known), each.get(0).table())));
    change.columns().forEach(this::require);
    swap.addAll(naming);
    change.moved().forEach(each -> swap.add(new OnlineStep.Brief(each)));
    change.columns().forEach(this::setDefault);
    steps.addAll(swap);
    return steps;
  }

  /** The names of the indexes and constraints that the steps make, after the swap. */
  Set<String> made() {
    return made;
  }

  private ShadowFillSql filling(List<ShadowColumn> columns) {
    return new ShadowFillSql(mapping, script, columns);
  }

  /** Unique indexes come last, because writers of the old column may meet them. */
  private void groups() {
    for (boolean unique : List.of(false, true)) {
      for (Entity entity : entities()) {
        Entity shadow = shadows.shape().entity(entity.name()).orElseThrow();
        List<FieldGroup> all = entity.groups().toList();
        List<FieldGroup> shadowed = shadow.groups().toList();
        for (int i = 0; i < all.size(); i++) {
          if (all.get(i).isUnique() == unique && change.contains(entity.name(), all.get(i))) {
            ShadowGroupSql group =
                new ShadowGroupSql(
                    mapping, shadows, script, entity.name(), all.get(i), shadowed.get(i));
            steps.add(group.build());
            made.add(group.name());
            if (change.dependents().contains(group.name())) {
              replacing.add(group.carry());
            }
            naming.add(group.attach());
          }
        }
      }
    }
  }

  private List<Entity> entities() {
    return change.columns().stream()
        .map(each -> each.of().entity().name())
        .distinct()
        .map(each -> mapping.shape().entity(each).orElseThrow())
        .toList();
  }

  private void checks() {
    for (Entity entity : entities()) {
      Entity shadow = shadows.shape().entity(entity.name()).orElseThrow();
      TableName table = mapping.table(entity.name());
      for (int i = 0; i < entity.checks().size(); i++) {
        Check check = entity.checks().get(i);
        if (entity.fields().stream()
            .noneMatch(
                each -> change.contains(entity.name(), each.name()) && check.uses(each.name()))) {
          continue;
        }
        String name = mapping.names().check(entity, check);
        String temporary = DatabaseNames.temporary(name);
        made.add(name);
        steps.add(
            new OnlineStep.Brief(
                script.step(
                    alter(table)
                        .words("ADD")
                        .words(CheckDefinition.constraint(temporary, shadow.checks().get(i).sql()))
                        .words(ReferenceClauses.NOT_VALID),
                    altering(table).evaluates())));
        if (!check.notValid()) {
          validate(table, temporary, scanning(table).evaluates());
        }
        name(table, name, temporary);
      }
    }
  }

  private void foreignKeys() {
    List<ForeignKey> all = mapping.shape().foreignKeys().toList();
    List<ForeignKey> shadowed = shadows.shape().foreignKeys().toList();
    for (int i = 0; i < all.size(); i++) {
      ForeignKey key = all.get(i);
      if (!change.contains(key)) {
        continue;
      }
      TableName table = mapping.table(key.entity().name());
      String name = mapping.foreignKey(key);
      String temporary = DatabaseNames.temporary(name);
      made.add(name);
      steps.add(
          new OnlineStep.Brief(
              script.step(
                  ReferenceSql.addition(shadows, table, shadowed.get(i), temporary)
                      .words(ReferenceClauses.NOT_VALID),
                  references.adding(table, key, RowAccess.CATALOG, RowAccess.CATALOG))));
      if (!key.options().notValid()) {
        validate(table, temporary, references.validating(table, key));
      }
      name(table, name, temporary);
    }
  }

  private void validate(TableName table, String constraint, Footprint footprint) {
    steps.add(
        new OnlineStep.Validation(
            script.step(
                alter(table).words("VALIDATE CONSTRAINT").identifier(constraint), footprint),
            constraint));
  }

  private void name(TableName table, String name, String temporary) {
    replacing.add(brief(CarriedSql.toConstraint(table, name, temporary), table));
    naming.add(
        new OnlineStep.Brief(
            script.step(
                alter(table)
                    .words("RENAME CONSTRAINT")
                    .identifier(temporary)
                    .words("TO")
                    .identifier(name),
                altering(table).createsIn(mapping.schema()))));
  }

  private void analyze(TableName table) {
    steps.add(
        new OnlineStep.Analysis(
            script.step(
                sql("ANALYZE")
                    .table(table)
                    .identifiers(tables.get(table).stream().map(ShadowColumn::shadow).toList()),
                scanning(table)),
            table));
  }

  /** That of a referring table, or one that leads to another key than before. */
  private void dropForeignKey(ShadowChange.Constraint key) {
    swap.add(
        new OnlineStep.Brief(
            script.step(
                alter(key.table()).words("DROP CONSTRAINT").identifier(key.name()),
                altering(key.table())
                    .locks(key.target(), LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG))));
  }

  /** Proves that each row has its new value. */
  private void prove(ShadowColumn column) {
    if (column.required()) {
      List<OnlineStep> required = required(column);
      steps.addAll(required.subList(0, 2));
      if (column.wasRequired()) {
        swap.add(required.get(2));
      }
      return;
    }
    String check = DatabaseNames.temporary(column.table().table() + "_" + column.column());
    steps.add(
        new OnlineStep.Brief(
            script.step(
                alter(column.table())
                    .words("ADD")
                    .words(
                        CheckDefinition.constraint(
                            check,
                            sql("").identifier(column.failed()).words("IS NULL").text().strip()))
                    .words(ReferenceClauses.NOT_VALID),
                altering(column.table()))));
    validate(column.table(), check, scanning(column.table()));
  }

  private List<OnlineStep> required(ShadowColumn column) {
    return new RequiredColumnSql(script, column.table(), column.shadow()).steps();
  }

  /** The check follows the rename of the column, so that no row has to be read. */
  private void require(ShadowColumn column) {
    if (column.required()) {
      if (!column.wasRequired()) {
        swap.add(
            new OnlineStep.Brief(
                script.step(
                    alter(column.table())
                        .words("ALTER COLUMN")
                        .identifier(column.column())
                        .words("SET NOT NULL"),
                    altering(column.table()))));
      }
      swap.add(required(column).get(3));
    }
  }

  private void setDefault(ShadowColumn column) {
    String entity = column.of().entity().name();
    Field after = mapping.shape().field(entity, column.before().name()).orElseThrow();
    List<SqlCommand> commands =
        script.apart(
            () ->
                after
                    .defaultValue()
                    .filter(any -> !after.isIdentity())
                    .ifPresent(
                        value -> columns.setDefault(entity, after.withType(column.type()), value)));
    commands.forEach(each -> swap.add(new OnlineStep.Brief(each)));
  }

  private SqlBuilder alter(TableName table) {
    return sql("ALTER TABLE").table(table);
  }

  private Footprint altering(TableName table) {
    return new Footprint().alters(table, RowAccess.CATALOG);
  }

  private Footprint scanning(TableName table) {
    return new Footprint().alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN);
  }

  private OnlineStep brief(SqlBuilder command, TableName table) {
    return new OnlineStep.Brief(script.step(command, altering(table)));
  }
}
