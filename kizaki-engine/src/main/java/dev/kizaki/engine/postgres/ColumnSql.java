package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.DomainBases;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.ServerFeature;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the parts of a column: its definition, default, identity and nullability. */
final class ColumnSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final OwnedSequenceSql sequences;

  ColumnSql(DatabaseMapping mapping, SqlScript script, OwnedSequenceSql sequences) {
    this.mapping = mapping;
    this.script = script;
    this.sequences = sequences;
  }

  /** {@code "name" type NOT NULL DEFAULT …}, as in CREATE TABLE and ADD COLUMN. */
  String definition(String entity, Field field) {
    return definition(entity, field, !field.nullable(), field.defaultValue());
  }

  String definition(
      String entity, Field field, boolean required, Optional<DefaultValue> defaultValue) {
    FieldType type = mapping.columnType(field);
    SqlBuilder definition =
        sql(mapping.quotedColumn(entity, field.name()))
            .words(mapping.types().sql(type))
            .wordsIf(required, "NOT NULL");
    defaultValue.ifPresent(
        value -> definition.words(generation(entity, field.withDefault(defaultValue), type)));
    return definition.text();
  }

  /** Adds what the default or the expression of a column needs to the footprint of a command. */
  Footprint needed(Field field, Footprint footprint) {
    if (field.generated().filter(DefaultValue.Generated::virtual).isPresent()) {
      footprint.needs(ServerFeature.VIRTUAL_COLUMNS);
    }
    return hasExpression(field.defaultValue()) ? footprint.evaluates() : footprint;
  }

  private static boolean hasExpression(Optional<DefaultValue> value) {
    return value.filter(DefaultValue.Generated.class::isInstance).isPresent()
        || value.filter(DefaultValue.Expression.class::isInstance).isPresent();
  }

  /** The columns of a new table; absent if one of them has no description. */
  Optional<List<DatabaseChange.Column>> all(Entity entity) {
    List<DatabaseChange.Column> all =
        entity.fields().stream()
            .map(
                field -> description(entity.name(), field, !field.nullable(), field.defaultValue()))
            .flatMap(Optional::stream)
            .toList();
    return all.size() == entity.fields().size() ? Optional.of(all) : Optional.empty();
  }

  /**
   * The same as {@link #definition}, as data. Absent if it contains an expression or options of a
   * sequence, or if PostgreSQL would name the column's sequence differently from our rules: its
   * makeObjectName shortens long names.
   */
  Optional<DatabaseChange.Column> description(
      String entity, Field field, boolean required, Optional<DefaultValue> defaultValue) {
    FieldType type = mapping.columnType(field);
    Field column = field.withDefault(defaultValue);
    boolean identity = column.ownsSequence();
    String usualName =
        mapping.table(entity).table() + "_" + mapping.columnName(entity, field.name()) + "_seq";
    if (hasExpression(defaultValue)
        || identity && !column.ownedSequence().get().isPlain()
        || identity && !mapping.sequence(entity, column).table().equals(usualName)) {
      return Optional.empty();
    }
    return Optional.of(
        new DatabaseChange.Column(
            mapping.columnName(entity, field.name()),
            mapping.types().sql(type),
            required,
            identity
                ? Optional.empty()
                : defaultValue.map(value -> mapping.values().ddl(value, type)),
            identity));
  }

  private String generation(String entity, Field field, FieldType type) {
    DefaultValue value = field.defaultValue().orElseThrow();
    if (value instanceof DefaultValue.Generated generated) {
      return sql("GENERATED ALWAYS AS")
          .parenthesized(generated.expression().text())
          .words(generated.virtual() ? "VIRTUAL" : "STORED")
          .text();
    }
    if (field.isIdentity()) {
      return sequences.identity(entity, field);
    }
    return sql("DEFAULT")
        .words(
            field.ownsSequence()
                ? Values.nextValue(mapping.sequence(entity, field))
                : mapping.values().sql(value, type))
        .text();
  }

  void setDefault(String entity, Field field, DefaultValue value) {
    if (value instanceof DefaultValue.OwnedSequence) {
      String next = Values.nextValue(mapping.sequence(entity, field));
      script.add(
          alterColumn(entity, field, sql("SET DEFAULT").words(next).text()),
          altering(entity, RowAccess.CATALOG));
      return;
    }
    FieldType type = mapping.columnType(field);
    String action = sql("SET DEFAULT").words(mapping.values().sql(value, type)).text();
    if (value instanceof DefaultValue.Expression) {
      script.add(
          alterColumn(entity, field, action), altering(entity, RowAccess.CATALOG).evaluates());
      return;
    }
    alter(
        entity,
        field,
        action,
        new DatabaseChange.SetDefault(
            mapping.table(entity),
            mapping.columnName(entity, field.name()),
            mapping.values().ddl(value, type)));
  }

  void dropDefault(String entity, Field field) {
    if (field.isIdentity()) {
      script.add(alterColumn(entity, field, "DROP IDENTITY"), altering(entity, RowAccess.CATALOG));
    } else {
      alter(
          entity,
          field,
          "DROP DEFAULT",
          new DatabaseChange.DropDefault(
              mapping.table(entity), mapping.columnName(entity, field.name())));
    }
  }

  /** The sequences that columns own. */
  OwnedSequenceSql sequences() {
    return sequences;
  }

  /** The column of a table that may have rows takes its numbers from a sequence from now on. */
  void addSequence(String entity, Field field) {
    sequences.add(entity, field, this);
  }

  void setRequired(String entity, Field field) {
    TableName table = mapping.table(entity);
    String column = mapping.columnName(entity, field.name());
    script.add(
        alterColumn(entity, field, "SET NOT NULL"),
        altering(entity, RowAccess.SCAN),
        Optional.of(new DatabaseChange.SetRequired(table, column)),
        table,
        new RequiredColumnSql(script, table, column).steps());
  }

  void dropRequired(String entity, Field field) {
    alter(
        entity,
        field,
        "DROP NOT NULL",
        new DatabaseChange.DropRequired(
            mapping.table(entity), mapping.columnName(entity, field.name())));
  }

  private void alter(String entity, Field field, String action, DatabaseChange ddl) {
    script.add(alterColumn(entity, field, action), altering(entity, RowAccess.CATALOG), ddl);
  }

  private Footprint altering(String entity, RowAccess work) {
    return new Footprint().alters(mapping.table(entity), work);
  }

  /** {@code ALTER TABLE … ALTER COLUMN … action}. */
  SqlBuilder alterColumn(String entity, Field field, String action) {
    return sql("ALTER TABLE")
        .table(mapping.table(entity))
        .words("ALTER COLUMN")
        .identifier(mapping.columnName(entity, field.name()))
        .words(action);
  }

  /**
   * Whether PostgreSQL rewrites the table to add the column, even without a value: its type is a
   * domain with a constraint, or with a default that may differ from row to row.
   */
  boolean isOfLimitedDomain(Field field) {
    if (!(field.type() instanceof FieldType.Native type)) {
      return false;
    }
    Set<String> limited = Set.of();
    for (SqlObject each : mapping.shape().objects()) {
      limited = DomainBases.limited(ObjectScript.of(each.create()), limited);
    }
    List<String> names = SqlTokens.of(type.name()).stream().map(SqlTokens.Token::text).toList();
    String last = names.get(names.size() - 1);
    return !type.array() && limited.contains(last.replace("\"", ""));
  }
}
