package dev.kizaki.engine.planner;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectBindings;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.Quoting;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the objects in SQL whose texts stay, but name what the plan renames or drops of what they
 * use. PostgreSQL does not look into a body that is a string, and a text that it does look into no
 * longer makes what it says.
 */
final class ObjectTextQuestions {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final Shape target;
  private final Map<String, String> newNames;

  /** What is gone, by the new name of the object that names it. */
  private final SortedMap<String, Set<String>> found = new TreeMap<>();

  /**
   * @param newNames the names after the plan of the objects that it renames
   */
  ObjectTextQuestions(Shape target, Map<String, String> newNames) {
    this.target = target;
    this.newNames = newNames;
  }

  /**
   * Looks at a statement.
   *
   * @param before the shape before it
   */
  void add(PlanStatement statement, ShapeView before) {
    GoneName.of(statement, before)
        .ifPresent(
            gone -> before.objectsThatUse(gone.owner()).forEach(object -> add(gone, object)));
  }

  private void add(GoneName gone, SqlObject before) {
    String name = newNames.getOrDefault(before.name(), before.name());
    target
        .object(name)
        .filter(after -> after.create().equals(before.create()))
        .filter(after -> names(after, gone))
        .ifPresent(
            after -> found.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(gone.text()));
  }

  private boolean names(SqlObject object, GoneName gone) {
    if (gone.isLabel()) {
      return object.create().contains(Quoting.string(gone.word()))
          && !valid(object.uses()).contains(gone.word());
    }
    ObjectScript script = ObjectScript.of(object.create());
    return script.words().contains(gone.word())
        && script.madeNames().stream().noneMatch(made -> made.name().equals(gone.word()))
        && !valid(others(script, object, gone)).contains(gone.word());
  }

  /**
   * What else may have the name. PostgreSQL refuses a text that it looks into and that means what
   * is gone. In a body that is a string, the name of another thing proves nothing.
   */
  private static List<String> others(ObjectScript script, SqlObject object, GoneName gone) {
    return ObjectBindings.of(script).names().contains(gone.word())
        ? object.uses()
        : List.of(gone.owner());
  }

  /** The names in the database of these elements after the plan. */
  private Set<String> valid(List<String> elements) {
    Set<String> valid = new HashSet<>();
    for (String used : elements) {
      target
          .entity(used)
          .ifPresent(
              entity -> {
                valid.add(NAMES.table(entity));
                entity.fields().forEach(field -> valid.add(NAMES.column(field)));
              });
      target
          .enumType(used)
          .ifPresent(
              type -> {
                valid.add(NAMES.enumType(type));
                valid.addAll(type.allLabels());
              });
      target.sequence(used).ifPresent(sequence -> valid.add(NAMES.sequence(sequence)));
      target.object(used).stream()
          .flatMap(other -> ObjectScript.of(other.create()).madeNames().stream())
          .map(MadeObject::name)
          .forEach(valid::add);
    }
    return valid;
  }

  /** The lines that ask, or state the answer. */
  List<PlanLine> lines(Answers answers) {
    return found.entrySet().stream()
        .map(
            each ->
                answers.isRight(SchemaElement.object(each.getKey()))
                    ? PlanLine.of(ChangeObject.none(each.getKey()))
                    : PlanLine.asking(
                        ChangeObject.open(each.getKey()),
                        Optional.of(
                            new ObjectTextQuestion(each.getKey(), List.copyOf(each.getValue())))))
        .toList();
  }
}
