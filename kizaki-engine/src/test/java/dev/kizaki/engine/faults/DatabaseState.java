package dev.kizaki.engine.faults;

import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

  static DatabaseState of(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      String everything = String.join(" union all ", column(connection, TABLES));
      return new DatabaseState(
          CatalogDump.of(connection, "public"),
          everything.isEmpty() ? List.of() : column(connection, everything + " order by 1"),
          hasHistory(connection) ? column(connection, HISTORY) : List.of());
    }
  }

  /** The names of the applied migrations. */
  static List<String> applied(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return hasHistory(connection) ? column(connection, HISTORY_NAMES) : List.of();
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    return column(connection, "select to_regclass('public.__kizaki_migration') is not null")
        .contains("t");
  }

  /** The first column of the answer. */
  static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> answer = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        answer.add(row.getString(1));
      }
    }
    return answer;
  }
}
