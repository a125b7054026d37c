package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.stream.Stream;

/** The names that a statement takes when it adds or renames an element, or frees. */
final class NamesInDatabase {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  /** No entity has a name that starts like this. */
  private static final String IN_SCHEMA = "schema ";

  /** No entity has a name that starts like this either. */
  private static final String CONSTRAINTS = "constraints ";

  private NamesInDatabase() {}

  /** The names of the table, of its keys, uniques and indexes, and of its sequences. */
  static Stream<DatabaseName> ofEntity(Entity entity) {
    return Stream.of(
            Stream.of(relation(NAMES.table(entity))),
            entity.groups().map(group -> ofGroup(entity, group)),
            entity.fields().stream().flatMap(field -> ofSequence(entity, field)))
        .flatMap(names -> names);
  }

  static DatabaseName ofColumn(String entity, Field field) {
    return new DatabaseName(entity, NAMES.column(field));
  }

  /** The name of the field's sequence, if it has one. */
  static Stream<DatabaseName> ofSequence(Entity entity, Field field) {
    return field.ownsSequence()
        ? Stream.of(relation(NAMES.sequence(entity, field.name())))
        : Stream.of();
  }

  static DatabaseName ofKey(Entity entity) {
    return relation(NAMES.key(entity));
  }

  static DatabaseName ofGroup(Entity entity, FieldGroup group) {
    return relation(NAMES.group(entity, group));
  }

  /** Constraints of other kinds never have the name of a foreign key. */
  static DatabaseName ofForeignKey(ForeignKey key) {
    return new DatabaseName(CONSTRAINTS + key.entity().name(), NAMES.foreignKey(key));
  }

  static DatabaseName ofEnum(EnumType enumType) {
    return relation(NAMES.enumType(enumType));
  }

  static DatabaseName ofSequence(DeclaredSequence sequence) {
    return relation(NAMES.sequence(sequence));
  }

  /** The label of a value. */
  static DatabaseName ofLabel(String enumName, String label) {
    return new DatabaseName(enumName, label);
  }

  /** A name in the namespace of the element. */
  static DatabaseName of(NamedElement element, String name) {
    return new DatabaseName(element.owner(), name);
  }

  /**
   * The name of an element in the schema. It is needed beside the one in the database, because an
   * element can keep the one and give up the other.
   */
  static DatabaseName inSchema(NamedElement element) {
    return new DatabaseName(IN_SCHEMA + element.owner(), element.name());
  }

  /** The name of an element that states none. */
  static DatabaseName derived(NamedElement element) {
    return of(element, NAMES.derived(element));
  }

  /** The namespace of a foreign key is its table; all others share one. */
  static DatabaseName ofDependent(SchemaElement element, String name) {
    return element instanceof SchemaElement.ForeignKeyElement
            || element instanceof SchemaElement.ReferenceElement
            || element instanceof SchemaElement.CheckElement
        ? new DatabaseName(CONSTRAINTS + element.owner(), name)
        : relation(name);
  }

  static DatabaseName relation(String name) {
    return new DatabaseName("", name);
  }
}
