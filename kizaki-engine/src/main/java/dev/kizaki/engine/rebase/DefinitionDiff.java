package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statements that lead from the upstream definition of an element to ours. */
final class DefinitionDiff {
  private DefinitionDiff() {}

  static List<PlanStatement> entity(Shape shape, Entity wanted) {
    SortedMap<String, Entity> entities = new TreeMap<>(shape.entityMap());
    entities.put(wanted.name(), wanted);
    return statements(
        shape,
        new Shape(
            shape.systemEntityMap(),
            shape.enumMap(),
            shape.sequenceMap(),
            entities,
            shape.objectMap()));
  }

  static List<PlanStatement> enumType(Shape shape, EnumType wanted) {
    SortedMap<String, EnumType> enums = new TreeMap<>(shape.enumMap());
    enums.put(wanted.name(), wanted);
    return statements(
        shape,
        new Shape(
            shape.systemEntityMap(),
            enums,
            shape.sequenceMap(),
            shape.entityMap(),
            shape.objectMap()));
  }

  /** Without renames, because the two definitions were written independently. */
  private static List<PlanStatement> statements(Shape from, Shape to) {
    return Plan.statements(
        Planner.plan(from, to, Answers.none(), List.of(), false).lines(), Decision.OR);
  }
}
