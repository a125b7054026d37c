package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a compatibility view and removes it. The view has the owner of the table, exactly its
 * grants, its defaults and its comments, which only the catalog knows. It has no default for a
 * column that it shows twice: a statement that names the column by its other name would write both.
 */
final class CompatibilityViewSql {
  /**
   * The columns in the order that they have in the table, because statements without a list of
   * columns rely on it; then those by their new names. A view reads the rows of a table with row
   * level security as its owner does, unless it is a {@code security_invoker}.
   */
  private static final String CREATE =
      """

      DECLARE
        base CONSTANT regclass := {base}::regclass;
        columns CONSTANT text := (
          SELECT string_agg(quote_ident(c.name) || coalesce(' AS ' || quote_ident(c.alias), ''), ', '
            ORDER BY c.place, c.number)
          FROM (
            SELECT 1 AS place, a.attnum AS number, a.attname AS name,
              CASE WHEN {both} THEN NULL ELSE n.later END AS alias
            FROM pg_attribute AS a LEFT JOIN (VALUES {names}) AS n (now, later) ON n.now = a.attname
            WHERE a.attrelid = base AND a.attnum > 0 AND NOT a.attisdropped
              AND a.attname <> ALL (ARRAY[{hidden}]::text[])
            UNION ALL
            SELECT 2, a.attnum, a.attname, n.later
            FROM pg_attribute AS a JOIN (VALUES {names}) AS n (now, later) ON n.now = a.attname
            WHERE {both} AND a.attrelid = base) AS c);
        old record;
        each record;
      BEGIN
        SELECT c.relowner, c.relrowsecurity INTO STRICT old FROM pg_class AS c WHERE c.oid = base;
        {aside}
        EXECUTE format('CREATE VIEW {view} %s AS SELECT %s FROM {table}',
          CASE WHEN old.relrowsecurity THEN 'WITH (security_invoker = true)' ELSE '' END, columns);
        IF old.relowner <> (SELECT c.relowner FROM pg_class AS c WHERE c.oid = {name}::regclass) THEN
          EXECUTE format('ALTER VIEW {view} OWNER TO %s', old.relowner::regrole);
        END IF;
        FOR each IN
          SELECT a.grantee FROM pg_class AS c, aclexplode(c.relacl) AS a
          WHERE c.oid = {name}::regclass AND a.grantee <> c.relowner
        LOOP
          EXECUTE format('REVOKE ALL ON {view} FROM %s',
            CASE each.grantee WHEN 0 THEN 'PUBLIC' ELSE each.grantee::regrole::text END);
        END LOOP;
        FOR each IN
          SELECT a.* FROM pg_class AS c, aclexplode(c.relacl) AS a
          WHERE c.oid = base AND a.grantee <> c.relowner
        LOOP
          EXECUTE format('GRANT %s ON {view} TO %s%s', each.privilege_type,
            CASE each.grantee WHEN 0 THEN 'PUBLIC' ELSE each.grantee::regrole::text END,
            CASE WHEN each.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        FOR each IN
          SELECT v.attname AS shown, a.attacl, col_description(base, a.attnum) AS comment,
            CASE WHEN a.attgenerated = '' AND NOT ({both} AND n.now IS NOT NULL)
              THEN pg_get_expr(d.adbin, d.adrelid) END AS value
          FROM pg_attribute AS a
            LEFT JOIN (VALUES {names}) AS n (now, later) ON n.now = a.attname
            JOIN pg_attribute AS v ON v.attrelid = {name}::regclass
              AND v.attname IN (a.attname, n.later) AND v.attnum > 0
            LEFT JOIN pg_attrdef AS d ON d.adrelid = base AND d.adnum = a.attnum
          WHERE a.attrelid = base AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname <> ALL (ARRAY[{hidden}]::text[])
            AND ({both} OR v.attname = coalesce(n.later, a.attname))
        LOOP
          IF each.value IS NOT NULL THEN
            EXECUTE format('ALTER VIEW {view} ALTER COLUMN %I SET DEFAULT %s', each.shown,
              each.value);
          END IF;
          IF each.comment IS NOT NULL THEN
            EXECUTE format('COMMENT ON COLUMN {view}.%I IS %L', each.shown, each.comment);
          END IF;
          FOR old IN SELECT * FROM aclexplode(each.attacl) LOOP
            EXECUTE format('GRANT %s (%I) ON {view} TO %s%s', old.privilege_type, each.shown,
              CASE old.grantee WHEN 0 THEN 'PUBLIC' ELSE old.grantee::regrole::text END,
              CASE WHEN old.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
          END LOOP;
        END LOOP;
        COMMENT ON VIEW {quoted} IS {comment};
      END\
      """;

  private static final Pattern PLACE = Pattern.compile("[{]([a-z]+)[}]");

  private CompatibilityViewSql() {}

  /**
   * Makes the view.
   *
   * @param migration the name of the migration, for the comment of the view
   */
  static void create(CompatibilityView view, String migration, SqlScript script) {
    script.add(
        block(view, migration),
        new Footprint().alters(view.table(), RowAccess.CATALOG).createsIn(view.view().schema()));
  }

  /**
   * Locks the view before the table, as the statements of others do. In the other order, they and
   * the removal could wait for each other.
   */
  static void lock(CompatibilityView view, SqlScript script) {
    script.add(
        sql("LOCK TABLE").table(view.view()).words("IN ACCESS EXCLUSIVE MODE"), locking(view));
  }

  private static Footprint locking(CompatibilityView view) {
    return new Footprint()
        .locks(view.view(), LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG)
        .locks(view.aside(), LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG);
  }

  /** Drops the view and gives the table its name back. */
  static void remove(CompatibilityView view, SqlScript script) {
    script.add(sql("DROP VIEW").table(view.view()), locking(view));
    if (view.isForBoth()) {
      script.add(
          rename(view.aside(), view.table()),
          new Footprint().alters(view.aside(), RowAccess.CATALOG).createsIn(view.table().schema()));
      script.renames(view.aside(), view.table());
    }
  }

  private static SqlBuilder rename(TableName from, TableName to) {
    return sql("ALTER TABLE").table(from).words("RENAME TO").identifier(to.table());
  }

  private static SqlBuilder block(CompatibilityView view, String migration) {
    String quoted = Quoting.table(view.view());
    String names =
        view.columns().isEmpty()
            ? "(NULL::name, NULL::name)"
            : view.columns().entrySet().stream()
                .map(
                    each ->
                        "(%s::name, %s::name)"
                            .formatted(
                                Quoting.string(each.getKey()), Quoting.string(each.getValue())))
                .collect(Collectors.joining(", "));
    Map<String, String> texts =
        Map.of(
            "base",
            Quoting.string(Quoting.table(view.table())),
            "both",
            String.valueOf(view.isForBoth()),
            "names",
            names,
            "hidden",
            Quoting.strings(view.hidden()),
            "aside",
            view.isForBoth() ? rename(view.table(), view.aside()).text() + ";" : "",
            "view",
            inFormat(quoted),
            "table",
            inFormat(Quoting.table(view.aside())),
            "name",
            Quoting.string(quoted),
            "quoted",
            quoted,
            "comment",
            Quoting.string("kizaki: %s expanded".formatted(migration)));
    return sql("DO")
        .string(
            PLACE
                .matcher(CREATE)
                .replaceAll(found -> Matcher.quoteReplacement(texts.get(found.group(1)))));
  }

  /** Inside a string that is a format. */
  private static String inFormat(String text) {
    return text.replace("'", "''").replace("%", "%%");
  }
}
