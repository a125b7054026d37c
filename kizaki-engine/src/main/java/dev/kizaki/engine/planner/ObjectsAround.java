package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.replay.ObjectsInTheWay;
import dev.kizaki.engine.replay.ObjectsInTheWay.InTheWay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects in SQL that a plan drops before what they use changes, and adds afterwards: those
 * that are in the way of a statement, and those that are bound to them.
 */
final class ObjectsAround {
  private final Shape base;
  private final Shape target;
  private final Renames renames;
  private final List<PlanStatement> statements;
  private final ObjectsInTheWay found = new ObjectsInTheWay();

  /** Why an object is dropped and added, by its name before the plan. */
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /** The names after the plan of the objects that it renames. */
  private final Map<String, String> newNames = new HashMap<>();

  private final ObjectTextQuestions texts;
  private final Map<PlanStatement, Set<String>> droppedBefore = new HashMap<>();
  private final Map<PlanStatement, Set<String>> addedAfter = new HashMap<>();

  /**
   * @param base the shape before the plan
   * @param lines all lines of the plan
   */
  ObjectsAround(Shape base, Shape target, Renames renames, List<PlanLine> lines) {
    this.base = base;
    this.target = target;
    this.renames = renames;
    this.texts = new ObjectTextQuestions(target, newNames);
    this.statements =
        lines.stream().flatMap(line -> ObjectDependencies.statements(line.item())).toList();
    if (base.objects().isEmpty() && target.objects().isEmpty()) {
      return;
    }
    for (PlanStatement statement : statements) {
      if (statement instanceof RenameObject rename) {
        newNames.put(rename.from(), rename.to());
      }
    }
    ofRenames();
    ofOthers();
    addUsers();
  }

  /** No object is in the way of any statement. */
  static ObjectsAround none() {
    Shape empty = Shape.of(List.of(), List.of(), List.of(), List.of());
    return new ObjectsAround(empty, empty, new Renames(List.of(), List.of(), empty), List.of());
  }

  /** Each rename is looked at with the names before it. */
  private void ofRenames() {
    Shape shape = base;
    for (PlanStatement rename : renames.certain()) {
      if (!(rename instanceof RenameObject)) {
        add(rename, shape);
        texts.add(rename, shape);
      }
      shape = Renames.renamed(shape, List.of(rename));
    }
  }

  /**
   * What an object after the plan uses has the name and the type of before the statement, or those
   * of after the plan.
   */
  private void ofOthers() {
    Shape before = renames.shape();
    Shape after = before.withObjects(target.objects());
    for (PlanStatement statement : statements) {
      if (!renames.certain().contains(statement)) {
        add(statement, before);
        texts.add(statement, before);
        if (!(statement instanceof DropObject)) {
          add(statement, after);
          add(statement, target);
        }
      }
    }
  }

  private void add(PlanStatement statement, Shape shape) {
    for (InTheWay each : found.of(statement, shape, statements)) {
      String name = each.object().name();
      String old = oldName(name);
      addedAfter.computeIfAbsent(statement, any -> new HashSet<>()).add(newName(old));
      if (base.object(old).isPresent()) {
        droppedBefore.computeIfAbsent(statement, any -> new HashSet<>()).add(old);
        reasons.putIfAbsent(old, each.reason());
      }
    }
  }

  private String newName(String old) {
    return newNames.getOrDefault(old, old);
  }

  private String oldName(String name) {
    return newNames.entrySet().stream()
        .filter(each -> each.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  private void addUsers() {
    for (SqlObject object : found.withUsers(reasons.keySet(), base)) {
      base.objectsThatUse(object.name())
          .filter(user -> found.isBound(user, object))
          .forEach(
              user ->
                  reasons.putIfAbsent(
                      user.name(), "it uses %s, which is dropped".formatted(object.name())));
    }
  }

  /** The questions whether texts that name what is gone are right. */
  List<PlanLine> questions(Answers answers) {
    return texts.lines(answers);
  }

  /** Whether the plan drops an object and adds it again. */
  boolean isEmpty() {
    return again().isEmpty();
  }

  /** The old names of the objects that are dropped and added. */
  private List<String> again() {
    return reasons.keySet().stream()
        .filter(name -> target.object(newName(name)).isPresent())
        .toList();
  }

  /** The shape before the plan without the objects that it drops and adds. */
  Shape baseOfOthers() {
    return without(base, Set.copyOf(again()));
  }

  /** The shape after the plan without the objects that it drops and adds. */
  Shape targetOfOthers() {
    return without(target, again().stream().map(this::newName).collect(Collectors.toSet()));
  }

  private static Shape without(Shape shape, Set<String> names) {
    return shape.withObjects(
        shape.objects().stream().filter(each -> !names.contains(each.name())).toList());
  }

  /** The objects that are dropped and added, before and after the plan. */
  List<CallersOfObjects.Again> droppedAndAdded() {
    return again().stream()
        .map(
            name ->
                new CallersOfObjects.Again(
                    base.object(name).orElseThrow(), target.object(newName(name)).orElseThrow()))
        .toList();
  }

  /** The statements that drop and add objects. */
  List<PlanLine> lines() {
    List<PlanLine> lines = new ArrayList<>();
    for (CallersOfObjects.Again each : droppedAndAdded()) {
      String name = each.before().name();
      Optional<String> reason = Optional.of(reasons.get(name));
      lines.add(new PlanLine(new DropObject(name), List.of(), reason, List.of()));
      lines.add(new PlanLine(new AddObject(each.after()), List.of(), reason, List.of()));
    }
    return lines;
  }

  /**
   * What exists before the drops of the plan, with the objects by the names that the drops state.
   *
   * @param others the shape of the other objects
   */
  Shape withDropped(Shape others) {
    List<SqlObject> objects = new ArrayList<>(others.objects());
    again().stream()
        .flatMap(
            name -> renames.shape().object(newName(name)).stream().map(it -> it.withName(name)))
        .forEach(objects::add);
    return others.withObjects(objects);
  }

  /** The objects that are dropped before the statement, by their old names. */
  Set<String> droppedBefore(PlanItem statement) {
    return droppedBefore.getOrDefault(statement, Set.of());
  }

  /** The objects that are added after the statement, by their new names. */
  Set<String> addedAfter(PlanItem statement) {
    return addedAfter.getOrDefault(statement, Set.of());
  }
}
