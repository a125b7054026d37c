package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives to new columns, indexes and constraints what others have said of those that they replace:
 * rights, comments and settings. Only the catalog knows them. A change of type keeps the same ones;
 * it resets the storage and compression of the column.
 */
final class CarriedSql {
  private static final String COLUMN =
      """

      DECLARE
        old record;
        each record;
      BEGIN
        SELECT a.*, col_description(a.attrelid, a.attnum) AS comment INTO STRICT old
        FROM pg_attribute AS a WHERE a.attrelid = {table}::regclass AND a.attname = {old};
        FOR each IN SELECT * FROM aclexplode(old.attacl) LOOP
          EXECUTE format('GRANT %s (%I) ON {format} TO %s%s', each.privilege_type, {new},
            CASE each.grantee WHEN 0 THEN 'PUBLIC' ELSE each.grantee::regrole::text END,
            CASE WHEN each.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        IF old.attstattarget >= 0 THEN
          EXECUTE format('ALTER TABLE {format} ALTER COLUMN %I SET STATISTICS %s', {new},
            old.attstattarget);
        END IF;
        IF old.attoptions IS NOT NULL THEN
          EXECUTE format('ALTER TABLE {format} ALTER COLUMN %I SET (%s)', {new},
            array_to_string(old.attoptions, ', '));
        END IF;
        IF old.comment IS NOT NULL THEN
          EXECUTE format('COMMENT ON COLUMN {format}.%I IS %L', {new}, old.comment);
        END IF;
      END\
      """;

  private static final String INDEX =
      """

      DECLARE
        old record;
      BEGIN
        SELECT c.reloptions, i.indisclustered, i.indisreplident,
          obj_description(c.oid, 'pg_class') AS comment INTO STRICT old
        FROM pg_class AS c JOIN pg_index AS i ON i.indexrelid = c.oid
        WHERE c.oid = {old}::regclass;
        IF old.reloptions IS NOT NULL THEN
          EXECUTE format('ALTER INDEX {new} SET (%s)', array_to_string(old.reloptions, ', '));
        END IF;
        IF old.indisclustered THEN
          EXECUTE format('ALTER TABLE {format} CLUSTER ON %I', {made});
        END IF;
        IF old.indisreplident THEN
          EXECUTE format('ALTER TABLE {format} REPLICA IDENTITY USING INDEX %I', {made});
        END IF;
        IF old.comment IS NOT NULL THEN
          EXECUTE format('COMMENT ON INDEX {new} IS %L', old.comment);
        END IF;
      END\
      """;

  private static final String CONSTRAINT =
      """

      DECLARE
        comment text := (
          SELECT obj_description(c.oid, 'pg_constraint') FROM pg_constraint AS c
          WHERE c.conrelid = {table}::regclass AND c.conname = {old});
      BEGIN
        IF comment IS NOT NULL THEN
          EXECUTE format('COMMENT ON CONSTRAINT %I ON {format} IS %L', {new}, comment);
        END IF;
      END\
      """;

  private static final String SEQUENCE =
      """

      DECLARE
        each record;
        comment text := obj_description({old}::regclass, 'pg_class');
      BEGIN
        FOR each IN
          SELECT a.* FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE c.oid = {old}::regclass
        LOOP
          EXECUTE format('GRANT %s ON SEQUENCE {new} TO %s%s', each.privilege_type,
            CASE each.grantee WHEN 0 THEN 'PUBLIC' ELSE each.grantee::regrole::text END,
            CASE WHEN each.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        IF comment IS NOT NULL THEN
          EXECUTE format('COMMENT ON SEQUENCE {new} IS %L', comment);
        END IF;
      END\
      """;

