package dev.kizaki.engine.statements;

import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlTokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Empty copies of the tables of a database, in a schema of their own and in a transaction that is
 * always rolled back. Nobody else sees them. No lock is taken on the tables that readers or writers
 * would wait for.
 */
final class Copies implements AutoCloseable {
  /**
   * Adds the columns that others have added to the tables, with the types only: the statements of
   * the application may use them.
   */
  private static final String COLUMNS_OF_OTHERS =
      """
      SELECT format('ALTER TABLE %I.%I ADD COLUMN %I %s', n.nspname, c.relname, a.attname,
        format_type(a.atttypid, a.atttypmod))
      FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relkind = 'r'
        JOIN pg_class AS t ON t.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
          AND t.relname IN (c.relname, c.relname || '~kz') AND t.relkind IN ('r', 'p')
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ? AND a.attname <> ALL (?) AND a.attname NOT LIKE '%~kz'
        AND NOT EXISTS (SELECT FROM pg_attribute AS b
          WHERE b.attrelid = c.oid AND b.attname = a.attname)
      ORDER BY c.relname, a.attnum\
      """;

  private static final Pattern CHANGES_CONSTRAINT = Pattern.compile(" (RENAME|ALTER) CONSTRAINT ");

  private final Connection connection;
  private final SqlBlocks blocks;
  private final String schema;
  private final String name;
  private final List<String> others;

  /** Whether a foreign key was left out, which later commands may rename or change. */
  private boolean lacksKeys;

  /** How names are found at the moment; absent if neither way. */
  private Optional<Boolean> found = Optional.empty();

  private Copies(Connection connection, String schema, String name, List<String> others) {
    this.connection = connection;
    this.blocks = new SqlBlocks(connection);
    this.schema = schema;
    this.name = name;
    this.others = others;
  }

  /**
   * Makes the schema of the copies.
   *
   * @param connection in a transaction with the settings of a migration
   * @param others the schemas that names are also found in
   */
  static Copies in(Connection connection, Sessions sessions, List<String> others)
      throws SQLException {
    Copies copies =
        new Copies(connection, sessions.schema(), nameIn(connection), List.copyOf(others));
    copies.blocks.run(
        List.of(
            "CREATE SCHEMA " + Quoting.identifier(copies.name),
            "SET LOCAL plan_cache_mode = force_generic_plan",
            "SET LOCAL check_function_bodies = off"));
    return copies;
  }

