package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The query with which Liquibase finds out whether an adopted migration is to be recorded only. It
 * compares tables, columns, their types and NOT NULL. It does not see the types of enums and of
 * other types that are no ones of PostgreSQL itself, nor defaults, constraints and indexes.
 */
public final class BaselineQuery {
  private static final String QUERY =
      """
      WITH wanted (table_name, column_name, type, required) AS (
        VALUES %2$s
      ), found AS (
        SELECT c.relname::text AS table_name, a.attname::text AS column_name,
          pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
          JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
        WHERE n.nspname = %1$s AND c.relkind IN ('r', 'p')
          AND a.attnum > 0 AND NOT a.attisdropped
          AND c.relname IN (SELECT table_name FROM wanted)
      ), different AS (
        SELECT table_name || '.' || column_name AS name
        FROM wanted AS w FULL JOIN found AS f USING (table_name, column_name)
        WHERE w.required IS DISTINCT FROM f.required OR w.type <> f.type
      )
      SELECT CASE
        WHEN (%3$s) > 0 OR NOT EXISTS (SELECT FROM found) THEN 1
        WHEN NOT EXISTS (SELECT FROM different) THEN 0
        ELSE CAST(%4$s || (SELECT string_agg(name, ', ' ORDER BY name) FROM different) AS integer)
      END\
      """;

  private BaselineQuery() {}

  /**
   * A query that returns 0 if all tables and columns are there, and 1 if none is, or the migration
   * is recorded already. It fails if only a part is there, or with other types; then the message of
   * PostgreSQL lists the columns.
   *
   * @param base the shape before the migration
   * @param schema the PostgreSQL schema that holds the tables
   * @param migration its name
   * @param recorded a query that counts its rows in the history
   */
  public static String of(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      String migration,
      String recorded) {
    Shape shape = Replay.run(base, statements);
    DatabaseMapping mapping = new DatabaseMapping(schema, names, shape, Map.of());
    String wanted =
        shape.entities().stream()
            .flatMap(entity -> entity.fields().stream().map(field -> row(entity, field, mapping)))
            .sorted()
            .collect(Collectors.joining(",\n    "));
    return QUERY.formatted(
        string(schema),
        wanted,
        recorded,
        string(migration + " is in this database only in part, or differs in: "));
  }

  private static String row(Entity entity, Field field, DatabaseMapping mapping) {
    FieldType type = mapping.columnType(field);
    boolean named = type instanceof FieldType.OfEnum || type instanceof FieldType.Native;
    return "(%s, %s, %s, %s)"
        .formatted(
            string(mapping.table(entity.name()).table()),
            string(mapping.columnName(entity, field.name())),
            named ? "NULL::text" : string(mapping.types().sql(type).replace(", ", ",")),
            !field.nullable());
  }
}
