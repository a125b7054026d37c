package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key, a unique or an index: fields of one entity, or expressions over them, in order. */
public sealed interface FieldGroup permits Key, Unique, Index {
  /** The kinds of groups. */
  enum Kind {
    KEY,
    UNIQUE,
    INDEX
  }

  Kind kind();

  /** The fields that rows are found by, in order, also those that expressions use for that. */
  List<String> fields();

  /** Further fields whose values the index stores. */
  default List<String> include() {
    return List.of();
  }

  /**
   * The name of its constraint or index in the database. In a snapshot it is present if it is not
   * the derived one. In a compiled schema it is what the schema states; empty leaves it open.
   */
  Optional<String> named();

  /** Returns the group with another name in the database; empty stands for the derived one. */
  FieldGroup withNamed(Optional<String> newNamed);

  /** Whether both say the same, apart from their names in the database. */
  default boolean hasDefinitionOf(FieldGroup other) {
    return withNamed(Optional.empty()).equals(other.withNamed(Optional.empty()));
  }

  /** Whether no two rows can have the same values. */
  boolean isUnique();

  /** Whether nulls are equal to each other; only if it is unique. */
  default boolean nullsNotDistinct() {
    return false;
  }

  /** Whether the group is over the field, or includes it, or uses it in an expression. */
  default boolean contains(String field) {
    return allFields().anyMatch(field::equals);
  }

  /** All fields of the group, also those that are included and those that expressions use. */
  default Stream<String> allFields() {
    return Stream.concat(fields().stream(), include().stream());
  }

  /** Its SQL expressions. */
  default List<SqlExpression> expressions() {
    return List.of();
  }

  /** Whether one of its expressions uses the field. */
  default boolean usesInExpression(String field) {
    return expressions().stream().anyMatch(each -> each.uses(field));
  }

  /**
   * Whether a statement that drops the field drops the group too. What has an expression is dropped
   * by a statement of its own, because its expression does not show that it goes.
   */
  default boolean goesWith(String field) {
    return contains(field) && expressions().isEmpty();
  }

  /** Returns the group with other names of its fields. */
  FieldGroup renamed(UnaryOperator<String> newName);

  /** Returns the group as an element of the entity. */
  SchemaElement element(String entity);

  /** Returns the fields as elements of the entity. */
  default Set<NamedElement> fieldElements(String entity) {
    return allFields()
        .map(field -> SchemaElement.field(entity, field))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the group starts with this field and its index can find rows by this field alone. */
  default boolean startsWith(String field) {
    return fields().get(0).equals(field);
  }

  /** Whether it starts with these fields, in any order, and its index can find rows by them. */
  default boolean leads(List<String> names) {
    return fields().size() >= names.size()
        && Set.copyOf(fields().subList(0, names.size())).equals(Set.copyOf(names));
  }

  /** The elements in order, as plans and schemas write them. */
  default List<String> elementTexts() {
    return fields();
  }

  /** The options that differ from the default, as plans and schemas write them. */
  default List<String> optionTexts() {
    List<String> texts = new ArrayList<>();
    if (!include().isEmpty()) {
      texts.add("include: [" + String.join(", ", include()) + "]");
    }
    if (nullsNotDistinct()) {
      texts.add("nulls: notDistinct");
    }
    return List.copyOf(texts);
  }

  /** Whether it is one field and nothing else is said, so that it can be written at the field. */
  default boolean isFieldAlone() {
    return fields().size() == 1 && elementTexts().equals(fields()) && optionTexts().isEmpty();
  }

  /** Returns {@code named "x"} with a blank before it; empty if the name is open. */
  default String namedText() {
    return named().map(name -> " named \"" + name + "\"").orElse("");
  }

  /** Returns {@code [a, b desc], using: gin}, as plans and schemas write it. */
  default String text() {
    return Stream.concat(
            Stream.of("[" + String.join(", ", elementTexts()) + "]"), optionTexts().stream())
        .collect(Collectors.joining(", "));
  }
}
