package dev.kizaki.engine.faults;

import dev.kizaki.engine.cases.CatalogDump;
import java.sql.SQLException;
import java.util.List;

/**
 * All of a database that two runs must agree on.
 *
 * @param catalog every object of the schema
 * @param rows of all tables but the history, each behind its table's name
 * @param history its rows without times
 */
record DatabaseState(List<String> catalog, List<String> rows, List<String> history) {
  private static final String TABLES =
      """
      select format('select %L || r::text from %I r', relname || ' ', relname)
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> '__kizaki_migration'
      order by 1""";

  private static final String HISTORY =
      """
      select concat_ws(' ', number, name, digest, parent, applied_by, tool_version)
      from __kizaki_migration order by number""";

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
