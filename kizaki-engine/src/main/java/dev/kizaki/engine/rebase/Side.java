package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A branch on its way: a shape, and the identity of everything in it. */
final class Side {
  private Shape shape;
  private final Map<Address, Thing> things;
  private final Map<Thing, Address> addresses;

  private Side(Shape shape, Map<Address, Thing> things, Map<Thing, Address> addresses) {
    this.shape = shape;
    this.things = things;
    this.addresses = addresses;
  }

  /** A shape in which each thing gets an identity. */
  static Side of(Shape shape) {
    Side side = new Side(shape, new HashMap<>(), new HashMap<>());
    Side nobody = new Side(shape, Map.of(), Map.of());
    shape.enums().forEach(each -> side.put(each, nobody));
    shape.entities().forEach(each -> side.put(each, nobody));
    return side;
  }

  Side copy() {
    return new Side(shape, new HashMap<>(things), new HashMap<>(addresses));
  }

  Shape shape() {
    return shape;
  }

  /**
   * Moves along one statement.
   *
   * @param later what follows in the same plan; drops among it may take references away
   * @param twin the side that knows a new thing already, if it is at the same address there
   * @throws dev.kizaki.engine.replay.PlanFault when the statement cannot stand here; nothing
   *     changed
   */
  void apply(PlanStatement statement, List<PlanStatement> later, Side twin) {
    List<PlanStatement> plan = new ArrayList<>(List.of(statement));
    plan.addAll(later);
    Replay replay = new Replay(shape, plan);
    replay.apply(statement);
    ShapeView reached = replay.view();
    statement.accept(new IdentityStep(this, twin));
    shape = Shape.of(reached.systemEntities(), reached.enums(), reached.entities());
  }

  void put(Entity entity, Side twin) {
    Thing thing = put(Address.entity(entity.name()), twin);
    entity.fields().forEach(field -> put(Address.field(thing, field.name()), twin));
  }

  void put(EnumType enumType, Side twin) {
    Thing thing = put(Address.enumType(enumType.name()), twin);
    enumType.values().forEach(value -> put(Address.value(thing, value), twin));
  }

  /** What both sides make at one address is one thing, unless this side has it elsewhere. */
  Thing put(Address address, Side twin) {
    Thing known = twin.things.get(address);
    Thing thing = known != null && !addresses.containsKey(known) ? known : new Thing();
    things.put(address, thing);
    addresses.put(thing, address);
    return thing;
  }

  void rename(Thing thing, String name) {
    Address address = addresses.get(thing).withName(name);
    things.remove(addresses.put(thing, address));
    things.put(address, thing);
  }

  void remove(Thing thing) {
    things.remove(addresses.remove(thing));
    children(thing).forEach(this::remove);
  }

  /** What the thing owns: fields of an entity, values of an enum; in their order. */
  List<Thing> children(Thing owner) {
    return addresses.entrySet().stream()
        .filter(each -> each.getValue().owner() == owner)
        .sorted(Map.Entry.comparingByValue(java.util.Comparator.comparing(Address::name)))
        .map(Map.Entry::getKey)
        .toList();
  }

  Collection<Thing> things() {
    return List.copyOf(addresses.keySet());
  }

  boolean has(Thing thing) {
    return thing == Thing.SCHEMA || addresses.containsKey(thing);
  }

  Optional<Thing> at(Address address) {
    return Optional.ofNullable(things.get(address));
  }

  Optional<Thing> entity(String name) {
    return at(Address.entity(name));
  }

  Optional<Thing> enumType(String name) {
    return at(Address.enumType(name));
  }

  Optional<Thing> field(String entity, String field) {
    return entity(entity).flatMap(owner -> at(Address.field(owner, field)));
  }

  Optional<Thing> value(String enumName, String value) {
    return enumType(enumName).flatMap(owner -> at(Address.value(owner, value)));
  }

  /** Where the thing is; it must be here. */
  Address address(Thing thing) {
    Address address = addresses.get(thing);
    if (address == null) {
      throw new IllegalArgumentException("not on this side");
    }
    return address;
  }

  String name(Thing thing) {
    return address(thing).name();
  }

  Thing owner(Thing thing) {
    return address(thing).owner();
  }

  /** The thing in the words of the schema: {@code Task}, {@code Task.title}. */
  String path(Thing thing) {
    Address address = address(thing);
    return address.owner() == Thing.SCHEMA
        ? address.name()
        : name(address.owner()) + "." + address.name();
  }

  Entity entityOf(Thing entity) {
    return shape.entity(name(entity)).orElseThrow();
  }

  EnumType enumOf(Thing enumType) {
    return shape.enumType(name(enumType)).orElseThrow();
  }

  Field fieldOf(Thing field) {
    return shape.field(name(owner(field)), name(field)).orElseThrow();
  }

  /** The values of an enum, in order. */
  List<Thing> values(Thing enumType) {
    return enumOf(enumType).values().stream()
        .map(value -> at(Address.value(enumType, value)).orElseThrow())
        .toList();
  }

  List<Thing> members(Thing entity, FieldGroup group) {
    return group.fields().stream()
        .map(field -> at(Address.field(entity, field)).orElseThrow())
        .toList();
  }

  /** The key's fields; absent between two statements of a plan. */
  Optional<List<Thing>> key(Thing entity) {
    return entityOf(entity).key().map(key -> members(entity, key));
  }

  /** Whether a reference may point at the field. */
  boolean isReferable(Thing field) {
    return entityOf(owner(field)).isReferable(name(field));
  }

  /** The fields that refer to this field, or to any field of this entity. */
  Stream<Thing> referrers(Thing target) {
    Address address = address(target);
    return (address.kind() == ElementKind.ENTITY
            ? shape.referrers(address.name())
            : shape.referrers(name(address.owner()), address.name()))
        .map(each -> field(each.entity().name(), each.field().name()).orElseThrow());
  }

  /** The fields of this enum's type. */
  Stream<Thing> usersOf(Thing enumType) {
    return shape
        .fieldsOf(name(enumType))
        .map(each -> field(each.entity().name(), each.field().name()).orElseThrow());
  }
}
