package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.Quoting;

/**
 * Copies the privileges on a column and its comment to the column that replaces it. A setting of
 * the transaction keeps them while there is no such column. The grantor of each privilege becomes
 * the owner of the table.
 */
final class CopiedColumn {
  /** The setting lasts as long as the transaction. */
  static final String TOGETHER = "column ";

  private static final String SETTING = "kizaki.column_";

  private static final String KEPT =
      """
      SELECT pg_catalog.set_config(%1$s, (SELECT pg_catalog.json_build_array(a.attacl::text[], \
      pg_catalog.col_description(a.attrelid, a.attnum))::text FROM pg_catalog.pg_attribute AS a \
      WHERE a.attrelid = %2$s::pg_catalog.regclass AND a.attname = %3$s), true)\
      """;

  private static final String COPY =
"""
DECLARE
  command text;
BEGIN
  FOR command IN
    WITH kept (value) AS (SELECT nullif(pg_catalog.current_setting(%1$s, true), '')::json)
    SELECT pg_catalog.format('GRANT %%s (%%I) ON %%s TO %%s%%s', p.privilege_type, %3$s, %2$s,
      CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE p.grantee::pg_catalog.regrole::text END,
      CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END)
    FROM kept, LATERAL pg_catalog.json_array_elements_text(
        CASE pg_catalog.json_typeof(value -> 0) WHEN 'array' THEN value -> 0 ELSE '[]' END)
        AS e (item), LATERAL pg_catalog.aclexplode(ARRAY[e.item::aclitem]) AS p
    UNION ALL SELECT pg_catalog.format('COMMENT ON COLUMN %%s.%%I IS %%L', %2$s, %3$s, value ->> 1)
    FROM kept WHERE value ->> 1 IS NOT NULL
  LOOP
    EXECUTE command;
  END LOOP;
END\
""";

  private CopiedColumn() {}

  /**
   * The command before the column is dropped.
   *
   * @param ordinal tells the columns of a statement apart
   */
  static String keep(ColumnName column, int ordinal) {
    return formatted(KEPT, column, ordinal);
  }

  /** The command after the column is there again. */
  static String copy(ColumnName column, int ordinal) {
    return "DO " + string(formatted(COPY, column, ordinal));
  }

  private static String formatted(String template, ColumnName column, int ordinal) {
    return template.formatted(
        string(SETTING + ordinal), string(Quoting.table(column.table())), string(column.column()));
  }
}
