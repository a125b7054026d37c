package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Drops and adds the checks and the indexes whose SQL uses a field that gets another type.
 * PostgreSQL would compare a check with a value of the new type, and would make both again from the
 * text that it prints, which has casts to the old types. One that goes with its entity is only
 * dropped; one whose name changes too is added under its new name.
 */
final class RetypedDependents {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final RetypedFields retyped;
  private final List<PlanLine> lines = new ArrayList<>();

  /** The new names, each with its element without a name. */
  private final Map<String, SchemaElement> names = new HashMap<>();

  /**
   * @param before the shape after the renames of the plan
   * @param after the new shape with the names that it keeps
   */
  RetypedDependents(Shape before, Shape after) {
    this.retyped = new RetypedFields(before, after);
    for (Entity was : before.entities()) {
      Optional<Entity> now = after.entity(was.name());
      addChecks(was, now);
      addIndexes(was, now);
    }
  }

  List<PlanLine> lines() {
    return lines;
  }

  /** Whether the difference is the new name of what is added again under that name. */
  boolean includes(Difference difference) {
    return difference instanceof Difference.DependentRenamed renamed
        && renamed.element().equals(names.get(renamed.after()));
  }

  /** Whether the check uses a field that gets another type. */
  boolean uses(String entity, Check check) {
    return field(entity, check).isPresent();
  }

  private Optional<String> field(String entity, Check check) {
    return field(entity, check.expression().fields().stream());
  }

  /** The first field that gets another type, as {@code Entity.field}. */
  private Optional<String> field(String entity, Stream<String> fields) {
    return fields
        .filter(field -> retyped.contains(entity, field))
        .map(field -> entity + "." + field)
        .findFirst();
  }

  private void addChecks(Entity was, Optional<Entity> now) {
    Map<Check, Check> same =
        same(was.checks(), now.map(Entity::checks).orElse(List.of()), Check::isLike);
    for (Check check : was.checks()) {
      Optional<Check> again = Optional.ofNullable(same.get(check));
      Optional<String> field = field(was.name(), check);
      if (field.isPresent() && (again.isPresent() || now.isEmpty())) {
        Optional<String> reason = field.map(Comments::retyped);
        lines.add(noted(new DropCheck(was.name(), check), reason));
        again.ifPresent(
            each -> {
              lines.add(noted(new AddCheck(was.name(), each), reason));
              names.put(
                  NAMES.check(now.orElseThrow(), each), SchemaElement.check(was.name(), each));
            });
      }
    }
  }

  private void addIndexes(Entity was, Optional<Entity> now) {
    Map<Index, Index> same =
        same(was.indexes(), now.map(Entity::indexes).orElse(List.of()), Index::hasDefinitionOf);
    for (Index index : was.indexes()) {
      Optional<Index> again = Optional.ofNullable(same.get(index));
      Optional<String> field = field(was.name(), index.allFields().filter(index::usesInExpression));
      if (field.isPresent() && (again.isPresent() || now.isEmpty())) {
        DropIndex drop =
            new DropIndex(
                was.name(), DifferenceStatements.named(was.indexes(), index, Index.class));
        lines.add(noted(drop, field.map(Comments::retyped)));
        again.ifPresent(
            each -> {
              lines.add(PlanLine.of(new AddIndex(was.name(), each)));
              names.put(
                  NAMES.group(now.orElseThrow(), each),
                  each.withNamed(Optional.empty()).element(was.name()));
            });
      }
    }
  }

  private static PlanLine noted(PlanStatement statement, Optional<String> reason) {
    return new PlanLine(statement, List.of(), reason, List.of());
  }

  /**
   * What is there before and after, also under another name. Of several alike, one that keeps its
   * name stays itself.
   */
  private static <T> Map<T, T> same(List<T> before, List<T> after, BiPredicate<T, T> isLike) {
    Map<T, T> same = new LinkedHashMap<>();
    List<T> old = new ArrayList<>(before);
    List<T> renamed = new ArrayList<>();
    for (T each : after) {
      if (old.remove(each)) {
        same.put(each, each);
      } else {
        renamed.add(each);
      }
    }
    for (T each : renamed) {
      old.stream()
          .filter(was -> isLike.test(was, each))
          .findFirst()
          .ifPresent(
              was -> {
                old.remove(was);
                same.put(was, each);
              });
    }
    return same;
  }
}