  /** The name of the schema of the copies in a session. Those of two sessions differ. */
  static String nameIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return "kizaki_copies_%d~kz".formatted(row.getInt(1));
    }
  }

  /** Whether names that the copies do not have are found in the schema of the tables. */
  void find(boolean inSchema) throws SQLException {
    if (found.equals(Optional.of(inSchema))) {
      return;
    }
    try (PreparedStatement set =
        connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
      set.setString(1, path(inSchema));
      set.execute();
    }
    found = Optional.of(inSchema);
  }

  private String path(boolean inSchema) {
    List<String> path = new ArrayList<>(List.of(name));
    if (inSchema) {
      path.add(schema);
    }
    path.addAll(others);
    return Quoting.identifiers(path);
  }

  /** Adds the columns of the tables that no migration has made. */
  void addColumnsOfOthers(Set<String> known) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL search_path = pg_catalog");
    }
    found = Optional.empty();
    List<String> commands = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS_OF_OTHERS)) {
      query.setString(1, schema);
      query.setString(2, name);
      query.setArray(3, connection.createArrayOf("text", known.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          commands.add(rows.getString(1));
        }
      }
    }
    blocks.run(commands);
  }

  /**
   * Carries out commands on the copies. They have no foreign keys to tables of others, because
   * these would lock them; what cannot be done without is left out. So is an object in SQL that
   * cannot be made.
   */
  void run(List<SqlCommand> commands) throws SQLException {
    List<String> together = new ArrayList<>();
    for (SqlCommand command : commands) {
      boolean ofOthers =
          command.locks().stream().anyMatch(lock -> !lock.table().schema().equals(name));
      boolean object = command.cause().statement() instanceof ObjectStatement;
      boolean ofKey = lacksKeys && CHANGES_CONSTRAINT.matcher(command.text()).find();
      if (!object && !ofOthers && !ofKey) {
        together.add(command.text());
      } else {
        runTogether(together);
        together.clear();
        if (object) {
          runObject(command.text());
        } else if (command.text().contains("REFERENCES")) {
          lacksKeys = true;
        } else {
          find(true);
          ifPossible(command.text());
        }
      }
    }
    runTogether(together);
  }

  private void runTogether(List<String> commands) throws SQLException {
    if (!commands.isEmpty()) {
      find(true);
      blocks.run(commands);
    }
  }

  /** Names are found in the schema of the tables only where no table there can be changed. */
  private void runObject(String command) throws SQLException {
    find(false);
    if (!ifPossible(command) && !isOnTable(command)) {
      find(true);
      ifPossible(command);
    }
  }

  /** Whether the command may change a table that it names, or is about the whole database. */
  private static boolean isOnTable(String command) {
    List<String> words =
        SqlTokens.of(command).stream()
            .filter(StatementFile::isSignificant)
            .limit(4)
            .map(token -> token.text().toLowerCase(Locale.ROOT))
            .toList();
    boolean makes = words.stream().findFirst().filter("create"::equals).isPresent();
    return !makes
        || words.contains("trigger")
        || words.contains("rule")
        || words.contains("index")
        || words.contains("statistics");
  }

  private boolean ifPossible(String command) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      blocks.run(List.of(command));
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      connection.rollback(before);
      return false;
    }
  }

  /**
   * Prepares statements for the copies as they are now.
   *
   * @return for each, in the same order, what PostgreSQL says; empty if it accepts it
   */
  List<Optional<Problem>> prepare(List<PreparableStatement> statements) throws SQLException {
    return blocks.prepare(statements).stream()
        .map(each -> each.map(problem -> problem(problem.state(), problem.message())))
        .toList();
  }

  private Problem problem(String state, String message) {
    return new Problem(
        state,
        message
            .replace(Quoting.identifier(name) + ".", "")
            .replace(name + ".", "")
            .lines()
            .findFirst()
            .orElse(""));
  }

  /**
   * Prepares statements that need the schema of the tables too. A name that the copies do not have
   * at the moment must not be found there, so it is taken meanwhile.
   *
   * @param names the names that the copies have at some time
   */
  List<Optional<Problem>> prepareWithOthers(
      List<PreparableStatement> statements, Collection<String> names) throws SQLException {
    if (statements.isEmpty()) {
      return List.of();
    }
    Savepoint before = connection.setSavepoint();
    find(true);
    Set<String> taken = missing(names);
    blocks.run(
        taken.stream()
            .map(each -> "CREATE TYPE %s AS ()".formatted(Quoting.qualified(name, each)))
            .toList());
    List<Optional<Problem>> problems = prepare(statements);
    connection.rollback(before);
    found = Optional.empty();
    return problems.stream().map(each -> each.map(problem -> missing(problem, taken))).toList();
  }

  /** PostgreSQL's message about the type in the place of a table is of no use. */
  private static Problem missing(Problem problem, Set<String> taken) {
    return taken.stream()
        .filter(
            each -> problem.state().equals("42809") && problem.message().contains('"' + each + '"'))
        .findFirst()
        .map(each -> new Problem("42P01", "relation \"%s\" does not exist".formatted(each)))
        .orElse(problem);
  }

  private Set<String> missing(Collection<String> names) throws SQLException {
    Set<String> missing = new TreeSet<>(names);
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT c.relname FROM pg_catalog.pg_class AS c
              JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ?
            UNION ALL SELECT t.typname FROM pg_catalog.pg_type AS t
              JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace WHERE n.nspname = ?
            UNION ALL SELECT p.proname FROM pg_catalog.pg_proc AS p
              JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = ?\
            """)) {
      for (int i = 1; i <= 3; i++) {
        query.setString(i, name);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          missing.remove(rows.getString(1));
        }
      }
    }
    return missing;
  }

  Savepoint mark() throws SQLException {
    return connection.setSavepoint();
  }

  void backTo(Savepoint mark) throws SQLException {
    connection.rollback(mark);
    found = Optional.empty();
  }

  /** Removes everything. */
  @Override
  public void close() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      return; // the server has ended the transaction already
    }
  }
}
