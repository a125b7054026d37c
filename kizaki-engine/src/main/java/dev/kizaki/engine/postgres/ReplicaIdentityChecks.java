package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Data checks for an index that is the replica identity of its table (documentation, ALTER TABLE,
 * REPLICA IDENTITY). PostgreSQL drops such an index without a word, and then refuses every UPDATE
 * and DELETE of a published table. It refuses null in the index's columns.
 */
final class ReplicaIdentityChecks {
  private static final String INDEX =
      """
      WITH named (name) AS (
        SELECT c.relname::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indisreplident AND i.indrelid = to_regclass(%1$s) AND %2$s
      )
      """;

  private final DatabaseMapping mapping;
  private final SqlScript script;

  ReplicaIdentityChecks(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  /** A key or unique is dropped, and with it its index. */
  void isNotDropped(Entity entity, FieldGroup group) {
    check(
        entity,
        "index that this statement drops",
        group.fields(),
        "c.relname = " + string(mapping.groupName(entity.name(), group)));
  }

  /** A required field can be null from now on, or while the statement fills it. */
  void staysRequired(Entity entity, Field field) {
    check(
        entity,
        "index over " + field.name(),
        List.of(field.name()),
        """
        EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = i.indrelid \
        AND a.attnum = ANY (i.indkey::int2[]) AND a.attname = %s)\
        """
            .formatted(string(mapping.columnName(entity.name(), field.name()))));
  }

  private void check(Entity entity, String index, List<String> fields, String condition) {
    TableName table = mapping.table(entity.name());
    Set<ColumnName> reads = new HashSet<>(Set.of(ColumnName.rowsOf(table)));
    fields.forEach(each -> reads.add(mapping.column(entity.name(), each)));
    String query = INDEX.formatted(string(Quoting.table(table)), condition);
    String problem = "%s is the replica identity of %s".formatted(index, entity.name());
    script.check(
        "replica identity of %s with %s".formatted(entity.name(), String.join(", ", fields)),
        table,
        DataScope.ofColumns(reads),
        new CheckQuery.Dependents(
            query + "SELECT count(*) FROM named",
            new Finding(
                problem,
                problem,
                new RowExamples(query + "SELECT name FROM named", List.of(), "; "),
                """
                Give the table another one before the migration, for example with psql: \
                `ALTER TABLE %s REPLICA IDENTITY DEFAULT`\
                """
                    .formatted(Quoting.table(table)))));
  }
}
