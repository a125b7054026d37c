package dev.kizaki.engine.faults;

import dev.kizaki.engine.cases.CatalogDump;
import java.sql.SQLException;
import java.util.List;

/**
 * The part of a database that must be the same after two runs.
 *
 * @param catalog every object of the schema
 * @param rows the rows of all tables except the history table, each after the name of its table,
 *     without the tokens, which are random, and the serial numbers, which may have gaps
 * @param history the rows of the history table without times
 */
record DatabaseState(List<String> catalog, List<String> rows, List<String> history) {
  private static final String TABLES =
      """
      select format('select %L || (to_jsonb(r) - %L - %L)::text
          || case when to_jsonb(r) ->> %3$L is null then %5$L else %6$L end from %4$I r',
        relname || ' ', 'token', 'serial_number', relname, '', ' numbered')
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> '__kizaki_migration'
      order by 1\
      """;

  private static final String HISTORY =
      """
      select concat_ws(' ', number, name, digest, parent, applied_by, tool_version, kept_forms)
      from __kizaki_migration order by number\
      """;

  private static final String HISTORY_NAMES = "select name from __kizaki_migration order by number";

  static DatabaseState of(Observer observer) throws SQLException {
    String everything = String.join(" union all ", observer.column(TABLES));
    return new DatabaseState(
        CatalogDump.of(observer.connection(), "public"),
        everything.isEmpty() ? List.of() : observer.column(everything + " order by 1"),
        hasHistory(observer) ? observer.column(HISTORY) : List.of());
  }

  /** The names of the applied migrations. */
  static List<String> applied(Observer observer) throws SQLException {
    return hasHistory(observer) ? observer.column(HISTORY_NAMES) : List.of();
  }

  private static boolean hasHistory(Observer observer) throws SQLException {
    return observer
        .column("select to_regclass('public.__kizaki_migration') is not null")
        .contains("t");
  }
}
