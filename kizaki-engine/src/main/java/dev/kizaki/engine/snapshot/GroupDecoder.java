package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.WholeSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decodes the keys, uniques and indexes of one entity. */
final class GroupDecoder {
  private final SnapshotProblems problems;
  private final ReferenceChecks checks;
  private final String entity;

  GroupDecoder(SnapshotProblems problems, ReferenceChecks checks, String entity) {
    this.problems = problems;
    this.checks = checks;
    this.entity = entity;
  }

  Key key(JsonValue node) {
    ObjectReader reader = new ObjectReader(problems, node, "a key");
    List<String> fields = reader.names("fields");
    Optional<String> named = end(reader, "a key", fields.size(), fields, List.of());
    return new Key(fields, named);
  }

  Unique unique(JsonValue node) {
    ObjectReader reader = new ObjectReader(problems, node, "a unique");
    List<String> fields = reader.names("fields");
    boolean notDistinct = nullsNotDistinct(reader);
    List<String> include = include(reader);
    Optional<String> named = end(reader, "a unique", fields.size(), fields, include);
    return new Unique(fields, notDistinct, include, named);
  }

  Index index(JsonValue node) {
    ObjectReader reader = new ObjectReader(problems, node, "an index");
    List<IndexedValue> elements = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonValue item : reader.list("fields")) {
      IndexedValue element = element(reader, item);
      element
          .field()
          .filter(field -> !seen.add(field))
          .ifPresent(
              field -> {
                throw problems.at(item.offset(), "\"" + field + "\" occurs twice in this list");
              });
      elements.add(element);
    }
    boolean unique = reader.optional("unique").isPresent() && reader.flag("unique");
    IndexMethod method = reader.optional("using").isPresent() ? method(reader) : IndexMethod.BTREE;
    List<String> include = include(reader);
    boolean notDistinct = nullsNotDistinct(reader);
    Optional<SqlExpression> where =
        reader
            .optional("where")
            .map(
                value -> {
                  ObjectReader predicate = new ObjectReader(problems, value, "a predicate");
                  SqlExpression expression = expression(predicate);
                  predicate.refuseUnknown();
                  return expression;
                });
    Optional<String> named = end(reader, "an index", elements.size(), List.copyOf(seen), include);
    return new Index(elements, method, unique, notDistinct, include, where, named);
  }

  private IndexedValue element(ObjectReader index, JsonValue node) {
    if (!(node instanceof JsonValue.ObjectNode)) {
      return IndexedValue.of(index.name(node, "each of \"fields\""));
    }
    ObjectReader reader = new ObjectReader(problems, node, "a field of an index");
    IndexedValue value =
        reader.optional("sql").isPresent()
            ? IndexedValue.of(expression(reader))
            : IndexedValue.of(reader.name("field"));
    Optional<String> operatorClass =
        reader.optional("ops").isPresent() ? Optional.of(operatorClass(reader)) : Optional.empty();
    boolean descending =
        reader.optional("order").isPresent() && oneOf(reader, "order", List.of("desc")) != null;
    boolean nullsFirst =
        reader.optional("nulls").isPresent()
            ? oneOf(reader, "nulls", List.of("first", "last")).equals("first")
            : descending;
    reader.refuseUnknown();
    return value.ordered(descending, nullsFirst).withOperatorClass(operatorClass);
  }

  /**
   * An expression. Its fields follow from its text, so that a snapshot that states other ones is
   * not what kizaki writes.
   */
  private SqlExpression expression(ObjectReader reader) {
    String text = reader.text("sql");
    WholeSql.problemOfExpression(text)
        .ifPresent(
            problem -> {
              throw problems.at(reader.required("sql").offset(), problem);
            });
    reader.names("fields");
    return EntityExpressions.unresolved(text);
  }

  private String operatorClass(ObjectReader reader) {
    String text = reader.text("ops");
    if (!IndexedValue.isOperatorClass(text)) {
      throw problems.at(
          reader.required("ops").offset(),
          JsonString.quote(text) + " is not the name of an operator class");
    }
    return text;
  }

  private IndexMethod method(ObjectReader reader) {
    String word = reader.text("using");
    return IndexMethod.ofWord(word)
        .orElseThrow(
            () ->
                problems.at(
                    reader.required("using").offset(),
                    "there is no index method " + JsonString.quote(word)));
  }

  private static List<String> include(ObjectReader reader) {
    return reader.optional("include").isPresent() ? reader.names("include") : List.of();
  }

  private boolean nullsNotDistinct(ObjectReader reader) {
    return reader.optional("nulls").isPresent()
        && oneOf(reader, "nulls", List.of("notDistinct")) != null;
  }

  private String oneOf(ObjectReader reader, String member, List<String> known) {
    String text = reader.text(member);
    if (!known.contains(text)) {
      throw problems.at(
          reader.required(member).offset(),
          "\"%s\" cannot be %s".formatted(member, JsonString.quote(text)));
    }
    return text;
  }

  /** Returns the name in the database. */
  private Optional<String> end(
      ObjectReader reader,
      String description,
      int elements,
      List<String> fields,
      List<String> include) {
    String name = reader.databaseName("name");
    reader.refuseUnknown();
    int offset = reader.required("fields").offset();
    if (elements == 0) {
      throw problems.at(offset, description + " must have at least one field");
    }
    checks.fieldsExist(offset, entity, fields);
    checks.fieldsExist(offset, entity, include);
    return Optional.of(name);
  }
}
