package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field that gets another name, and has two columns between the phases. The new one has all that
 * the plan gives the field, but for its checks and its default.
 */
final class FieldCopy {
  private final RenameField rename;
  private final List<ChangeField> changes;
  private final ShapeView shape;
  private final DatabaseNames names;
  private final ShapeView whole;
  private final Entity entity;
  private final Field old;
  private final Entity planned;
  private final Field end;
  private final CopiedGroups groups;

  /**
   * @param changes the statements that change the field
   * @param shape the shape between the phases so far, in which only the old field is
   * @param whole the shape after the last change, if the plan were carried out without phases
   * @param later the names of fields of the entity that are added later
   */
  FieldCopy(
      RenameField rename,
      List<ChangeField> changes,
      ShapeView shape,
      ShapeView whole,
      DatabaseNames names,
      List<PlanStatement> plan,
      List<String> later) {
    this.rename = rename;
    this.changes = changes;
    this.shape = shape;
    this.whole = whole;
    this.names = names;
    this.entity = shape.entity(rename.entity()).orElseThrow();
    this.old = entity.field(rename.from()).orElseThrow();
    this.planned = whole.entity(rename.entity()).orElseThrow();
    this.end = planned.field(rename.to()).orElseThrow();
    this.groups = new CopiedGroups(entity, planned, end, names, plan, later);
  }

  /**
   * The statements of the first phase.
   *
   * @throws UndividedPlan if the field cannot have two columns
   */
  List<PlanStatement> expand() {
    refusal()
        .ifPresent(
            reason -> {
              throw new UndividedPlan(rename, reason);
            });
    List<PlanStatement> statements = new ArrayList<>();
    Optional<PlanValue> otherwise = otherwise();
    boolean required = !end.nullable() && (!old.nullable() || otherwise.isPresent());
    Field added = end.withDefault(Optional.empty()).withNullable(!required);
    if (isNarrower(columnType(old), columnType(end))) {
      added = added.withType(columnType(old));
    }
    statements.add(
        new AddField(
            rename.entity(),
            groups.withFreeName(added),
            AddField.Annotations.NONE,
            Optional.of(
                new PlanValue.Converted(
                    rename.entity(),
                    old.name(),
                    Optional.empty(),
                    otherwise,
                    end.defaultValue(),
                    back()))));
    Field kept = keptOld().withNullable(true);
    if (!kept.equals(old)) {
      statements.add(change(old, kept));
    }
    statements.addAll(groups.added());
    return statements;
  }

  private Optional<String> refusal() {
    String name = old.name();
    if (entity.key().filter(key -> key.contains(name)).isPresent()) {
      return Optional.of("%s is part of the key, which both versions need".formatted(name));
    }
    if (shape.referrers(entity.name(), name).findAny().isPresent()
        || shape.foreignKeysTo(entity.name(), name).findAny().isPresent()) {
      return Optional.of("other fields refer to %s".formatted(name));
    }
    if (entity.fields().stream().anyMatch(field -> field.isComputedFrom(name))) {
      return Optional.of("another field is computed from %s".formatted(name));
    }
    if (old.isGenerated() || end.isGenerated()) {
      return Optional.of("PostgreSQL computes the values of %s".formatted(name));
    }
    if (old.ownsSequence() || end.ownsSequence()) {
      return Optional.of("%s takes its numbers from a sequence of its own".formatted(name));
    }
    boolean sameDefault =
        end.nullable()
            && old.defaultValue().filter(DefaultValue.Literal.class::isInstance).isPresent();
    if (sameDefault
        && entity.groups().anyMatch(group -> group.isUnique() && group.contains(name))) {
      return Optional.of(
          "a row that is written without %s would get its default, and that must be unique"
              .formatted(name));
    }
    return Optional.empty();
  }

  /**
   * The old field as both versions need it: it takes what the new one takes, and has the options of
   * its reference.
   */
  private Field keptOld() {
    FieldType type = old.type();
    if (!isNarrower(columnType(old), columnType(end)) && !columnType(old).equals(columnType(end))) {
      type = columnType(end);
    }
    if (old.reference().isPresent()) {
      type = end.reference().isPresent() ? endReference() : columnType(old);
    }
    return old.withType(type).withDefault(end.defaultValue().or(old::defaultValue));
  }

  /** The reference of the new field by the name of that of the old one. */
  private FieldType endReference() {
    return RecordedNames.withForeignKey(end, old.reference().orElseThrow().options().named())
        .type();
  }

  /** The trigger is made before the old column gets a wider type, to which it must not cast. */
  private Optional<String> back() {
    return isNarrower(columnType(end), columnType(old))
        ? Optional.of(Quoting.identifier(names.column(end)))
        : Optional.empty();
  }

  private static boolean isNarrower(FieldType from, FieldType to) {
    return Conversion.between(from, to) == Conversion.QUESTION;
  }

  private FieldType columnType(Field field) {
    return whole
        .columnType(field.type())
        .or(() -> shape.columnType(field.type()))
        .orElse(field.type());
  }

  /** What rows without a value get, as far as one value is for all of them. */
  private Optional<PlanValue> otherwise() {
    Optional<PlanValue> backfill =
        changes.stream().flatMap(each -> each.backfill().stream()).findFirst();
    boolean fills = old.nullable() && !end.nullable();
    return backfill
        .map(this::ofOld)
        .or(
            () ->
                end.defaultValue()
                    .filter(any -> fills)
                    .filter(DefaultValue.Literal.class::isInstance)
                    .map(DefaultValue.Literal.class::cast)
                    .map(PlanValue.Literal::new));
  }

  /** The statement names the old column by the name of the new one. */
  private PlanValue ofOld(PlanValue value) {
    return value instanceof PlanValue.Sql sql
        ? new PlanValue.Sql(
            ExpressionText.withColumnRenamed(sql.expression(), names.column(end), names.column(old))
                .orElseThrow(
                    () ->
                        new UndividedPlan(
                            rename,
                            "it is not certain where the SQL of its backfill names \"%s\""
                                .formatted(names.column(end)))))
        : value;
  }

  /**
   * What the new field gets in the second phase.
   *
   * @param meanwhile the shape between the phases
   */
  List<PlanStatement> completing(ShapeView meanwhile) {
    Field now =
        meanwhile
            .field(rename.entity(), rename.to())
            .orElseThrow(() -> new UndividedPlan(rename, "another statement takes it away"));
    Field wanted = now.withNullable(end.nullable()).withDefault(end.defaultValue());
    if (isNarrower(columnType(old), columnType(end))) {
      wanted = wanted.withType(end.type());
    }
    return wanted.equals(now) ? List.of() : List.of(change(now, wanted));
  }

  /** The names in the database that are free after the old field is gone. */
  List<PlanStatement> naming() {
    return groups.naming();
  }

  private ChangeField change(Field from, Field to) {
    return new ChangeField(rename.entity(), from, to, Optional.empty(), Optional.empty());
  }
}
