package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field that gets another name and another type. Between the phases it is two fields, which a
 * trigger keeps in step: the new one with all that the plan gives it, and the old one with all that
 * it has.
 *
 * @param rename the statement that gives it its name
 * @param change the statement that gives it its type
 * @param shape the shape between the phases so far, in which only the old field is
 * @param whole the shape after the change, if the plan were carried out without phases
 */
record FieldConversion(
    RenameField rename, ChangeField change, ShapeView shape, ShapeView whole, DatabaseNames names) {
  /** Names of types in SQL, for the example of an expression. */
  private static final Map<Scalar, String> CASTS =
      Map.of(
          Scalar.SMALLINT, "smallint",
          Scalar.INT, "int",
          Scalar.BIGINT, "bigint",
          Scalar.DECIMAL, "numeric",
          Scalar.BOOLEAN, "boolean",
          Scalar.DATE, "date",
          Scalar.UUID, "uuid",
          Scalar.STRING, "text");

  StatementPhases phases() {
    Entity entity = shape.entity(change.entity()).orElse(null);
    Field old = entity == null ? null : entity.field(rename.from()).orElse(null);
    Entity planned = whole.entity(change.entity()).orElseThrow();
    Field end = planned.field(rename.to()).orElseThrow();
    if (old == null) {
      return StatementPhases.refused("the old version has no such field");
    }
    Optional<String> reason = refusal(entity, old, end);
    if (reason.isPresent()) {
      return StatementPhases.refused(reason.get());
    }
    Optional<PlanValue> otherwise = otherwise(end);
    boolean required = !end.nullable() && (!old.nullable() || otherwise.isPresent());
    Field meanwhile = end.withDefault(Optional.empty()).withNullable(!required);
    List<PlanStatement> expand = new ArrayList<>();
    expand.add(
        new AddField(
            change.entity(),
            meanwhile,
            AddField.Annotations.NONE,
            Optional.of(
                new PlanValue.Converted(
                    change.entity(),
                    old.name(),
                    change.using().map(value -> ofOld(value, old, end)),
                    otherwise.map(value -> ofOld(value, old, end)),
                    end.defaultValue(),
                    change.back()))));
    if (!old.nullable()) {
      expand.add(change(old, old.withNullable(true)));
    }
    expand.addAll(added(planned, end));
    List<PlanStatement> contract = new ArrayList<>();
    if (!meanwhile.equals(end)) {
      contract.add(change(meanwhile, end));
    }
    contract.addAll(drops(entity, old));
    return new StatementPhases.Split(expand, contract, true);
  }

  private Optional<String> refusal(Entity entity, Field old, Field end) {
    String name = old.name();
    if (entity.key().filter(key -> key.contains(name)).isPresent()) {
      return Optional.of("%s is part of the key, which both versions need".formatted(name));
    }
    if (shape.referrers(entity.name(), name).findAny().isPresent()
        || shape.foreignKeysTo(entity.name(), name).findAny().isPresent()) {
      return Optional.of("other fields refer to %s, which is two fields meanwhile".formatted(name));
    }
    if (entity.fields().stream().anyMatch(field -> field.isComputedFrom(name))) {
      return Optional.of("another field is computed from %s".formatted(name));
    }
    if (old.ownsSequence() || end.ownsSequence()) {
      return Optional.of("%s takes its numbers from a sequence of its own".formatted(name));
    }
    if (old.defaultValue().isPresent()
        && entity.groups().anyMatch(group -> group.isUnique() && group.contains(name))) {
      return Optional.of(
          "a row that is written without %s would get its default, and that must be unique"
              .formatted(name));
    }
    FieldType from = columnType(old);
    FieldType to = columnType(end);
    boolean returns =
        change.using().isEmpty() && Conversion.between(to, from) != Conversion.QUESTION;
    return change.back().isPresent() || returns
        ? Optional.empty()
        : Optional.of(
            "%s of the new version has to be converted for the old one; say how at the end of this line, with an expression over the new row: `%s`"
                .formatted(end.name(), withBack(to, from)));
  }

  /** The line with an example of what it lacks. */
  private String withBack(FieldType to, FieldType from) {
    String column =
        Quoting.identifierIfNeeded(
            names.column(whole.field(change.entity(), rename.to()).orElseThrow()));
    String example =
        Conversion.isCast(to, from) && from instanceof FieldType.Simple simple
            ? Optional.ofNullable(CASTS.get(simple.scalar()))
                .map(type -> "cast(%s as %s)".formatted(column, type))
                .orElse("…")
            : "…";
    return StatementText.of(change.withBack(Optional.of(example)));
  }

  private FieldType columnType(Field field) {
    return whole
        .columnType(field.type())
        .or(() -> shape.columnType(field.type()))
        .orElse(field.type());
  }

  /** What rows without a value get, as far as one value is for all of them. */
  private Optional<PlanValue> otherwise(Field end) {
    boolean fills = change.before().nullable() && !end.nullable();
    return change
        .backfill()
        .or(
            () ->
                end.defaultValue()
                    .filter(any -> fills)
                    .filter(DefaultValue.Literal.class::isInstance)
                    .map(DefaultValue.Literal.class::cast)
                    .map(PlanValue.Literal::new));
  }

  /** The statement names the old column by the name of the new one. */
  private PlanValue ofOld(PlanValue value, Field old, Field end) {
    return value instanceof PlanValue.Sql sql
        ? new PlanValue.Sql(
            ExpressionText.withColumnRenamed(sql.expression(), names.column(end), names.column(old))
                .orElseThrow(
                    () ->
                        new UndividedPlan(
                            change,
                            "it is not certain where its SQL names \"%s\", which is another column than \"%s\" until the old version has stopped"
                                .formatted(names.column(end), names.column(old)))))
        : value;
  }

  /** The uniques, indexes and references that the field has in the end. */
  private List<PlanStatement> added(Entity planned, Field end) {
    String entity = change.entity();
    List<PlanStatement> statements = new ArrayList<>();
    planned.uniques().stream()
        .filter(unique -> unique.contains(end.name()))
        .forEach(unique -> statements.add(new AddUnique(entity, unique)));
    planned.indexes().stream()
        .filter(index -> index.contains(end.name()))
        .filter(index -> !isOfReference(planned, end, index))
        .forEach(index -> statements.add(new AddIndex(entity, index)));
    planned.references().stream()
        .filter(reference -> reference.contains(end.name()))
        .forEach(reference -> statements.add(new AddReference(entity, reference)));
    return statements;
  }

  /** The index comes with the field. */
  private static boolean isOfReference(Entity planned, Field end, Index index) {
    Entity without =
        planned.withIndexes(planned.indexes().stream().filter(each -> each != index).toList());
    return without.needsReferenceIndex(end)
        && index.hasDefinitionOf(new Index(List.of(end.name())));
  }

  /** What does not go with the old field goes before it. */
  private List<PlanStatement> drops(Entity now, Field old) {
    List<PlanStatement> statements = new ArrayList<>();
    now.indexes().stream()
        .filter(index -> index.usesInExpression(old.name()))
        .forEach(index -> statements.add(new DropIndex(now.name(), index)));
    statements.add(new DropField(now.name(), old.name()));
    return statements;
  }

  private ChangeField change(Field from, Field to) {
    return new ChangeField(change.entity(), from, to, Optional.empty(), Optional.empty());
  }
}
