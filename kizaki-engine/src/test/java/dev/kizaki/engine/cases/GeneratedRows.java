package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generates rows for every table of a shape; the same shape gives the same rows. Values are chosen
 * first, so that every key, unique and reference holds. Then one command inserts them all, because
 * PostgreSQL checks references at the end of a command and entities may reference each other in
 * cycles.
 */
final class GeneratedRows {
  private static final int ROWS = 4;

  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final Shape shape;
  private final Set<String> empty;
  private final String schema;

  /** Rows by entity; a row maps fields to values as text. A missing field is null. */
  private final Map<String, List<Map<String, Optional<String>>>> rows = new LinkedHashMap<>();

  private GeneratedRows(Shape shape, Set<String> empty, String schema) {
    this.shape = shape;
    this.empty = empty;
    this.schema = schema;
  }

  /**
   * The SQL that inserts the rows; empty if there are none.
   *
   * @param empty entities that get no rows
   */
  static Optional<String> insert(Shape shape, Set<String> empty, String schema) {
    GeneratedRows generated = new GeneratedRows(shape, empty, schema);
    generated.chooseValues();
    return generated.sql();
  }

  /** The entities that get no rows: the given ones and those that require a row of them. */
  static Set<String> withoutRows(Shape shape, Set<String> empty) {
    GeneratedRows generated = new GeneratedRows(shape, empty, "");
    generated.chooseValues();
    return generated.rows.entrySet().stream()
        .filter(each -> each.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void chooseValues() {
    for (SystemEntity system : shape.systemEntities()) {
      List<Map<String, Optional<String>>> own = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (SystemEntity.KeyColumn each : system.key()) {
          values.put(each.field(), Optional.of(GeneratedValues.of(each.type(), i, List.of())));
        }
        own.add(values);
      }
      rows.put(system.name(), own);
    }
    for (Entity entity : shape.entities()) {
      List<Map<String, Optional<String>>> own = new ArrayList<>();
      for (int i = 0; i < (empty.contains(entity.name()) ? 0 : ROWS); i++) {
        own.add(plainValues(entity, i));
      }
      rows.put(entity.name(), own);
    }
    for (int round = 0; round <= shape.entities().size(); round++) {
      shape.entities().forEach(this::chooseReferences);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Entity entity : shape.entities()) {
        changed |= removeInvalidRows(entity);
      }
    }
  }

  private Map<String, Optional<String>> plainValues(Entity entity, int row) {
    Map<String, Optional<String>> values = new HashMap<>();
    int at = 0;
    for (Field field : entity.fields()) {
      at++;
      if (field.reference().isEmpty() && !field.isGenerated()) {
        boolean isNull = field.nullable() && (row + at) % ROWS == 3;
        values.put(
            field.name(),
            isNull
                ? Optional.empty()
                : Optional.of(GeneratedValues.of(field.type(), row, labels(field))));
      }
    }
    return values;
  }

  private List<String> labels(Field field) {
    return field.enumName().flatMap(shape::enumType).map(EnumType::allLabels).orElse(List.of());
  }

  /** Row n references row n of its target, or the first row if the target has fewer rows. */
  private void chooseReferences(Entity entity) {
    List<Map<String, Optional<String>>> own = rows.get(entity.name());
    int at = 0;
    for (Field field : entity.fields()) {
      at++;
      if (field.type() instanceof FieldType.Reference to && !field.isGenerated()) {
        List<String> targets =
            rows.get(to.entity()).stream()
                .flatMap(row -> row.getOrDefault(to.field(), Optional.empty()).stream())
                .toList();
        for (int row = 0; row < own.size(); row++) {
          boolean isNull = field.nullable() && (row + at) % ROWS == 3;
          Optional<String> target =
              targets.isEmpty() || isNull
                  ? Optional.empty()
                  : Optional.of(targets.get(row % targets.size()));
          own.get(row).put(field.name(), target);
        }
      }
    }
    entity.references().forEach(reference -> chooseReferences(entity, reference));
  }