  /**
   * Statistics of several columns are dropped with each of them, so they are made again. The
   * columns of an index have names of their own, which do not follow. NOT NULL constraints have
   * names from PostgreSQL 18 on.
   */
  private static final String REPLACE =
      """

      DECLARE
        old smallint[] := ARRAY(
          SELECT attnum FROM pg_attribute
          WHERE attrelid = {table}::regclass AND attname = ANY (ARRAY[{columns}]));
        again text[] := ARRAY(
          SELECT pg_get_statisticsobjdef(s.oid)
            || format('; ALTER STATISTICS %1$I.%2$I OWNER TO %3$s', n.nspname, s.stxname,
              s.stxowner::regrole)
            || CASE WHEN s.stxstattarget >= 0
              THEN format('; ALTER STATISTICS %1$I.%2$I SET STATISTICS %3$s', n.nspname,
                s.stxname, s.stxstattarget) ELSE '' END
            || coalesce(format('; COMMENT ON STATISTICS %1$I.%2$I IS %3$L', n.nspname, s.stxname,
                nullif(obj_description(s.oid, 'pg_statistic_ext'), '')), '')
          FROM pg_statistic_ext AS s JOIN pg_namespace AS n ON n.oid = s.stxnamespace
          WHERE s.stxrelid = {table}::regclass AND EXISTS (
            SELECT FROM pg_depend AS d
            WHERE d.classid = 'pg_statistic_ext'::regclass AND d.objid = s.oid
              AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.stxrelid
              AND d.refobjsubid = ANY (old)));
        required jsonb := (
          SELECT jsonb_object_agg(a.attname, c.conname)
          FROM pg_constraint AS c
            JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
          WHERE c.conrelid = {table}::regclass AND c.contype = 'n' AND a.attnum = ANY (old));
        added text := (
          SELECT string_agg(pg_describe_object(d.classid, d.objid, 0), ', ')
          FROM pg_depend AS d
            LEFT JOIN pg_constraint AS c
              ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid AND c.contype <> 'n'
            LEFT JOIN pg_index AS i
              ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
            LEFT JOIN pg_class AS n ON n.oid = i.indexrelid
          WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = {table}::regclass
            AND d.refobjsubid = ANY (old)
            AND (c.oid IS NOT NULL OR n.oid IS NOT NULL)
            AND coalesce(c.conname, n.relname) <> ALL (ARRAY[{known}]::text[]));
        each record;
        command text;
      BEGIN
        IF added IS NOT NULL THEN
          RAISE EXCEPTION '% was created while the migration was running', added
            USING HINT = 'Drop it before you run the same command again; create it afterwards.';
        END IF;
        ALTER TABLE {quoted} {drops};
        {renames};
        FOR each IN
          SELECT i.indexrelid::regclass AS index, a.attname AS made,
            s.name || substr(a.attname, length(s.made) + 1) AS name
          FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indexrelid
            JOIN (VALUES {names}) AS s (made, name) ON starts_with(a.attname, s.made)
          WHERE i.indrelid = {table}::regclass
        LOOP
          EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', each.index, each.made, each.name);
        END LOOP;
        FOREACH command IN ARRAY again LOOP
          EXECUTE command;
        END LOOP;
        FOR each IN
          SELECT c.conname AS made, required->>(a.attname::text) AS name
          FROM pg_constraint AS c
            JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
          WHERE c.conrelid = {table}::regclass AND c.contype = 'n'
            AND a.attname = ANY (ARRAY[{columns}]) AND required->>(a.attname::text) IS NOT NULL
        LOOP
          IF each.made <> each.name THEN
            EXECUTE format('ALTER TABLE {format} RENAME CONSTRAINT %I TO %I', each.made, each.name);
          END IF;
        END LOOP;
      END\
      """;

  private static final Pattern PLACE = Pattern.compile("[{]([a-z]+)[}]");

  private CarriedSql() {}

  /** From a column to its shadow. */
  static SqlBuilder toShadow(ShadowColumn column) {
    return toColumn(column.table(), column.column(), column.shadow());
  }

  /** From a column to another one of the same table. */
  static SqlBuilder toColumn(TableName table, String old, String made) {
    return block(COLUMN, table, names(old, made));
  }

  /** From an index to another one of the same table. */
  static SqlBuilder toIndex(TableName table, String old, String made) {
    return block(
        INDEX,
        table,
        Map.of(
            "old",
            Quoting.string(Quoting.qualified(table.schema(), old)),
            "new",
            inFormat(Quoting.qualified(table.schema(), made)),
            "made",
            Quoting.string(made)));
  }

  /** From a constraint, if it exists, to another one of the same table. */
  static SqlBuilder toConstraint(TableName table, String old, String made) {
    return block(CONSTRAINT, table, names(old, made));
  }

  /** From a sequence to another one. */
  static SqlBuilder toSequence(TableName old, TableName made) {
    return block(
        SEQUENCE,
        made,
        Map.of("old", Quoting.string(Quoting.table(old)), "new", inFormat(Quoting.table(made))));
  }

  /**
   * Drops columns of one table, and gives their names to the shadow columns.
   *
   * @param known the names of the indexes and constraints of the columns that may be dropped
   */
  static SqlBuilder replace(List<ShadowColumn> columns, Set<String> known) {
    TableName table = columns.get(0).table();
    String drops =
        columns.stream()
            .flatMap(
                each ->
                    each.required()
                        ? Stream.of(each.column())
                        : Stream.of(each.column(), each.failed()))
            .map(each -> "DROP COLUMN " + Quoting.identifier(each))
            .collect(Collectors.joining(", "));
    String renames =
        columns.stream()
            .map(
                each ->
                    sql("ALTER TABLE")
                        .table(table)
                        .words("RENAME COLUMN")
                        .words(each.quotedShadow())
                        .words("TO")
                        .identifier(each.column())
                        .text())
            .collect(Collectors.joining(";\n  "));
    return block(
        REPLACE,
        table,
        Map.of(
            "columns",
            Quoting.strings(columns.stream().map(ShadowColumn::column).toList()),
            "drops",
            drops,
            "known",
            Quoting.strings(new TreeSet<>(known)),
            "renames",
            renames,
            "names",
            columns.stream()
                .map(each -> "(" + Quoting.strings(List.of(each.shadow(), each.column())) + ")")
                .collect(Collectors.joining(", "))));
  }

  private static Map<String, String> names(String old, String made) {
    return Map.of("old", Quoting.string(old), "new", Quoting.string(made));
  }

  private static SqlBuilder block(String body, TableName table, Map<String, String> texts) {
    String quoted = Quoting.table(table);
    Map<String, String> all = new HashMap<>(texts);
    all.put("table", Quoting.string(quoted));
    all.put("quoted", quoted);
    all.put("format", inFormat(quoted));
    return sql("DO")
        .string(
            PLACE
                .matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(all.get(found.group(1)))));
  }

  /** Inside a string that is a format. */
  private static String inFormat(String text) {
    return text.replace("'", "''").replace("%", "%%");
  }
}
