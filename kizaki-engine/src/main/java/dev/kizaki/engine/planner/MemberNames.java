package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names in the database of elements of one kind and owner, before and after a migration.
 *
 * @param before the name of an element that exists before the migration
 * @param after the name of an element that exists afterwards
 * @param derived the name of an element that states none
 * @param stated the names that elements of the same namespace state before the migration
 */
record MemberNames(
    Function<String, Optional<String>> before,
    Function<String, Optional<String>> after,
    UnaryOperator<String> derived,
    Set<String> stated) {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  static MemberNames tables(ShapeView before, ShapeView after) {
    return new MemberNames(
        name -> before.entity(name).map(NAMES::table),
        name -> after.entity(name).map(NAMES::table),
        NAMES::derivedTable,
        statedRelations(before));
  }

  static MemberNames types(ShapeView before, ShapeView after) {
    return new MemberNames(
        name -> before.enumType(name).map(NAMES::enumType),
        name -> after.enumType(name).map(NAMES::enumType),
        NAMES::derivedEnumType,
        statedRelations(before));
  }

  static MemberNames sequences(ShapeView before, ShapeView after) {
    return new MemberNames(
        name -> before.sequence(name).map(NAMES::sequence),
        name -> after.sequence(name).map(NAMES::sequence),
        NAMES::derivedSequence,
        statedRelations(before));
  }

  private static Set<String> statedRelations(ShapeView shape) {
    return Stream.of(
            shape.entities().stream().map(Entity::table),
            shape.enums().stream().map(EnumType::type),
            shape.sequences().stream().map(DeclaredSequence::sequence))
        .flatMap(names -> names)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  static MemberNames columns(Entity before, Entity after) {
    return new MemberNames(
        name -> before.field(name).map(NAMES::column),
        name -> after.field(name).map(NAMES::column),
        NAMES::derivedColumn,
        before.fields().stream()
            .map(Field::column)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }

  static MemberNames labels(EnumType before, EnumType after) {
    return new MemberNames(
        name -> Optional.of(before.label(name)),
        name -> Optional.of(after.label(name)),
        UnaryOperator.identity(),
        Set.copyOf(before.labels().values()));
  }

  /** Returns the statement that renames an element, with the name in the database that it keeps. */
  static RenameStatement rename(
      NamedElement element, String to, ShapeView before, ShapeView after) {
    if (element.kind() == ElementKind.OBJECT) {
      return RenameStatement.of(element, to, Optional.empty());
    }
    NamedElement root = element.root();
    MemberNames names =
        switch (element.kind()) {
          case ENTITY -> tables(before, after);
          case ENUM -> types(before, after);
          case SEQUENCE -> sequences(before, after);
          case OBJECT -> throw new IllegalStateException("an object has no name of its own");
          case FIELD ->
              columns(
                  before.entity(root.name()).orElseThrow(),
                  after.entity(root.name()).orElseThrow());
          case VALUE ->
              labels(
                  before.enumType(root.name()).orElseThrow(),
                  after.enumType(root.name()).orElseThrow());
        };
    String from = element.name();
    return RenameStatement.of(
        element, to, names.kept(names.before.apply(from).orElseThrow(), from, to));
  }

  /**
   * The name that a rename in the schema keeps. It is absent if the element has the derived name
   * before and is to have the derived one afterwards, and nothing else has that one. In all other
   * cases a rename in the database follows if it is needed.
   *
   * @param current the name in the database before the rename
   */
  Optional<String> kept(String current, String from, String to) {
    String wanted =
        after.apply(to).orElseGet(() -> isDerived(current, from) ? derived.apply(to) : current);
    boolean follows =
        isDerived(current, from) && wanted.equals(derived.apply(to)) && !stated.contains(wanted);
    return follows ? Optional.empty() : Optional.of(current);
  }

  private boolean isDerived(String current, String name) {
    return current.equals(derived.apply(name));
  }
}
