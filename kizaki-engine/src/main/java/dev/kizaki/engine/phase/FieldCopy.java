package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ShapeView;
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
  private final TwoColumns columns;
  private final Field old;
  private final Field end;
  private final CopiedGroups groups;

  /**
   * @param changes the statements that change the field
   * @param plan all statements
   * @param later the names of fields of the entity that are added later
   */
  FieldCopy(
      RenameField rename,
      List<ChangeField> changes,
      TwoColumns columns,
      List<PlanStatement> plan,
      List<String> later) {
    this.rename = rename;
    this.changes = changes;
    this.columns = columns;
    this.old = columns.old();
    this.end = columns.end();
    this.groups =
        new CopiedGroups(columns.entity(), columns.planned(), end, columns.names(), plan, later);
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
    Optional<PlanValue> otherwise =
        columns.otherwise(backfill().map(value -> columns.ofOld(value, rename)));
    Field added = end.withDefault(Optional.empty()).withNullable(!columns.requires(otherwise));
    if (isNarrower()) {
      added = added.withType(columns.oldType());
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
    return columns
        .refusal()
        .or(
            () ->
                old.isGenerated() || end.isGenerated()
                    ? Optional.of("PostgreSQL computes the values of %s".formatted(old.name()))
                    : Optional.empty())
        .or(() -> keepsDefault() ? columns.uniqueDefaultRefusal() : Optional.empty());
  }

  /** Whether rows of the new version get the default of the old field. */
  private boolean keepsDefault() {
    return end.nullable()
        && old.defaultValue().filter(DefaultValue.Literal.class::isInstance).isPresent();
  }

  private Optional<PlanValue> backfill() {
    return changes.stream().flatMap(each -> each.backfill().stream()).findFirst();
  }

  /**
   * The old field as both versions need it: it takes what the new one takes, and has the options of
   * its reference.
   */
  private Field keptOld() {
    FieldType type = old.type();
    if (!isNarrower() && !columns.oldType().equals(columns.endType())) {
      type = columns.endType();
    }
    if (old.reference().isPresent()) {
      type = end.reference().isPresent() ? endReference() : columns.oldType();
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
    return mayNotFit(columns.endType(), columns.oldType())
        ? Optional.of(Quoting.identifier(columns.names().column(end)))
        : Optional.empty();
  }

  /** Whether not every value of the old field fits into the new one. */
  private boolean isNarrower() {
    return mayNotFit(columns.oldType(), columns.endType());
  }

  private static boolean mayNotFit(FieldType from, FieldType to) {
    return Conversion.between(from, to) == Conversion.QUESTION;
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
    if (isNarrower()) {
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
