package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries that a run has sent to a database, from the server's log, with the values of their
 * parameters. Repeating them tells how long a client takes that only reads the same rows.
 *
 * @param queries the texts, in order
 */
record LoggedReads(List<String> queries) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:LOG:  (?:execute [^:]+|statement): |DETAIL:  [Pp]arameters: )(.*)", Pattern.DOTALL);
  private static final Pattern VALUE =
      Pattern.compile("\\$(\\d+) = ('[^']*+(?:''[^']*+)*+'|NULL)", Pattern.DOTALL);

  LoggedReads {
    queries = List.copyOf(queries);
  }

  /** Runs this work, and takes what it has read. */
  static LoggedReads of(TestDatabase database, Rounds.Work work) throws Exception {
    String marker = "~" + database.name() + "~";
    set(database, "ALTER SYSTEM SET log_line_prefix = '~%d~'", "SELECT pg_reload_conf()");
    set(database, "ALTER DATABASE %s SET log_statement = 'all'".formatted(database.name()));
    try {
      work.run();
    } finally {
      set(database, "ALTER DATABASE %s RESET log_statement".formatted(database.name()));
    }
    List<String> queries = new ArrayList<>();
    for (String entry : Files.readString(log(database), StandardCharsets.UTF_8).split("\n(?=~)")) {
      Matcher matcher =
          ENTRY.matcher(entry.startsWith(marker) ? entry.substring(marker.length()) : "");
      if (matcher.matches()) {
        add(queries, entry, matcher.group(1));
      }
    }
    queries.removeIf(
        query -> !query.strip().toUpperCase(Locale.ROOT).matches("(?s)(SELECT|WITH)\\b.*"));
    return new LoggedReads(queries);
  }

  private static void add(List<String> queries, String entry, String text) {
    if (!entry.contains("DETAIL:  ")) {
      queries.add(text);
      return;
    }
    Map<Integer, String> values = new TreeMap<>(Comparator.reverseOrder()); // $10 before $1
    VALUE
        .matcher(text)
        .results()
        .forEach(each -> values.put(Integer.valueOf(each.group(1)), each.group(2)));
    String query = queries.remove(queries.size() - 1);
    for (Map.Entry<Integer, String> value : values.entrySet()) {
      query = query.replace("$" + value.getKey(), value.getValue());
    }
    queries.add(query);
  }

  /** Reads all rows and columns, in one transaction, and returns the number of rows. */
  long repeat(TestDatabase database) throws SQLException {
    long rows = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET search_path = pg_catalog");
      for (String query : queries) {
        try (ResultSet row = statement.executeQuery(query)) {
          int columns = row.getMetaData().getColumnCount();
          for (; row.next(); rows++) {
            for (int column = 1; column <= columns; column++) {
              row.getString(column);
            }
          }
        }
      }
    }
    return rows;
  }

  private static void set(TestDatabase database, String... commands) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static Path log(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      return Path.of(row.getString(1)).resolveSibling("server.log");
    }
  }
}
