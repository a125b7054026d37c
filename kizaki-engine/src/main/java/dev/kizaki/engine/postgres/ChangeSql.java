package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Changes a field in the order that PostgreSQL allows: drop the foreign key and the default, change
 * the type, fill rows without a value, then set nullability, default and foreign key.
 */
final class ChangeSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final RowUpdateSql updates;
  private final GeneratedSql generated;
  private final TypeSql types;
  private final ShadowSql shadows;
  private final ReferenceSql references;
  private final ChangeChecks checks;
  private final Supplier<List<PlanStatement>> later;

  ChangeSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      RowUpdateSql updates,
      GeneratedSql generated,
      TypeSql types,
      ShadowSql shadows,
      ReferenceSql references,
      ChangeChecks checks,
      Supplier<List<PlanStatement>> later) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.updates = updates;
    this.generated = generated;
    this.types = types;
    this.shadows = shadows;
    this.references = references;
    this.checks = checks;
    this.later = later;
  }

  /**
   * @param entity the entity before the change
   * @param toType the type of the column after the change
   */
  void change(ChangeField change, Entity entity, FieldType toType) {
    FieldType fromType = mapping.columnType(change.before());
    boolean newType = !mapping.types().sql(fromType).equals(mapping.types().sql(toType));
    if (change.after().isGenerated()
        && (newType || !change.before().defaultValue().equals(change.after().defaultValue()))) {
      replace(change, entity, toType, newType);
      return;
    }
    checks.before(change, entity, fromType, toType, newType);
    if (change.before().isGenerated() && !change.after().isGenerated()) {
      generated.materialize(
          entity, entity.field(change.before().name()).orElseThrow(), later.get());
      change(withPlainBefore(change), entity, fromType, toType, newType);
    } else {
      change(change, entity, fromType, toType, newType);
    }
  }

  private static ChangeField withPlainBefore(ChangeField change) {
    return new ChangeField(
        change.entity(),
        change.before().withDefault(Optional.empty()),
        change.after(),
        change.using(),
        change.backfill(),
        change.back());
  }

  /** The values are computed, or computed otherwise, from now on. */
  private void replace(ChangeField change, Entity entity, FieldType toType, boolean newType) {
    Field before = entity.field(change.before().name()).orElseThrow();
    generated.suspendUsers(entity, before.name());
    generated.suspend(entity, before);
    references.suspend(mapping.shape().foreignKeysTo(entity.name(), before.name()).toList(), true);
    if (newType) {
      generated.suspendForTypes(mapping.followers(entity, before));
      types.follow(new EntityField(entity, before), toType);
    }
    if (change.after().reference().isPresent()) {
      references.addPending(change.entity(), before.name(), true);
    } else {
      references.forget(change.entity(), before.name());
    }
  }

  private void change(
      ChangeField change, Entity entity, FieldType fromType, FieldType toType, boolean newType) {
    Optional<Field> known = entity.field(change.before().name());
    Optional<String> sequence = known.flatMap(RecordedNames::sequence);
    Field before =
        RecordedNames.withSequence(
            RecordedNames.withForeignKey(change.before(), known.flatMap(RecordedNames::foreignKey)),
            sequence);
    Field after =
        before.ownsSequence()
            ? RecordedNames.withSequence(change.after(), sequence)
            : change.after();
    String name = change.entity();
    boolean newReference = needsOtherConstraint(before, after);
    boolean owned = before.ownsSequence() && after.ownsSequence();
    boolean keepsSequence = owned && before.isIdentity() == after.isIdentity();
    boolean newDefault = !keepsSequence && !before.defaultValue().equals(after.defaultValue());
    // The identity of a column that goes on counting otherwise is dropped later.
    boolean staysIdentity = before.isIdentity() && owned;
    Field typed = after.withType(toType);
    if (owned == before.ownsSequence()
        && owned == after.ownsSequence()
        && before.isIdentity() == after.isIdentity()
        && (newType || change.using().isPresent())) {
      shadows.begin(change, new EntityField(entity, before), typed);
    }
    if (newReference) {
      references.drop(new EntityField(entity, before));
      references.addPending(name, before.name(), hasUncheckedRows(before, after));
    }
    boolean replaces =
        after.defaultValue().isPresent() && !before.ownsSequence() && !after.isIdentity();
    if (newType || change.using().isPresent()) {
      generated.suspendForTypes(
          Stream.concat(
                  Stream.of(new EntityField(entity, before.withDefault(Optional.empty()))),
                  mapping.followers(entity, before).stream())
              .toList());
    }
    if (before.defaultValue().isPresent()
        && !staysIdentity
        && (newType || newDefault && !replaces)) {
      columns.dropDefault(name, before);
      if (before.ownsSequence() && !before.isIdentity() && !owned) {
        dropSequence(name, before);
      }
    }
    boolean narrowed = keepsSequence && newType && OwnedSequenceSql.isNarrowed(before, typed);
    if (narrowed) {
      columns.sequences().change(name, before, typed, columns);
    }
    boolean isFreed = !before.nullable() && (after.nullable() || change.backfill().isPresent());
    if (isFreed && !staysIdentity) {
      columns.dropRequired(name, before);
    }
    if (newType || change.using().isPresent()) {
      types.change(new EntityField(entity, before), toType, change.using());
    }
    fill(change, typed);
    checks.afterFilling(change, entity);
    if (!after.nullable() && (before.nullable() || change.backfill().isPresent())) {
      columns.setRequired(name, after);
    }
    if (keepsSequence && !narrowed) {
      columns.sequences().change(name, before, typed, columns);
    }
    if (owned && !keepsSequence) {
      columns.sequences().replace(name, before, typed, columns);
      if (isFreed && staysIdentity) {
        columns.dropRequired(name, before);
      }
    } else if (after.ownsSequence() && !owned) {
      columns.addSequence(name, typed);
    } else if (!after.isIdentity() && !after.isGenerated() && (newType || newDefault)) {
      after.defaultValue().ifPresent(value -> columns.setDefault(name, typed, value));
    }
    if (newReference && after.reference().isEmpty()) {
      references.forget(name, after.name());
    }
    if (after.ownsSequence()
        && !before.ownsSequence()
        && !newType
        && !newReference
        && change.using().isEmpty()
        && change.backfill().isEmpty()
        && known.filter(Field::isGenerated).isEmpty()) {
      shadows.begin(
          new NumberedFieldSql(mapping, script, columns, references, name, before, typed));
    }
    if (!newReference) {
      after
          .reference()
          .ifPresent(
              to ->
                  ForeignKey.of(entity, before)
                      .ifPresent(key -> references.change(key, to.options())));
    }
  }

  /** PostgreSQL can change when a constraint is checked, but not its target and its actions. */
  private static boolean needsOtherConstraint(Field before, Field after) {
    Optional<FieldType.Reference> from = before.reference();
    Optional<FieldType.Reference> to = after.reference();
    if (from.isEmpty() || to.isEmpty()) {
      return from.isPresent() != to.isPresent();
    }
    return !from.get().hasTargetOf(to.get())
        || ReferenceClauses.needOther(from.get().options(), to.get().options());
  }

  /** Whether rows may hold values that the constraint, when it is created again, has to check. */
  private static boolean hasUncheckedRows(Field before, Field after) {
    return referencesOtherColumn(before, after)
        || before.reference().filter(from -> from.options().notValid()).isPresent();
  }

  private static boolean referencesOtherColumn(Field before, Field after) {
    return after
        .reference()
        .filter(to -> before.reference().filter(from -> from.hasTargetOf(to)).isEmpty())
        .isPresent();
  }

  private void fill(ChangeField change, Field after) {
    Optional<String> where =
        Optional.of(mapping.quotedColumn(change.entity(), after.name()) + " IS NULL");
    if (change.backfill().isPresent()) {
      updates.update(change.entity(), after, change.backfill().get(), where);
    } else if (change.before().nullable() && !change.after().nullable()) {
      if (change.after().ownsSequence() && change.before().ownsSequence()) {
        numberFrom(change.entity(), after, mapping.sequence(change.entity(), change.before()));
      } else if (change.after().ownsSequence()) {
        number(change.entity(), after);
      } else if (change.after().defaultValue().isPresent() && !change.after().isGenerated()) {
        fillWithDefault(change.entity(), after, where.get());
      }
    }
  }

  private void fillWithDefault(String entity, Field field, String where) {
    DefaultValue value = field.defaultValue().orElseThrow();
    Footprint footprint = references.updating(entity, List.of(field.name()), false);
    field.sequenceName().map(mapping::sequence).ifPresent(footprint::usesSequence);
    String text = mapping.values().sql(value, field.type());
    SqlBuilder command =
        sql("UPDATE")
            .table(mapping.table(entity))
            .words("SET")
            .identifier(mapping.columnName(entity, field.name()))
            .words("=")
            .words(text)
            .words("WHERE")
            .words(where);
    script.add(
        command,
        footprint,
        Optional.empty(),
        mapping.table(entity),
        new RowFillSql(mapping, script)
            .steps(entity, field, text, script.step(command, footprint), false));
  }

  /** The rows without a value get the next numbers of the sequence. */
  private void numberFrom(String entity, Field field, TableName sequence) {
    String next = Values.nextValue(sequence);
    SqlBuilder command =
        sql("UPDATE")
            .table(mapping.table(entity))
            .words("SET")
            .identifier(mapping.columnName(entity, field.name()))
            .words("=")
            .words(next)
            .words("WHERE")
            .words(mapping.quotedColumn(entity, field.name()) + " IS NULL");
    Footprint footprint =
        references.updating(entity, List.of(field.name()), false).usesSequence(sequence);
    script.add(
        command,
        footprint,
        Optional.empty(),
        mapping.table(entity),
        new RowFillSql(mapping, script)
            .steps(entity, field, next, script.step(command, footprint), false));
  }

  private void dropSequence(String entity, Field field) {
    TableName sequence = mapping.sequence(entity, field);
    checks.dropsSequence(entity, field, sequence);
    columns.sequences().drop(entity, sequence);
  }

  /** Numbers the rows without a value, starting after the highest value. */
  private void number(String entity, Field field) {
    String number = "(SELECT %3$s FROM %1$s) + row_number() OVER () AS number";
    String numbers = "(SELECT ctid, " + number + " FROM %1$s WHERE %2$s IS NULL) AS n";
    String command = "UPDATE %1$s AS t SET %2$s = n.number FROM " + numbers;
    script.add(
        sql(command.formatted(
                mapping.quotedTable(entity),
                mapping.quotedColumn(entity, field.name()),
                columns.sequences().base(field, mapping.quotedColumn(entity, field.name()))))
            .words("WHERE t.ctid = n.ctid"),
        references.updating(entity, List.of(field.name()), false));
  }
}
