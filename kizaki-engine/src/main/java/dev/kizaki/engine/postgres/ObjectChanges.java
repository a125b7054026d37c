package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.EnumUse;
import dev.kizaki.engine.replay.FollowedNames;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.PlanStatementRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Derives what each statement of a plan does to the catalog: the difference of the objects that
 * {@link ExpectedObjects} describes before and after the statement. Only the objects of the entity
 * or enum that the statement is about are compared, so that the work grows with the plan and not
 * with the schema.
 */
public final class ObjectChanges {
  private static final Set<ObjectKind> NAMED_IN_SQL =
      EnumSet.of(ObjectKind.TABLE, ObjectKind.COLUMN, ObjectKind.ENUM, ObjectKind.SEQUENCE);

  private final Replay replay;
  private final List<PlanStatement> statements;
  private final DatabaseMapping mapping;

  private ObjectChanges(
      Shape base, List<PlanStatement> statements, String schema, DatabaseNames names) {
    this.replay = new Replay(base, statements);
    this.statements = statements;
    // In the middle of a plan a reference may lead to an entity that is added or renamed later, or
    // that an earlier statement has dropped.
    Map<String, Entity> others = new HashMap<>();
    statements.stream()
        .flatMap(each -> ChangedElement.of(each).before().stream())
        .forEach(name -> base.entity(name).ifPresent(entity -> others.put(name, entity)));
    others.putAll(PostgresGenerator.later(base, statements));
    this.mapping = new DatabaseMapping(schema, names, replay.view(), others);
  }

  /**
   * The changes of all statements, in order.
   *
   * @param base the shape before the plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   */
  public static List<ObjectChange> of(
      Shape base, List<PlanStatement> statements, String schema, DatabaseNames names) {
    ObjectChanges changes = new ObjectChanges(base, statements, schema, names);
    List<ObjectChange> all = new ArrayList<>();
    for (int ordinal = 0; ordinal < statements.size(); ordinal++) {
      all.add(changes.next(ordinal));
    }
    return List.copyOf(all);
  }

  private ObjectChange next(int ordinal) {
    PlanStatement statement = statements.get(ordinal);
    ChangedElement element = ChangedElement.of(statement);
    Map<ObjectName, CatalogObject> before = objects(element, element.before());
    List<String> followers = followers(statement);
    before.putAll(checks(followers));
    Optional<String> nameBefore = subject(before);
    Set<String> names = new HashSet<>(otherNames(statement));
    replay.apply(statement);
    Map<ObjectName, CatalogObject> after = objects(element, element.after());
    after.putAll(checks(followers));
    List<CatalogObject> added =
        after.values().stream().filter(each -> !before.containsKey(each.name())).toList();
    Set<ObjectName> removed = new HashSet<>(before.keySet());
    removed.removeAll(after.keySet());
    addNames(before, after, names);
    addNames(after, before, names);
    return new ObjectChange(
        new PlanStatementRef(ordinal, statement, StatementText.of(statement)),
        element.isNone()
            ? Optional.empty()
            : Optional.of(new ObjectChange.Subject(nameBefore, subject(after))),
        added,
        removed,
        after.values().stream()
            .filter(each -> before.containsKey(each.name()))
            .findFirst()
            .filter(each -> each.name().kind() == ObjectKind.ENUM),
        rebuilds(statement, ordinal),
        names);
  }

  /** The names of the objects that the other side does not have, or has with other properties. */
  private static void addNames(
      Map<ObjectName, CatalogObject> objects,
      Map<ObjectName, CatalogObject> others,
      Set<String> names) {
    for (CatalogObject each : objects.values()) {
      ObjectKind kind = each.name().kind();
      CatalogObject other = others.get(each.name());
      if (NAMED_IN_SQL.contains(kind) && !each.equals(other)) {
        names.add(each.name().name());
        Set<String> labels = new HashSet<>(each.values(Property.VALUES));
        labels.removeAll(other == null ? List.of() : other.values(Property.VALUES));
        names.addAll(labels);
      }
    }
  }

  /** Names that the statement may change outside the objects of its entity. */
  private List<String> otherNames(PlanStatement statement) {
    if (statement instanceof AddSystemEntity add
        && add.systemEntity() instanceof BuiltInUser user) {
      return List.of(mapping.names().table(user), BuiltInUser.KEY_FIELD);
    }
    return statement instanceof ChangeField change
        ? mapping
            .followers(mapping.shape().entity(change.entity()).orElseThrow(), change.before())
            .stream()
            .map(each -> mapping.columnName(each.entity(), each.field().name()))
            .toList()
        : List.of();
  }

  private Map<ObjectName, CatalogObject> objects(ChangedElement element, Optional<String> name) {
    Map<ObjectName, CatalogObject> objects = new LinkedHashMap<>();
    if (name.isEmpty()) {
      return objects;
    }
    if (element.kind() == ElementKind.SEQUENCE) {
      mapping
          .shape()
          .sequence(name.get())
          .map(sequence -> ExpectedObjects.of(sequence, mapping))
          .ifPresent(each -> objects.put(each.name(), each));
    } else if (element.kind() == ElementKind.ENUM) {
      mapping
          .shape()
          .enumType(name.get())
          .map(type -> ExpectedObjects.of(type, mapping))
          .ifPresent(each -> objects.put(each.name(), each));
    } else {
      mapping
          .shape()
          .entity(name.get())
          .map(entity -> ExpectedObjects.of(entity, mapping))
          .orElse(List.of())
          .forEach(each -> objects.put(each.name(), each));
    }
    return objects;
  }

  /** The entities whose checks follow the rename of a label, a type or a sequence. */
  private List<String> followers(PlanStatement statement) {
    return FollowedNames.of(statement, mapping.shape()).stream()
        .flatMap(
            rename ->
                mapping.shape().entities().stream()
                    .filter(entity -> entity.checks().size() > 1)
                    .filter(entity -> !rename.in(mapping.shape(), entity).equals(entity)))
        .map(Entity::name)
        .toList();
  }

  /** The checks of the entities, whose names can contain a hash of their texts. */
  private Map<ObjectName, CatalogObject> checks(List<String> entities) {
    return entities.stream()
        .flatMap(name -> mapping.shape().entity(name).stream())
        .flatMap(entity -> ExpectedObjects.of(entity, mapping).stream())
        .filter(each -> each.name().kind() == ObjectKind.CHECK)
        .collect(Collectors.toMap(CatalogObject::name, each -> each));
  }

  /** The name of the table, of the enum type or of the sequence. */
  private static Optional<String> subject(Map<ObjectName, CatalogObject> objects) {
    return objects.keySet().stream()
        .filter(each -> each.table().isEmpty())
        .map(ObjectName::name)
        .findFirst();
  }

  private boolean rebuilds(PlanStatement statement, int ordinal) {
    return statement instanceof ReorderEnum
        || statement instanceof DropEnumValue
        || statement instanceof AddEnumValue add
            && EnumUse.isUsed(add, statements.subList(ordinal + 1, statements.size()));
  }
}
