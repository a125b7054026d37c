package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The generated columns that a change drops and adds again, with what depends on them: PostgreSQL
 * can change neither the type of a column that one is computed from nor, before version 17, an
 * expression (documentation, ALTER TABLE).
 */
final class ReplacedColumns {
  private final ShapeView before;

  ReplacedColumns(ShapeView before) {
    this.before = before;
  }

  /** A sentence about each of them. */
  List<String> of(ChangeField change) {
    return before.entity(change.entity()).stream()
        .flatMap(entity -> replaced(change, entity).map(field -> sentence(entity, field)))
        .toList();
  }

  private Stream<Field> replaced(ChangeField change, Entity entity) {
    boolean newType =
        !before.columnType(change.before().type()).equals(before.columnType(change.after().type()));
    boolean newExpression =
        change.after().isGenerated()
            && (newType || !change.before().generated().equals(change.after().generated()));
    boolean altered = newType || newExpression || change.using().isPresent();
    return entity.fields().stream()
        .filter(
            field ->
                field.name().equals(change.before().name())
                    ? newExpression
                    : altered && field.isComputedFrom(change.before().name()));
  }

  private String sentence(Entity entity, Field field) {
    List<String> dependents = new ArrayList<>();
    entity
        .groups()
        .filter(group -> group.contains(field.name()))
        .map(group -> text(entity, group))
        .forEach(dependents::add);
    entity.checks().stream()
        .filter(check -> check.uses(field.name()))
        .map(check -> "check %s(%s)".formatted(entity.name(), check.sql()))
        .forEach(dependents::add);
    if (field.reference().isPresent()) {
      dependents.add("its reference");
    }
    before
        .referrers(entity.name(), field.name())
        .map(each -> "the reference " + each.path())
        .forEach(dependents::add);
    return "%s.%s is dropped and added again%s, and its values are computed again."
        .formatted(
            entity.name(),
            field.name(),
            dependents.isEmpty()
                ? ""
                : dependents.stream().collect(Collectors.joining(", ", ", with ", "")));
  }

  private static String text(Entity entity, FieldGroup group) {
    return "%s %s(%s)"
        .formatted(group.kind().name().toLowerCase(Locale.ROOT), entity.name(), group.text());
  }
}
