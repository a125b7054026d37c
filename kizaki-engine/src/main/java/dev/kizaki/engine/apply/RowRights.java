package dev.kizaki.engine.apply;

import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the role can read all rows that a check or a command has to read. PostgreSQL hides rows
 * from a role if row-level security policies apply to it. kizaki's sessions turn that into an error
 * ({@code row_security = off}), because a check that does not see the rows would pass. This class
 * reports the problem before that error occurs.
 */
final class RowRights {
  private static final String STATES =
      """
      select wanted.schema_name, wanted.name, has_any_column_privilege(c.oid, 'SELECT'),
        row_security_active(c.oid), c.relforcerowsecurity, pg_has_role(c.relowner, 'USAGE')
      from unnest(?::text[], ?::text[]) as wanted (schema_name, name)
        join pg_namespace n on n.nspname = wanted.schema_name
        join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
          and c.relkind in ('r', 'p')\
      """;

  /**
   * What the role can do with an existing table.
   *
   * @param readable whether it may read at least one column
   * @param hidden whether policies hide rows from it
   * @param forced whether policies apply to the owner too
   * @param owned whether it has the rights of the owner
   */
  private record State(boolean readable, boolean hidden, boolean forced, boolean owned) {
    boolean isWhole() {
      return readable && !hidden;
    }
  }

  private final Connection connection;
  private final String role;
  private final Set<String> toBeOwned;
  private final Map<TableName, State> states = new LinkedHashMap<>();
  private final Set<String> grants = new LinkedHashSet<>();

  private RowRights(Connection connection, String role, Set<String> toBeOwned) {
    this.connection = connection;
    this.role = role;
    this.toBeOwned = toBeOwned;
  }

  /**
   * The SQL that grants the missing rights.
   *
   * @param role the quoted name of the role
   * @param toBeOwned the quoted names of the tables that the role must own; as the owner it has all
   *     rights on them
   * @param history the history table
   */
  static Set<String> missing(
      Connection connection,
      String role,
      Set<String> toBeOwned,
      TableName history,
      List<SqlMigration> pending)
      throws SQLException {
    RowRights rights = new RowRights(connection, role, toBeOwned);
    rights.collect(history, pending);
    return rights.grants;
  }

  private void collect(TableName history, List<SqlMigration> pending) throws SQLException {
    Set<TableName> ofCommands = ofCommands(pending);
    ofCommands.add(history);
    List<DataCheck> checks =
        CheckSchedule.of(pending).stream()
            .filter(each -> each.time() != CheckSchedule.Time.NEVER)
            .map(CheckSchedule.Entry::check)
            .filter(each -> !(each.probe() instanceof CheckQuery.Dependents))
            .toList();
    Set<TableName> all = new LinkedHashSet<>(ofCommands);
    checks.forEach(each -> all.addAll(read(each)));
    readStates(all);
    ofCommands.forEach(this::liftPolicies);
    for (DataCheck each : checks) {
      List<TableName> lacking =
          read(each).stream()
              .filter(table -> states.containsKey(table) && !states.get(table).isWhole())
              .toList();
      if (!lacking.isEmpty() && mayHaveRows(each.table())) {
        lacking.forEach(this::grantSelect);
        lacking.forEach(this::liftPolicies);
      }
    }
  }

  private static Set<TableName> ofCommands(List<SqlMigration> pending) {
    Set<TableName> tables = new LinkedHashSet<>();
    pending.stream()
        .flatMap(migration -> migration.steps().stream())
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).needs().stream())
        .filter(
            need ->
                need.kind() == Requirement.Kind.READ_TABLE
                    || need.kind() == Requirement.Kind.UPDATE_TABLE)
        .forEach(need -> tables.add(new TableName(need.schema(), need.name())));
    return tables;
  }

  private static Set<TableName> read(DataCheck check) {
    Set<TableName> tables = new LinkedHashSet<>(Set.of(check.table()));
    tables.addAll(check.reads().tables());
    check.reads().columns().stream().map(ColumnName::table).forEach(tables::add);
    return tables;
  }

  private void readStates(Collection<TableName> tables) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATES)) {
      statement.setObject(1, tables.stream().map(TableName::schema).toArray(String[]::new));
      statement.setObject(2, tables.stream().map(TableName::table).toArray(String[]::new));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          states.put(
              new TableName(row.getString(1), row.getString(2)),
              new State(
                  row.getBoolean(3), row.getBoolean(4), row.getBoolean(5), row.getBoolean(6)));
        }
      }
    }
  }

  /**
   * Whether a check of the table runs: the checks of a table without rows are skipped and need no
   * rights.
   */
  private boolean mayHaveRows(TableName table) throws SQLException {
    State state = states.get(table);
    if (state == null || !state.isWhole()) {
      return true;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row =
          statement.executeQuery("select exists (select from " + quoted(table) + ")")) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private void grantSelect(TableName table) {
    if (!states.get(table).readable() && !toBeOwned.contains(quoted(table))) {
      grants.add("GRANT SELECT ON %s TO %s;".formatted(quoted(table), role));
    }
  }

  private void liftPolicies(TableName table) {
    State state = states.get(table);
    if (state == null || !state.hidden()) {
      return;
    }
    boolean owner = state.owned() || toBeOwned.contains(quoted(table));
    if (!owner) {
      grants.add(
          "ALTER ROLE %s BYPASSRLS; -- policies hide rows of %s".formatted(role, quoted(table)));
    } else if (state.forced()) {
      grants.add(
          "ALTER TABLE %s NO FORCE ROW LEVEL SECURITY; -- policies hide rows from its owner"
              .formatted(quoted(table)));
    }
  }

  private static String quoted(TableName table) {
    return Quoting.qualified(table.schema(), table.table());
  }
}
