package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param checks sorted
 */
public record Entity(
    String name,
    Optional<String> table,
    List<Field> fields,
    Optional<Key> key,
    List<Unique> uniques,
    List<Index> indexes,
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
  }

  /** An entity without checks. */
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
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /** The key, the uniques and the indexes. */
  public Stream<FieldGroup> groups() {
    return Stream.of(key.stream(), uniques.stream(), indexes.stream()).flatMap(group -> group);
  }

  /** Whether references may point to the field: it is the whole key, or a unique by itself. */
  public boolean isReferable(String fieldName) {
    return Stream.concat(key.stream(), uniques.stream())
        .anyMatch(group -> group.fields().equals(List.of(fieldName)));
  }

  /**
   * Returns the entity with another name.
   *
   * @param kept the name of its table; empty stands for the derived one
   */
  public Entity withName(String newName, Optional<String> kept) {
    return new Entity(newName, kept, fields, key, uniques, indexes, checks);
  }

  /** Returns the entity with another name for its table; empty stands for the derived one. */
  public Entity withTable(Optional<String> newTable) {
    return new Entity(name, newTable, fields, key, uniques, indexes, checks);
  }

  public Entity withFields(List<Field> newFields) {
    return new Entity(name, table, newFields, key, uniques, indexes, checks);
  }

  public Entity withKey(Optional<Key> newKey) {
    return new Entity(name, table, fields, newKey, uniques, indexes, checks);
  }

  public Entity withUniques(List<Unique> newUniques) {
    return new Entity(name, table, fields, key, newUniques, indexes, checks);
  }

  public Entity withIndexes(List<Index> newIndexes) {
    return new Entity(name, table, fields, key, uniques, newIndexes, checks);
  }

  public Entity withChecks(List<Check> newChecks) {
    return new Entity(name, table, fields, key, uniques, indexes, newChecks);
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

  /** Returns the entity with each SQL expression of its indexes and checks replaced. */
  public Entity withExpressions(UnaryOperator<SqlExpression> changed) {
    Entity entity =
        checks.isEmpty()
            ? this
            : withChecks(
                checks.stream()
                    .map(each -> each.withExpression(changed.apply(each.expression())))
                    .toList());
    return groups().allMatch(group -> group.expressions().isEmpty())
        ? entity
        : entity.withIndexes(indexes.stream().map(each -> each.withExpressions(changed)).toList());
  }

  /**
   * Returns the entity with the field renamed, also in its key, uniques, indexes and checks; the
   * texts of its expressions stay.
   */
  public Entity withRenamedField(String from, Field renamed) {
    UnaryOperator<String> names = each -> each.equals(from) ? renamed.name() : each;
    return new Entity(
        name,
        table,
        fields.stream().map(field -> field.name().equals(from) ? renamed : field).toList(),
        key.map(group -> group.renamed(names)),
        uniques.stream().map(group -> group.renamed(names)).toList(),
        indexes.stream().map(group -> group.renamed(names)).toList(),
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

  /** Returns the entity with the indexes of the reference rule added. */
  public Entity withReferenceIndexes() {
    List<Index> all = new ArrayList<>(indexes);
    for (Field field : fields) {
      if (needsReferenceIndex(field)) {
        all.add(new Index(List.of(field.name())));
      }
    }
    return withIndexes(all);
  }
}
