package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An index over fields. Its identity is all of it: two indexes over the same fields with different
 * options are two indexes.
 *
 * @param elements its fields in order
 * @param unique whether it refuses rows with equal values, as a unique does
 * @param nullsNotDistinct whether a unique index regards nulls as equal
 * @param include fields whose values it stores without searching by them
 * @param named see {@link FieldGroup#named}
 */
public record Index(
    List<IndexedField> elements,
    IndexMethod method,
    boolean unique,
    boolean nullsNotDistinct,
    List<String> include,
    Optional<String> named)
    implements FieldGroup {
  public Index {
    elements = List.copyOf(elements);
    Objects.requireNonNull(method, "method");
    include = List.copyOf(include);
    Objects.requireNonNull(named, "named");
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  /** An index without a recorded name. */
  public Index(
      List<IndexedField> elements,
      IndexMethod method,
      boolean unique,
      boolean nullsNotDistinct,
      List<String> include) {
    this(elements, method, unique, nullsNotDistinct, include, Optional.empty());
  }

  /** A B-tree index over these fields without any option. */
  public Index(List<String> fields) {
    this(
        fields.stream().map(IndexedField::of).toList(), IndexMethod.BTREE, false, false, List.of());
  }

  @Override
  public Kind kind() {
    return Kind.INDEX;
  }

  @Override
  public List<String> fields() {
    return elements.stream().map(IndexedField::field).toList();
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  /** Only a B-tree index with the default operator class finds the rows of a reference. */
  @Override
  public boolean startsWith(String field) {
    IndexedField first = elements.get(0);
    return method == IndexMethod.BTREE
        && first.field().equals(field)
        && first.operatorClass().isEmpty();
  }

  @Override
  public boolean leads(List<String> names) {
    return FieldGroup.super.leads(names)
        && method == IndexMethod.BTREE
        && elements.subList(0, names.size()).stream()
            .allMatch(each -> each.operatorClass().isEmpty());
  }

  /** Whether it has an operator class that the type of a field does not imply. */
  public boolean namesOperatorClass() {
    return elements.stream().anyMatch(each -> each.operatorClass().isPresent());
  }

  @Override
  public Index renamed(UnaryOperator<String> newName) {
    return new Index(
        elements.stream().map(each -> each.withField(newName.apply(each.field()))).toList(),
        method,
        unique,
        nullsNotDistinct,
        include.stream().map(newName).toList(),
        named);
  }

  @Override
  public Index withNamed(Optional<String> newNamed) {
    return new Index(elements, method, unique, nullsNotDistinct, include, newNamed);
  }

  @Override
  public List<String> elementTexts() {
    return elements.stream().map(IndexedField::text).toList();
  }

  @Override
  public List<String> optionTexts() {
    List<String> texts = new ArrayList<>();
    if (unique) {
      texts.add("unique: true");
    }
    if (method != IndexMethod.BTREE) {
      texts.add("using: " + method.word());
    }
    texts.addAll(FieldGroup.super.optionTexts());
    return List.copyOf(texts);
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.IndexElement(entity, this);
  }
}
