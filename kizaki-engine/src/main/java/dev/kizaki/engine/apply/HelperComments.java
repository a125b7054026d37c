package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.Quoting.string;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Comments on the objects that exist only while a migration runs in stages, so that whoever meets
 * one knows what it is. An index that is built concurrently gets none, because a comment needs a
 * lock on the index.
 */
final class HelperComments {
  /**
   * {@code %1$s} is the comment, {@code %2$s} the schema. What gets its final name loses the
   * comment again.
   */
  private static final String COMMANDS =
      """
      DECLARE
        command text;
      BEGIN
        FOR command IN
          WITH own (oid, transaction, note) AS (
            SELECT n.oid, pg_catalog.pg_current_xact_id()::pg_catalog.xid, %1$s
            FROM pg_catalog.pg_namespace AS n WHERE n.nspname = %2$s),
          tables (oid) AS (
            SELECT c.oid FROM own, pg_catalog.pg_class AS c
            WHERE c.relnamespace = own.oid AND c.relkind = 'r'),
          object (place, class, oid, part, name, changed) AS (
            SELECT pg_catalog.format('COLUMN %%s.%%I', c.oid::pg_catalog.regclass, a.attname),
              'pg_class', c.oid, a.attnum, a.attname, a.xmin
            FROM tables AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            WHERE a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT pg_catalog.format('CONSTRAINT %%I ON %%s', k.conname, c.oid::pg_catalog.regclass),
              'pg_constraint', k.oid, 0, k.conname, k.xmin
            FROM tables AS c JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
            UNION ALL
            SELECT pg_catalog.format('TRIGGER %%I ON %%s', t.tgname, c.oid::pg_catalog.regclass),
              'pg_trigger', t.oid, 0, t.tgname, t.xmin
            FROM tables AS c JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
            UNION ALL
            SELECT pg_catalog.format('FUNCTION %%s', p.oid::pg_catalog.regprocedure),
              'pg_proc', p.oid, 0, p.proname, p.xmin
            FROM own, pg_catalog.pg_proc AS p WHERE p.pronamespace = own.oid)
          SELECT pg_catalog.format('COMMENT ON %%s IS %%L', o.place,
            CASE WHEN d.description IS NULL THEN own.note END)
          FROM own, object AS o
            LEFT JOIN pg_catalog.pg_description AS d
              ON d.classoid = ('pg_catalog.' || o.class)::pg_catalog.regclass
              AND d.objoid = o.oid AND d.objsubid = o.part
          WHERE o.changed = own.transaction
            AND CASE WHEN pg_catalog.right(o.name::text, 3) = '~kz' THEN d.description IS NULL
              ELSE d.description = own.note END
        LOOP
          EXECUTE command;
        END LOOP;
      END\
      """;

  private HelperComments() {}

  /**
   * Writes the comments on what the open transaction has made, and removes those on what it has
   * given its final name.
   *
   * @param migration the name of the migration
   */
  static void write(Connection connection, String schema, String migration) throws SQLException {
    String note = "kizaki needs this while migration %s is in progress".formatted(migration);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("DO " + string(COMMANDS.formatted(string(note), string(schema))));
    }
  }
}
