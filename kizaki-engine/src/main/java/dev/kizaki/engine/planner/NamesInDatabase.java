package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.NamingVersion;
import java.util.stream.Stream;

/** The names in the database that a statement takes when it adds an element, or frees. */
final class NamesInDatabase {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);

  private NamesInDatabase() {}

  /** The names of the table, of its keys, uniques and indexes, and of its sequences. */
  static Stream<DatabaseName> ofEntity(Entity entity) {
    return Stream.of(
            Stream.of(ofTable(entity.name())),
            entity.groups().map(group -> ofGroup(entity.name(), group)),
            entity.fields().stream().flatMap(field -> ofSequence(entity.name(), field)))
        .flatMap(names -> names);
  }

  static DatabaseName ofTable(String entity) {
    return relation(NAMES.table(entity));
  }

  static DatabaseName ofColumn(String entity, String field) {
    return new DatabaseName(entity, NAMES.column(field));
  }

  /** The name of the field's sequence, if it has one. */
  static Stream<DatabaseName> ofSequence(String entity, Field field) {
    return field.isIdentity()
        ? Stream.of(relation(NAMES.sequence(entity, field.name())))
        : Stream.of();
  }

  static DatabaseName ofKey(String entity) {
    return relation(NAMES.key(entity));
  }

  static DatabaseName ofGroup(String entity, FieldGroup group) {
    return relation(NAMES.group(entity, group));
  }

  static DatabaseName ofEnum(String enumName) {
    return relation(NAMES.enumType(enumName));
  }

  private static DatabaseName relation(String name) {
    return new DatabaseName("", name);
  }
}
