package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An entity, which is one table.
 *
 * @param table the name of the table; absent if it is the derived one
 * @param fields in the order of their declaration, which is presentation and never compared
 * @param key empty if the schema says so, and between two statements of a plan
 * @param uniques sorted
 * @param indexes sorted; they include those of the reference rule
 * @param references those in the body of the entity, sorted
 * @param checks sorted
 */
public record Entity(
    String name,
    Optional<String> table,
    List<Field> fields,
    Optional<Key> key,
    List<Unique> uniques,
    List<Index> indexes,
    List<EntityReference> references,
    List<Check> checks) {
  private static final Comparator<FieldGroup> BY_FIELDS =
      Comparator.comparing(FieldGroup::text).thenComparing(group -> group.named().orElse(""));

  public Entity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(key, "key");
    String derived = DatabaseNames.CURRENT.derivedTable(name);
    table = table.filter(given -> !given.equals(derived));
    fields = List.copyOf(fields);
    uniques = uniques.stream().distinct().sorted(BY_FIELDS).toList();
    indexes = indexes.stream().distinct().sorted(BY_FIELDS).toList();
    checks = checks.stream().distinct().sorted(Comparator.comparing(Check::sql)).toList();
    references =
        references.stream().distinct().sorted(Comparator.comparing(EntityReference::text)).toList();
  }

  /** An entity without checks. */
  public Entity(
      String name,
      Optional<String> table,
      List<Field> fields,
      Optional<Key> key,
      List<Unique> uniques,
      List<Index> indexes,
      List<EntityReference> references) {
    this(name, table, fields, key, uniques, indexes, references, List.of());
  }

  /** An entity without references in its body and without checks. */
  public Entity(
      String name,
      Optional<String> table,
      List<Field> fields,
      Optional<Key> key,
      List<Unique> uniques,
      List<Index> indexes) {
    this(name, table, fields, key, uniques, indexes, List.of());
  }

  /** An entity without checks whose table has the derived name. */
  public Entity(
      String name,
      List<Field> fields,
      Optional<Key> key,
      List<Unique> uniques,
      List<Index> indexes) {
    this(name, Optional.empty(), fields, key, uniques, indexes);
  }

  /** The field of this name. */
  public Optional<Field> field(String fieldName) {
    for (Field field : fields) { // faster than a stream, and asked for very often
      if (field.name().equals(fieldName)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** The key, the uniques and the indexes. */
  public Stream<FieldGroup> groups() {
    return Stream.of(key.stream(), uniques.stream(), indexes.stream()).flatMap(group -> group);
  }

  /**
   * The group of this entity that a statement means: the statement may not say its name. If there
   * is none, it is the group itself.
   */
  public FieldGroup actual(FieldGroup described) {
    return RecordedNames.find(this, groups().toList(), described, DatabaseNames.CURRENT)
        .orElse(described);
  }

  /** Whether references may point to the field: it is the whole key, or a unique by itself. */
  public boolean isReferable(String fieldName) {
    return isReferable(List.of(fieldName));
  }

  /** Whether references may point to these fields: together they are the key or a unique. */
  public boolean isReferable(List<String> fieldNames) {
    return Stream.concat(key.stream(), uniques.stream())
        .anyMatch(group -> Set.copyOf(group.fields()).equals(Set.copyOf(fieldNames)));
  }

  /**
   * Returns the entity with another name.
   *
   * @param kept the name of its table; empty stands for the derived one
   */
  public Entity withName(String newName, Optional<String> kept) {
    return new Entity(newName, kept, fields, key, uniques, indexes, references, checks);
  }

  /** Returns the entity with another name for its table; empty stands for the derived one. */
  public Entity withTable(Optional<String> newTable) {
    return new Entity(name, newTable, fields, key, uniques, indexes, references, checks);
  }

  public Entity withFields(List<Field> newFields) {
    return new Entity(name, table, newFields, key, uniques, indexes, references, checks);
  }

  public Entity withKey(Optional<Key> newKey) {
    return new Entity(name, table, fields, newKey, uniques, indexes, references, checks);
  }

  public Entity withUniques(List<Unique> newUniques) {
    return new Entity(name, table, fields, key, newUniques, indexes, references, checks);
  }

  public Entity withIndexes(List<Index> newIndexes) {
    return new Entity(name, table, fields, key, uniques, newIndexes, references, checks);
  }

  public Entity withReferences(List<EntityReference> newReferences) {
    return new Entity(name, table, fields, key, uniques, indexes, newReferences, checks);
  }

  public Entity withChecks(List<Check> newChecks) {
    return new Entity(name, table, fields, key, uniques, indexes, references, newChecks);
  }

  /** The check with this expression. */
  public Optional<Check> check(SqlExpression expression) {
    return checks.stream().filter(check -> check.expression().equals(expression)).findFirst();
  }

  /** Returns the entity with the field of this name replaced. */
  public Entity withField(Field replacement) {
    return withFields(
        fields.stream()
            .map(field -> field.name().equals(replacement.name()) ? replacement : field)
            .toList());
  }

  /** Returns the entity with each SQL expression of its fields, indexes and checks replaced. */
  public Entity withExpressions(UnaryOperator<SqlExpression> changed) {
    Entity computed =
        fields.stream().noneMatch(Field::isGenerated)
            ? this
            : withFields(fields.stream().map(each -> each.withExpression(changed)).toList());
    Entity entity =
        checks.isEmpty()
            ? computed
            : computed.withChecks(
                checks.stream()
                    .map(each -> each.withExpression(changed.apply(each.expression())))
                    .toList());
    return groups().allMatch(group -> group.expressions().isEmpty())
        ? entity
        : entity.withIndexes(indexes.stream().map(each -> each.withExpressions(changed)).toList());
  }

  /**
   * Returns the entity with each SQL expression replaced, those of defaults included.
   *
   * @param changed gets the field whose value an expression gives, if it gives one
   */
  public Entity withSql(BiFunction<Optional<Field>, SqlExpression, SqlExpression> changed) {
    Entity entity =
        fields.stream().allMatch(field -> field.sql().isEmpty())
            ? this
            : withFields(
                fields.stream()
                    .map(field -> field.withSql(each -> changed.apply(Optional.of(field), each)))
                    .toList());
    UnaryOperator<SqlExpression> ofNoField = each -> changed.apply(Optional.empty(), each);
    return checks.isEmpty() && groups().allMatch(group -> group.expressions().isEmpty())
        ? entity
        : entity
            .withChecks(
                checks.stream()
                    .map(each -> each.withExpression(ofNoField.apply(each.expression())))
                    .toList())
            .withIndexes(indexes.stream().map(each -> each.withExpressions(ofNoField)).toList());
  }

  /** Whether the entity has an SQL expression. */
  public boolean hasSql() {
    return !checks.isEmpty()
        || fields.stream().anyMatch(field -> field.sql().isPresent())
        || indexes.stream().anyMatch(index -> !index.expressions().isEmpty());
  }

  /**
   * Returns the entity with the field renamed, also in its key, uniques, indexes, checks and
   * references, but not where a reference leads to the field; the texts of its expressions stay.
   */
  public Entity withRenamedField(String from, Field renamed) {
    UnaryOperator<String> names = each -> each.equals(from) ? renamed.name() : each;
    return new Entity(
        name,
        table,
        fields.stream()
            .map(field -> field.name().equals(from) ? renamed : field)
            .map(field -> field.withExpression(each -> each.withFields(names)))
            .toList(),
        key.map(group -> group.renamed(names)),
        uniques.stream().map(group -> group.renamed(names)).toList(),
        indexes.stream().map(group -> group.renamed(names)).toList(),
        references.stream().map(reference -> reference.renamed(names)).toList(),
        checks.stream().map(check -> check.renamed(names)).toList());
  }

  /** Returns the entity with one more field at the end. */
  public Entity plusField(Field added) {
    List<Field> all = new ArrayList<>(fields);
    all.add(added);
    return withFields(all);
  }

  /**
   * The reference rule: a reference field gets an index, unless it is {@code @noIndex}, or the key,
   * a unique or an index of the entity starts with it.
   */
  public boolean needsReferenceIndex(Field field) {
    return field.reference().filter(to -> to.options().indexed()).isPresent()
        && groups().noneMatch(group -> group.startsWith(field.name()));
  }

  /**
   * The reference rule for a reference in the body: it gets an index, unless its fields are the
   * first ones of the key, a unique or an index, in any order.
   */
  public boolean needsReferenceIndex(EntityReference reference) {
    return reference.options().indexed()
        && groups().noneMatch(group -> group.leads(reference.fields()));
  }

  /**
   * Returns the entity with the indexes of the reference rule added, those over most fields first,
   * because one of them can serve a reference with fewer fields.
   */
  public Entity withReferenceIndexes() {
    return withReferenceIndexes(Map.of());
  }

  /**
   * Returns the entity with the indexes of the reference rule added.
   *
   * @param names the names in the database of the indexes of fields, by field
   */
  public Entity withReferenceIndexes(Map<String, String> names) {
    Entity served = this;
    List<EntityReference> longestFirst =
        references.stream()
            .sorted(Comparator.comparing(reference -> -reference.fields().size()))
            .toList();
    for (EntityReference reference : longestFirst) {
      if (served.needsReferenceIndex(reference)) {
        List<Index> more = new ArrayList<>(served.indexes);
        more.add(new Index(reference.fields()));
        served = served.withIndexes(more);
      }
    }
    return served.withIndexesOfFields(names);
  }

  private Entity withIndexesOfFields(Map<String, String> names) {
    List<Index> all = new ArrayList<>(indexes);
    for (Field field : fields) {
      if (needsReferenceIndex(field)) {
        all.add(
            new Index(List.of(field.name()))
                .withNamed(Optional.ofNullable(names.get(field.name()))));
      }
    }
    return withIndexes(all);
  }
}
