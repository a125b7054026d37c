package dev.kizaki.engine.planner;

import static dev.kizaki.engine.planner.StatementDependencies.Fact.AWAY;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.OBJECTS_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.PASSED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.PRESENT;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.SETTLED;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dependencies between objects in SQL and what they use, both ways: an object is made after all
 * that it uses and dropped before that changes; and SQL of an entity that calls a function of an
 * object is written after the object is made, and removed before the object is dropped.
 */
final class ObjectDependencies {
  /** The kinds whose names are in one namespace with those of tables, enums and sequences. */
  private static final Set<ObjectKind> RELATIONS =
      Set.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.DOMAIN, ObjectKind.TYPE);

  private final ShapeView before;
  private final ObjectsAround around;

  /** The names that the objects of the plan make, by object. */
  private final Map<String, Set<String>> madeBefore = new HashMap<>();

  private final Map<String, Set<String>> madeAfter = new HashMap<>();

  /** The entities with SQL that calls an object, by object. */
  private final Map<String, Set<String>> callers = new HashMap<>();

  /**
   * @param items all items of the plan
   * @param before what exists before the drops of the plan, under the names after its renames
   * @param around what is dropped and added around statements
   */
  ObjectDependencies(Collection<PlanItem> items, ShapeView before, ObjectsAround around) {
    this.before = before;
    this.around = around;
    List<PlanStatement> statements =
        items.stream().flatMap(ObjectDependencies::statements).toList();
    for (PlanStatement statement : statements) {
      if (statement instanceof ObjectStatement object) {
        String name = object.element().name();
        was(object).ifPresent(found -> madeBefore.put(name, names(found)));
        becomes(object).ifPresent(found -> madeAfter.put(name, namesWithUsers(found)));
      }
    }
    if (madeBefore.isEmpty() && madeAfter.isEmpty()) {
      return;
    }
    before
        .entities()
        .forEach(entity -> addCaller(entity.name(), StatementSqlTexts.of(entity).toList()));
    statements.forEach(
        statement ->
            roots(statement)
                .forEach(
                    root -> addCaller(root.name(), StatementSqlTexts.written(statement).toList())));
  }

  /** All statements of an item: of a choice, those of both sides. */
  static Stream<PlanStatement> statements(PlanItem item) {
    if (item instanceof Choice choice) {
      return Stream.concat(
          choice.either().stream().flatMap(ObjectDependencies::statements),
          choice.or().stream().flatMap(ObjectDependencies::statements));
    }
    return Stream.of((PlanStatement) item);
  }

  private void addCaller(String entity, List<String> texts) {
    Set<String> words = words(texts);
    Stream.of(madeBefore, madeAfter)
        .flatMap(made -> called(words, made))
        .forEach(object -> callers.computeIfAbsent(object, any -> new HashSet<>()).add(entity));
  }

  /** Adds the dependencies of a statement. */
  void add(PlanStatement statement, StatementDependencies dependencies) {
    around
        .droppedBefore(statement)
        .forEach(name -> dependencies.require(AWAY, SchemaElement.object(name)));
    around
        .addedAfter(statement)
        .forEach(name -> dependencies.provide(PASSED, SchemaElement.object(name)));
    if (statement instanceof RenameObject rename) {
      dependencies.free(NamesInDatabase.inSchema(rename.element()));
      dependencies.take(NamesInDatabase.inSchema(rename.elementAfter()));
      dependencies.provide(PRESENT, rename.elementAfter());
    } else if (statement instanceof ChangeObject change && change.isNone()) {
      dependencies.require(PRESENT, change.element());
      dependencies.require(PASSED, change.element());
    } else if (statement instanceof ObjectStatement object) {
      if (statement instanceof ChangeObject change && change.madeAnew()) {
        dependencies.remove(change.element());
      }
      was(object).ifPresent(found -> leaves(found, dependencies));
      becomes(object).ifPresent(found -> makes(found, dependencies));
      names(object, dependencies);
    } else if (!madeBefore.isEmpty() || !madeAfter.isEmpty()) {
      other(statement, dependencies);
    }
  }

  /** What the statement stops using may go afterwards, unless it calls the object itself. */
  private void leaves(SqlObject object, StatementDependencies dependencies) {
    Map<String, Set<String>> made = Map.of(object.name(), names(object));
    for (String used : object.uses()) {
      element(used).ifPresent(dependencies::release);
      before.entity(used).stream()
          .flatMap(entity -> entity.fields().stream())
          .filter(
              field ->
                  called(words(StatementSqlTexts.ofDefault(field).toList()), made)
                      .findAny()
                      .isEmpty())
          .forEach(field -> dependencies.release(SchemaElement.field(used, field.name())));
    }
  }

  private void makes(SqlObject object, StatementDependencies dependencies) {
    dependencies.provide(PRESENT, SchemaElement.object(object.name()));
    for (String used : object.uses()) {
      for (NamedElement element : elements(used)) {
        dependencies.require(PRESENT, element);
        if (!callers.getOrDefault(object.name(), Set.of()).contains(used)) {
          dependencies.require(SETTLED, element);
        }
      }
    }
  }

  private void names(ObjectStatement statement, StatementDependencies dependencies) {
    if (statement instanceof AddObject) {
      dependencies.take(NamesInDatabase.inSchema(statement.element()));
      dependencies.require(PASSED, statement.element());
    }
    if (statement instanceof DropObject) {
      dependencies.provide(AWAY, statement.element());
      dependencies.free(NamesInDatabase.inSchema(statement.element()));
      dependencies.remove(statement.element());
      was(statement).stream()
          .flatMap(object -> object.uses().stream())
          .flatMap(used -> elements(used).stream())
          .forEach(used -> dependencies.provide(OBJECTS_DROPPED, used));
    }
    Set<String> old = was(statement).map(ObjectDependencies::relations).orElse(Set.of());
    Set<String> current = becomes(statement).map(ObjectDependencies::relations).orElse(Set.of());
    old.stream()
        .filter(name -> !current.contains(name))
        .forEach(name -> dependencies.free(NamesInDatabase.relation(name)));
    current.stream()
        .filter(name -> !old.contains(name))
        .forEach(name -> dependencies.take(NamesInDatabase.relation(name)));
  }

  private void other(PlanStatement statement, StatementDependencies dependencies) {
    called(words(StatementSqlTexts.written(statement).toList()), madeAfter)
        .forEach(object -> dependencies.require(PRESENT, SchemaElement.object(object)));
    Set<String> left =
        called(words(StatementSqlTexts.removed(statement, before).toList()), madeBefore)
            .collect(Collectors.toSet());
    left.forEach(object -> dependencies.release(SchemaElement.object(object)));
    for (NamedElement root : roots(statement)) {
      if (left.isEmpty()) {
        dependencies.require(OBJECTS_DROPPED, root);
      }
      if (statement.verb() != Verb.DROP) {
        dependencies.provide(SETTLED, root);
      }
    }
  }

  private static Set<NamedElement> roots(PlanStatement statement) {
    return statement.affected().stream().map(NamedElement::root).collect(Collectors.toSet());
  }

  private static Stream<String> called(Set<String> words, Map<String, Set<String>> made) {
    return made.entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(words::contains))
        .map(Map.Entry::getKey);
  }

  private static Set<String> words(List<String> texts) {
    return texts.isEmpty() ? Set.of() : ObjectScript.of(String.join(" ", texts)).words();
  }

  /** With what calls it: SQL that calls that is computed after the object is made. */
  private Set<String> namesWithUsers(SqlObject object) {
    Set<String> all = new HashSet<>(names(object));
    users(object, before).forEach(user -> all.addAll(names(user)));
    return all;
  }

  /** The objects that use the object, directly or through others. */
  static List<SqlObject> users(SqlObject object, ShapeView shape) {
    List<SqlObject> users = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(object.name()));
    while (!open.isEmpty()) {
      for (SqlObject user : shape.objectsThatUse(open.remove()).toList()) {
        if (!users.contains(user) && !user.name().equals(object.name())) {
          users.add(user);
          open.add(user.name());
        }
      }
    }
    return users;
  }

  /** The functions, types, views and the like that the object makes. */
  static Set<String> names(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .filter(made -> !made.kind().isOnTable())
        .map(MadeObject::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> relations(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .filter(made -> RELATIONS.contains(made.kind()))
        .map(MadeObject::name)
        .collect(Collectors.toSet());
  }

  private Optional<SqlObject> was(ObjectStatement statement) {
    return statement instanceof AddObject
        ? Optional.empty()
        : before.object(statement.element().name());
  }

  private Optional<SqlObject> becomes(ObjectStatement statement) {
    if (statement instanceof AddObject add) {
      return Optional.of(add.object());
    }
    return statement instanceof ChangeObject change
        ? was(change).map(found -> ChangedObject.after(found, change))
        : Optional.empty();
  }

  /** The element that has the name before the plan. */
  private Optional<NamedElement> element(String name) {
    return elements(name).stream()
        .filter(
            element ->
                switch (element.kind()) {
                  case ENTITY -> before.entity(name).isPresent();
                  case ENUM -> before.enumType(name).isPresent();
                  case SEQUENCE -> before.sequence(name).isPresent();
                  case OBJECT -> before.object(name).isPresent();
                  case FIELD, VALUE -> false;
                })
        .findFirst();
  }

  /** Whatever can have the name: a plan may give it to an element of another kind. */
  private static List<NamedElement> elements(String name) {
    return List.of(
        SchemaElement.entity(name),
        SchemaElement.enumType(name),
        SchemaElement.sequence(name),
        SchemaElement.object(name));
  }
}
