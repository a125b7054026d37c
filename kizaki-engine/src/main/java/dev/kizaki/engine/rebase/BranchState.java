package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a branch between two statements: a shape, and the identity of each element. */
final class BranchState {
  private Shape shape;
  private final Map<ScopedName, ElementId> elements;
  private final Map<ElementId, ScopedName> names;

  private BranchState(
      Shape shape, Map<ScopedName, ElementId> elements, Map<ElementId, ScopedName> names) {
    this.shape = shape;
    this.elements = elements;
    this.names = names;
  }

  /** A state in which each element of the shape gets a new identity. */
  static BranchState of(Shape shape) {
    BranchState state = new BranchState(shape, new HashMap<>(), new HashMap<>());
    BranchState empty = new BranchState(shape, Map.of(), Map.of());
    shape.enums().forEach(each -> state.put(each, empty));
    shape.sequences().forEach(each -> state.put(ScopedName.sequence(each.name()), empty));
    shape.entities().forEach(each -> state.put(each, empty));
    shape.objects().forEach(each -> state.put(ScopedName.object(each.name()), empty));
    return state;
  }

  BranchState copy() {
    return new BranchState(shape, new HashMap<>(elements), new HashMap<>(names));
  }

  Shape shape() {
    return shape;
  }

  /**
   * Applies the statements of a plan in their order.
   *
   * @throws dev.kizaki.engine.replay.PlanFault when a statement cannot be executed
   */
  void replay(List<PlanStatement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      apply(statements.get(i), statements.subList(i + 1, statements.size()), this);
    }
  }

  /**
   * Applies one statement.
   *
   * @param later the statements that follow in the same plan; drops among them may remove
   *     references that the statement would break
   * @param counterpart the state of the other branch; an element with the same name there is the
   *     same element, so a new element gets its identity
   * @throws dev.kizaki.engine.replay.PlanFault when the statement cannot be executed; the state is
   *     unchanged then
   */
  void apply(PlanStatement statement, List<PlanStatement> later, BranchState counterpart) {
    List<PlanStatement> plan = new ArrayList<>(List.of(statement));
    plan.addAll(later);
    Replay replay = new Replay(shape, plan);
    replay.apply(statement);
    ShapeView reached = replay.view();
    statement.accept(new IdentityReplay(this, counterpart));
    shape =
        Shape.of(reached.systemEntities(), reached.enums(), reached.sequences(), reached.entities())
            .withObjects(reached.objects());
  }

  /** Applies statements that follow each other, as {@link #apply} does one. */
  void applyAll(
      List<PlanStatement> statements, List<PlanStatement> later, BranchState counterpart) {
    for (int i = 0; i < statements.size(); i++) {
      List<PlanStatement> rest = new ArrayList<>(statements.subList(i + 1, statements.size()));
      rest.addAll(later);
      apply(statements.get(i), rest, counterpart);
    }
  }

  void put(Entity entity, BranchState counterpart) {
    ElementId element = put(ScopedName.entity(entity.name()), counterpart);
    entity.fields().forEach(field -> put(ScopedName.field(element, field.name()), counterpart));
  }

  void put(EnumType enumType, BranchState counterpart) {
    ElementId element = put(ScopedName.enumType(enumType.name()), counterpart);
    enumType.values().forEach(value -> put(ScopedName.value(element, value), counterpart));
  }

  /**
   * Adds an element. It gets the identity of the element with this name in the counterpart, unless
   * this state already contains that one under another name.
   */
  ElementId put(ScopedName name, BranchState counterpart) {
    ElementId known = counterpart.elements.get(name);
    ElementId element = known != null && !names.containsKey(known) ? known : new ElementId();
    elements.put(name, element);
    names.put(element, name);
    return element;
  }

  void rename(ElementId element, String name) {
    ScopedName renamed = names.get(element).withName(name);
    elements.remove(names.put(element, renamed));
    elements.put(renamed, element);
  }

  void remove(ElementId element) {
    elements.remove(names.remove(element));
    children(element).forEach(this::remove);
  }

  /** The elements that this one owns, by name: fields of an entity, values of an enum. */
  List<ElementId> children(ElementId owner) {
    return names.entrySet().stream()
        .filter(each -> each.getValue().owner() == owner)
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(ScopedName::name)))
        .map(Map.Entry::getKey)
        .toList();
  }

  Collection<ElementId> elements() {
    return List.copyOf(names.keySet());
  }

  boolean has(ElementId element) {
    return element == ElementId.SCHEMA || names.containsKey(element);
  }

  Optional<ElementId> at(ScopedName name) {
    return Optional.ofNullable(elements.get(name));
  }

  Optional<ElementId> entity(String name) {
    return at(ScopedName.entity(name));
  }

  Optional<ElementId> enumType(String name) {
    return at(ScopedName.enumType(name));
  }

  Optional<ElementId> sequence(String name) {
    return at(ScopedName.sequence(name));
  }

  Optional<ElementId> object(String name) {
    return at(ScopedName.object(name));
  }

  /** The entity, enum, sequence or object with the name; these share their names. */
  Optional<ElementId> top(String name) {
    return Stream.of(entity(name), enumType(name), sequence(name), object(name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  Optional<ElementId> field(String entity, String field) {
    return entity(entity).flatMap(owner -> at(ScopedName.field(owner, field)));
  }

  Optional<ElementId> value(String enumName, String value) {
    return enumType(enumName).flatMap(owner -> at(ScopedName.value(owner, value)));
  }

  /** The name of an element, which must be in this state. */
  ScopedName nameOf(ElementId element) {
    ScopedName name = names.get(element);
    if (name == null) {
      throw new IllegalArgumentException("the branch does not contain the element");
    }
    return name;
  }

  String name(ElementId element) {
    return nameOf(element).name();
  }

  /** The element as statements name it. */
  NamedElement named(ElementId element) {
    ScopedName name = nameOf(element);
    return switch (name.kind()) {
      case ENTITY -> SchemaElement.entity(name.name());
      case ENUM -> SchemaElement.enumType(name.name());
      case SEQUENCE -> SchemaElement.sequence(name.name());
      case OBJECT -> SchemaElement.object(name.name());
      case FIELD -> SchemaElement.field(name(name.owner()), name.name());
      case VALUE -> SchemaElement.value(name(name.owner()), name.name());
    };
  }

  /** The name of an element in the database. */
  String inDatabase(ElementId element) {
    return DatabaseNames.CURRENT.of(shape, named(element)).orElseThrow();
  }

  /** The element that a statement names, if this state has it. */
  Optional<ElementId> element(NamedElement element) {
    return switch (element.kind()) {
      case ENTITY -> entity(element.name());
      case ENUM -> enumType(element.name());
      case SEQUENCE -> sequence(element.name());
      case OBJECT -> object(element.name());
      case FIELD -> field(element.owner(), element.name());
      case VALUE -> value(element.owner(), element.name());
    };
  }

  ElementId owner(ElementId element) {
    return nameOf(element).owner();
  }

  /** The name as schemas write it: {@code Task}, {@code Task.title}. */
  String path(ElementId element) {
    ScopedName name = nameOf(element);
    return name.owner() == ElementId.SCHEMA ? name.name() : name(name.owner()) + "." + name.name();
  }

  Entity entityOf(ElementId entity) {
    return shape.entity(name(entity)).orElseThrow();
  }

  EnumType enumOf(ElementId enumType) {
    return shape.enumType(name(enumType)).orElseThrow();
  }

  DeclaredSequence sequenceOf(ElementId sequence) {
    return shape.sequence(name(sequence)).orElseThrow();
  }

  SqlObject objectOf(ElementId object) {
    return shape.object(name(object)).orElseThrow();
  }

  Field fieldOf(ElementId field) {
    return shape.field(name(owner(field)), name(field)).orElseThrow();
  }

  /** The values of an enum, in order. */
  List<ElementId> values(ElementId enumType) {
    return enumOf(enumType).values().stream()
        .map(value -> at(ScopedName.value(enumType, value)).orElseThrow())
        .toList();
  }

  List<ElementId> members(ElementId entity, FieldGroup group) {
    return group
        .allFields()
        .map(field -> at(ScopedName.field(entity, field)).orElseThrow())
        .toList();
  }

  /** The fields of the key; absent if a plan dropped the key and has not added the new one. */
  Optional<List<ElementId>> key(ElementId entity) {
    return entityOf(entity).key().map(key -> members(entity, key));
  }

  /** Whether references to the field are allowed. */
  boolean isReferable(ElementId field) {
    return entityOf(owner(field)).isReferable(name(field));
  }

  /** The fields that refer to this field, or to any field of this entity. */
  Stream<ElementId> referrers(ElementId target) {
    ScopedName name = nameOf(target);
    return (name.kind() == ElementKind.ENTITY
            ? shape.referrers(name.name())
            : shape.referrers(name(name.owner()), name.name()))
        .map(each -> field(each.entity().name(), each.field().name()).orElseThrow());
  }

  /** The fields that are computed from this field. */
  List<ElementId> computedFrom(ElementId field) {
    ElementId entity = owner(field);
    return entityOf(entity).fields().stream()
        .filter(each -> each.isComputedFrom(name(field)))
        .map(each -> at(ScopedName.field(entity, each.name())).orElseThrow())
        .toList();
  }

  /** The fields whose type is this enum, or whose default takes numbers from this sequence. */
  Stream<ElementId> usersOf(ElementId type) {
    return (nameOf(type).kind() == ElementKind.ENUM
            ? shape.fieldsOf(name(type))
            : shape.fieldsFrom(name(type)))
        .map(each -> field(each.entity().name(), each.field().name()).orElseThrow());
  }
}
