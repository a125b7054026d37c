package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.qualified;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes enum types. PostgreSQL adds and renames values in place. To remove or reorder values, or
 * to use a value in the transaction that adds it, the type must be recreated (documentation, ALTER
 * TYPE): defaults are dropped, every column changes to the new type by its labels, and defaults are
 * set again. So it is with indexes whose SQL may contain a value.
 */
final class EnumSql {
  private static final String OLD_TYPE = "__kizaki_old_type";

  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final CheckSql constraints;
  private final GroupSql groups;
  private final GeneratedSql generated;
  private final ReferenceSql references;
  private final RowChecks checks;
  private final DependentChecks dependents;
  private final ShadowSql shadows;
  private final ChangedUniques uniques;

  EnumSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      GeneratedSql generated,
      CheckSql constraints,
      ReferenceSql references,
      RowChecks checks,
      DependentChecks dependents,
      ShadowSql shadows) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.constraints = constraints;
    this.groups = groups;
    this.generated = generated;
    this.references = references;
    this.checks = checks;
    this.dependents = dependents;
    this.shadows = shadows;
    this.uniques = new ChangedUniques(mapping, script);
  }

  void create(EnumType enumType) {
    create(mapping.names().enumType(enumType), enumType);
  }

  private void create(String name, EnumType enumType) {
    script.add(
        sql("CREATE TYPE")
            .qualified(mapping.schema(), name)
            .words("AS ENUM")
            .strings(enumType.allLabels()),
        new Footprint().createsIn(mapping.schema()));
  }

  /**
   * @param initial the shape before the migration
   */
  void drop(String name, DatabaseMapping initial) {
    dependents.ofDroppedEnum(name, initial.fieldsOf(name), EnumChecks.namingFields(initial, name));
    script.add(sql("DROP TYPE").words(mapping.types().enumType(name)), altering(name));
  }

  /**
   * Renames the type if its name changes.
   *
   * @param after the enum after the statement
   */
  void rename(EnumType before, EnumType after) {
    String fromType = mapping.names().enumType(before);
    String toType = mapping.names().enumType(after);
    if (!fromType.equals(toType)) {
      script.add(
          sql("ALTER TYPE")
              .qualified(mapping.schema(), fromType)
              .words("RENAME TO")
              .identifier(toType),
          altering(before.name()));
    }
  }

  /** Renames a label if it changes. */
  void renameLabel(String name, String from, String to) {
    if (!from.equals(to)) {
      script.add(
          sql("ALTER TYPE")
              .words(mapping.types().enumType(name))
              .words("RENAME VALUE")
              .string(from)
              .words("TO")
              .string(to),
          altering(name));
    }
  }

  void addValue(AddEnumValue add) {
    SqlBuilder command =
        sql("ALTER TYPE")
            .words(mapping.types().enumType(add.enumName()))
            .words("ADD VALUE")
            .string(mapping.label(add.enumName(), add.value()));
    add.position()
        .ifPresent(
            at ->
                command
                    .words(at.before() ? "BEFORE" : "AFTER")
                    .string(mapping.label(add.enumName(), at.neighbour())));
    script.add(command, altering(add.enumName()));
  }

  private Footprint altering(String name) {
    return new Footprint().altersType(mapping.schema(), mapping.type(name).table());
  }

  /** Recreates the type with these values; rows keep their labels. */
  void rebuild(EnumType after) {
    rebuild(after, Optional.empty(), Optional.empty());
  }

  /** Recreates the type with a value more, which later statements use. */
  void rebuildWith(AddEnumValue add, EnumType after) {
    List<EntityField> all = mapping.fieldsOf(after.name());
    SqlCommand addition = script.apart(() -> addValue(add)).get(0);
    rebuild(after, Optional.empty(), Optional.empty());
    shadows.beginAddition(all, addition);
  }

  /**
   * Recreates the type without a value.
   *
   * @param label the label of the value
   */
  void dropValue(DropEnumValue drop, String label, EnumType after) {
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      String replacement = after.label(other.value());
      stayUnique(label, replacement, after);
      rebuild(after, Optional.of(label), Optional.of(replacement));
    } else {
      mapping.fieldsOf(after.name()).forEach(field -> checks.labelIsUnused(field, drop, label));
      rebuild(after, Optional.empty(), Optional.empty());
    }
  }

  private void stayUnique(String label, String replacement, EnumType after) {
    for (List<EntityField> fields : byEntity(mapping.fieldsOf(after.name())).values()) {
      Entity entity = fields.get(0).entity();
      Map<String, String> values = new HashMap<>();
      fields.forEach(
          each ->
              values.put(
                  each.field().name(),
                  EnumLabels.of(mapping, each)
                      .mapped(Optional.of(label), Optional.of(replacement))
                      .expression()));
      uniques.stayUnique(
          new ChangedUniques.NewValues(entity, values, false, false, Set.of()),
          """
          Before it, write an `update %s` or a `run sql("delete …")` that leaves one row of each\
          """
              .formatted(entity.name()));
    }
  }

  private void rebuild(EnumType after, Optional<String> from, Optional<String> to) {
    List<EntityField> all = mapping.fieldsOf(after.name());
    List<OwnedIndex> indexes = indexes(after, all);
    beginShadows(after, all, labels -> labels.mapped(from, to));
    List<EntityField> naming = EnumChecks.namingFields(mapping, after.name());
    dependents.ofEnum(after.name(), all, naming);
    indexes.forEach(each -> groups.drop(each.entity(), each.index()));
    EnumChecks.of(mapping, after.name())
        .forEach((entity, own) -> own.forEach(check -> constraints.suspend(entity, check)));
    generated.suspendForTypes(all);
    for (EntityField each : naming) {
      if (each.field().isGenerated()) {
        generated.suspend(each.entity(), each.field());
      }
    }
    List<EntityField> fields = all.stream().filter(each -> !each.field().isGenerated()).toList();
    references.suspend(
        fields.stream()
            .flatMap(each -> ForeignKey.of(each.entity(), each.field()).stream())
            .toList());
    references.suspend(references.declaredOver(fields));
    references.suspend(references.throughIncluded(fields));
    List<EntityField> withDefaults =
        Stream.concat(fields.stream(), naming.stream())
            .filter(each -> !each.field().isGenerated())
            .toList();
    for (EntityField each : withDefaults) {
      if (each.field().defaultValue().isPresent()) {
        columns.dropDefault(each.entity().name(), each.field());
      }
    }
    String type = mapping.types().enumType(after.name());
    script.add(
        sql("ALTER TYPE").words(type).words("RENAME TO").identifier(OLD_TYPE),
        altering(after.name()));
    create(after);
    byEntity(fields)
        .values()
        .forEach(own -> alter(own.get(0).entity(), own, type, labels -> labels.mapped(from, to)));
    for (EntityField each : withDefaults) {
      Optional<DefaultValue> value = each.field().defaultValue();
      value.ifPresent(kept -> columns.setDefault(each.entity().name(), each.field(), kept));
    }
    script.add(
        sql(CopiedType.command(type, qualified(mapping.schema(), OLD_TYPE))),
        altering(after.name()));
    script.add(
        sql("DROP TYPE").qualified(mapping.schema(), OLD_TYPE),
        new Footprint().altersType(mapping.schema(), OLD_TYPE));
    indexes.forEach(each -> groups.add(each.entity().name(), each.index()));
  }

  /** The columns of the type can get shadows of another type, which then gets its name. */
  private void beginShadows(
      EnumType type, List<EntityField> all, UnaryOperator<EnumLabels> conversion) {
    if (!EnumChecks.namingFields(mapping, type.name()).isEmpty()) {
      return;
    }
    String name = mapping.names().enumType(type);
    String temporary = DatabaseNames.temporary(name);
    String quoted = qualified(mapping.schema(), temporary);
    List<ShadowColumn> columns = new ArrayList<>();
    for (EntityField each : all) {
      EnumLabels labels = conversion.apply(EnumLabels.of(mapping, each));
      String sqlType = quoted + (labels.array() ? "[]" : "");
      columns.add(
          new ShadowColumn(
              each,
              mapping.table(each.entity().name()),
              mapping.columnName(each.entity().name(), each.field().name()),
              mapping.columnType(each.field()),
              sqlType,
              "(%s)::%s".formatted(labels.expression(), sqlType),
              false,
              !each.field().nullable()));
    }
    shadows.begin(
        columns,
        name,
        script.apart(() -> create(temporary, type)),
        script.apart(() -> replaceType(type, temporary)));
  }

  private void replaceType(EnumType type, String other) {
    String quoted = mapping.types().enumType(type.name());
    script.add(
        sql("ALTER TYPE").words(quoted).words("RENAME TO").identifier(OLD_TYPE),
        altering(type.name()));
    script.add(
        sql("ALTER TYPE")
            .qualified(mapping.schema(), other)
            .words("RENAME TO")
            .identifier(mapping.names().enumType(type)),
        new Footprint().createsIn(mapping.schema()));
    script.add(
        sql(CopiedType.command(quoted, qualified(mapping.schema(), OLD_TYPE))), new Footprint());
    script.add(sql("DROP TYPE").qualified(mapping.schema(), OLD_TYPE), new Footprint());
  }

  private record OwnedIndex(Entity entity, Index index) {}

  /**
   * The indexes that may contain a value of the type in an expression or a predicate: it belongs to
   * the old type, so that PostgreSQL could not create them again.
   */
  private List<OwnedIndex> indexes(EnumType type, List<EntityField> fields) {
    String name = mapping.type(type.name()).table();
    Map<String, List<EntityField>> ofEntity = byEntity(fields);
    List<OwnedIndex> found = new ArrayList<>();
    for (Entity entity : mapping.shape().entities()) {
      entity.indexes().stream()
          .filter(
              index ->
                  index.expressions().stream().anyMatch(each -> each.text().contains(name))
                      || ofEntity.getOrDefault(entity.name(), List.of()).stream()
                          .anyMatch(each -> index.usesInExpression(each.field().name())))
          .forEach(index -> found.add(new OwnedIndex(entity, index)));
    }
    return found;
  }

  /** The fields of each entity, in their order. */
  private static Map<String, List<EntityField>> byEntity(List<EntityField> fields) {
    return fields.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.entity().name(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Changes all columns of a table in one command, so that its rows are rewritten only once. */
  private void alter(
      Entity entity, List<EntityField> fields, String type, UnaryOperator<EnumLabels> conversion) {
    List<String> actions = new ArrayList<>();
    for (EntityField each : fields) {
      Field field = each.field();
      String column = mapping.quotedColumn(entity.name(), field.name());
      EnumLabels labels = conversion.apply(EnumLabels.of(mapping, each));
      String columnType = type + (labels.array() ? "[]" : "");
      actions.add(
          sql("ALTER COLUMN")
              .words(column)
              .words("TYPE")
              .words(columnType)
              .words("USING")
              .words("(%s)::%s".formatted(labels.expression(), columnType))
              .text());
    }
    script.add(
        sql("ALTER TABLE").table(mapping.table(entity.name())).list(actions),
        new Footprint().alters(mapping.table(entity.name()), RowAccess.REWRITE));
  }
}