  /** Null stays null: PostgreSQL does not check a row that has null in one of the fields. */
  private void chooseReferences(Entity entity, EntityReference reference) {
    List<List<Optional<String>>> targets =
        rows.get(reference.target()).stream()
            .map(row -> values(row, reference.targetFields()))
            .filter(values -> values.stream().allMatch(Optional::isPresent))
            .toList();
    List<Map<String, Optional<String>>> own = rows.get(entity.name());
    for (int row = 0; row < own.size() && !targets.isEmpty(); row++) {
      for (int i = 0; i < reference.fields().size(); i++) {
        String name = reference.fields().get(i);
        boolean free =
            entity.field(name).filter(each -> each.reference().isEmpty()).isPresent()
                && (!reference.target().equals(entity.name())
                    || !reference.targetFields().contains(name));
        if (free && own.get(row).getOrDefault(name, Optional.empty()).isPresent()) {
          own.get(row).put(name, targets.get(row % targets.size()).get(i));
        }
      }
    }
  }

  private static List<Optional<String>> values(
      Map<String, Optional<String>> row, List<String> fields) {
    return fields.stream().map(field -> row.getOrDefault(field, Optional.empty())).toList();
  }

  private boolean isValid(EntityReference reference, Map<String, Optional<String>> row) {
    List<Optional<String>> values = values(row, reference.fields());
    return values.stream().anyMatch(Optional::isEmpty)
        || rows.get(reference.target()).stream()
            .anyMatch(target -> values(target, reference.targetFields()).equals(values));
  }

  /** Removes rows that violate a unique, lack a required value, or reference a removed row. */
  private boolean removeInvalidRows(Entity entity) {
    List<Map<String, Optional<String>>> own = rows.get(entity.name());
    int count = own.size();
    entity
        .groups()
        .filter(FieldGroup::isUnique)
        .filter(group -> group.fields().stream().allMatch(each -> isWritten(entity, each)))
        .forEach(
            group -> {
              Set<List<Optional<String>>> seen = new HashSet<>();
              own.removeIf(
                  row -> {
                    List<Optional<String>> values = group.fields().stream().map(row::get).toList();
                    boolean counts =
                        group.nullsNotDistinct() || values.stream().allMatch(Optional::isPresent);
                    return counts && !seen.add(values);
                  });
            });
    own.removeIf(
        row ->
            entity.fields().stream()
                .filter(field -> !field.isGenerated())
                .anyMatch(field -> !isValid(field, row.get(field.name()))));
    own.removeIf(
        row -> entity.references().stream().anyMatch(reference -> !isValid(reference, row)));
    return own.size() < count;
  }

  /** PostgreSQL computes the values of a generated column. */
  private static boolean isWritten(Entity entity, String field) {
    return entity.field(field).filter(each -> !each.isGenerated()).isPresent();
  }

  private boolean isValid(Field field, Optional<String> value) {
    if (value.isEmpty()) {
      return field.nullable();
    }
    return field.reference().isEmpty()
        || rows.get(field.reference().get().entity()).stream()
            .anyMatch(row -> row.get(field.reference().get().field()).equals(value));
  }

  private Optional<String> sql() {
    List<String> inserts = new ArrayList<>();
    for (SystemEntity system : shape.systemEntities()) {
      if (system.key().isEmpty()) {
        continue;
      }
      String table =
          system
              .table()
              .map(from -> Quoting.qualified(from.schema(), from.table()))
              .orElseGet(() -> Quoting.qualified(schema, names.derivedTable(system.name())));
      inserts.add(
          insert(
              table,
              system.key().stream().map(SystemEntity.KeyColumn::column).toList(),
              system.keyFields(),
              system.name()));
    }
    for (Entity entity : shape.entities()) {
      List<Field> written = entity.fields().stream().filter(each -> !each.isGenerated()).toList();
      if (!rows.get(entity.name()).isEmpty()) {
        inserts.add(
            insert(
                Quoting.qualified(schema, names.table(entity)),
                written.stream().map(names::column).toList(),
                written.stream().map(Field::name).toList(),
                entity.name()));
      }
    }
    if (inserts.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + 1 < inserts.size(); i++) {
      out.append(i == 0 ? "WITH i" : ", i").append(i).append(" AS (").append(inserts.get(i));
      out.append(")\n");
    }
    return Optional.of(out.append(inserts.get(inserts.size() - 1)).toString());
  }

  private String insert(String table, List<String> columns, List<String> fields, String name) {
    return "INSERT INTO "
        + table
        + columns.stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"))
        + " OVERRIDING SYSTEM VALUE VALUES "
        + rows.get(name).stream()
            .map(
                row ->
                    fields.stream()
                        .map(field -> row.get(field).map(GeneratedRows::quoted).orElse("NULL"))
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(",\n  "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
