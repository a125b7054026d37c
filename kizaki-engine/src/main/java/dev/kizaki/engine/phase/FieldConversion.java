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
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Scalar;
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
 * @param change the statement that gives it its type
 */
record FieldConversion(ChangeField change, TwoColumns columns) {
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
    Optional<String> reason = refusal();
    if (reason.isPresent()) {
      return StatementPhases.refused(reason.get());
    }
    Field old = columns.old();
    Field end = columns.end();
    Optional<PlanValue> otherwise =
        columns.otherwise(change.backfill().map(value -> columns.ofOld(value, change)));
    Field meanwhile = end.withDefault(Optional.empty()).withNullable(!columns.requires(otherwise));
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
                    change.using().map(value -> columns.ofOld(value, change)),
                    otherwise,
                    end.defaultValue(),
                    change.back()))));
    if (!old.nullable()) {
      expand.add(change(old, old.withNullable(true)));
    }
    expand.addAll(added());
    List<PlanStatement> contract = new ArrayList<>();
    if (!meanwhile.equals(end)) {
      contract.add(change(meanwhile, end));
    }
    contract.addAll(drops());
    return new StatementPhases.Split(expand, contract, true);
  }

  private Optional<String> refusal() {
    return columns
        .refusal()
        .or(
            () ->
                columns.old().defaultValue().isPresent()
                    ? columns.uniqueDefaultRefusal()
                    : Optional.empty())
        .or(() -> canReturn() ? Optional.empty() : Optional.of(missingBack()));
  }

  /** Whether a value of the new field can be converted for the old version. */
  private boolean canReturn() {
    return change.back().isPresent()
        || (change.using().isEmpty()
            && Conversion.between(columns.endType(), columns.oldType()) != Conversion.QUESTION);
  }

  private String missingBack() {
    return "%s of the new version has to be converted for the old one; say how at the end of this line, with an expression over the new row: `%s`"
        .formatted(columns.end().name(), withBack(columns.endType(), columns.oldType()));
  }

  /** The line with an example of what it lacks. */
  private String withBack(FieldType to, FieldType from) {
    String column = Quoting.identifierIfNeeded(columns.names().column(columns.end()));
    String example =
        Conversion.isCast(to, from) && from instanceof FieldType.Simple simple
            ? Optional.ofNullable(CASTS.get(simple.scalar()))
                .map(type -> "cast(%s as %s)".formatted(column, type))
                .orElse("…")
            : "…";
    return StatementText.of(change.withBack(Optional.of(example)));
  }

  /** The uniques, indexes and references that the field has in the end. */
  private List<PlanStatement> added() {
    String entity = change.entity();
    Entity planned = columns.planned();
    Field end = columns.end();
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
  private List<PlanStatement> drops() {
    Entity now = columns.entity();
    Field old = columns.old();
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
