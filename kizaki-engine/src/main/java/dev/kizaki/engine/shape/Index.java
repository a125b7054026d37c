package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An index over fields and expressions. Its identity is all of it: two indexes over the same fields
 * with different options are two indexes.
 *
 * @param elements what it finds rows by, in order
 * @param unique whether it refuses rows with equal values, as a unique does
 * @param nullsNotDistinct whether a unique index regards nulls as equal
 * @param include fields whose values it stores without searching by them
 * @param where the predicate that selects the rows that it contains; empty for all rows
 * @param named see {@link FieldGroup#named}
 */
public record Index(
    List<IndexedValue> elements,
    IndexMethod method,
    boolean unique,
    boolean nullsNotDistinct,
    List<String> include,
    Optional<SqlExpression> where,
    Optional<String> named)
    implements FieldGroup {
  public Index {
    elements = List.copyOf(elements);
    Objects.requireNonNull(method, "method");
    include = List.copyOf(include);
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(named, "named");
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  /** An index without a recorded name. */
  public Index(
      List<IndexedValue> elements,
      IndexMethod method,
      boolean unique,
      boolean nullsNotDistinct,
      List<String> include,
      Optional<SqlExpression> where) {
    this(elements, method, unique, nullsNotDistinct, include, where, Optional.empty());
  }

  /** A B-tree index over these fields without any option. */
  public Index(List<String> fields) {
    this(
        fields.stream().map(IndexedValue::of).toList(),
        IndexMethod.BTREE,
        false,
        false,
        List.of(),
        Optional.empty());
  }

  @Override
  public Kind kind() {
    return Kind.INDEX;
  }

  /** Its fields, and those of its expressions, each once. */
  @Override
  public List<String> fields() {
    return elements.stream().flatMap(each -> each.fields().stream()).distinct().toList();
  }

  @Override
  public Stream<String> allFields() {
    return Stream.of(
            fields().stream(), include.stream(), where.stream().flatMap(to -> to.fields().stream()))
        .flatMap(names -> names)
        .distinct();
  }

  @Override
  public List<SqlExpression> expressions() {
    return Stream.concat(
            elements.stream().flatMap(each -> each.expression().stream()), where.stream())
        .toList();
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  /**
   * Only a B-tree index of all rows with the default operator class finds the rows of a reference.
   */
  @Override
  public boolean startsWith(String field) {
    IndexedValue first = elements.get(0);
    return method == IndexMethod.BTREE
        && where.isEmpty()
        && first.isField(field)
        && first.operatorClass().isEmpty();
  }

  @Override
  public boolean leads(List<String> names) {
    return elements.size() >= names.size()
        && method == IndexMethod.BTREE
        && where.isEmpty()
        && names.stream()
            .allMatch(
                name ->
                    elements.subList(0, names.size()).stream()
                        .anyMatch(each -> each.isField(name) && each.operatorClass().isEmpty()));
  }

  /** Whether it has an operator class that the type of a field does not imply. */
  public boolean namesOperatorClass() {
    return elements.stream().anyMatch(each -> each.operatorClass().isPresent());
  }

  @Override
  public Index renamed(UnaryOperator<String> newName) {
    return new Index(
        elements.stream().map(each -> each.renamed(newName)).toList(),
        method,
        unique,
        nullsNotDistinct,
        include.stream().map(newName).toList(),
        where.map(each -> each.withFields(newName)),
        named);
  }

  /** Returns the index with each expression replaced. */
  public Index withExpressions(UnaryOperator<SqlExpression> changed) {
    return new Index(
        elements.stream().map(each -> each.withExpression(changed)).toList(),
        method,
        unique,
        nullsNotDistinct,
        include,
        where.map(changed),
        named);
  }

  @Override
  public Index withNamed(Optional<String> newNamed) {
    return new Index(elements, method, unique, nullsNotDistinct, include, where, newNamed);
  }

  @Override
  public List<String> elementTexts() {
    return elements.stream().map(IndexedValue::text).toList();
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
    where.ifPresent(each -> texts.add("where: " + each.inspire()));
    return List.copyOf(texts);
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.IndexElement(entity, this);
  }
}
