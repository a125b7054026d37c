package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks, before the first statement, for all that would keep migrations from being applied: a
 * server or a session that cannot be written to, and rights that the role lacks. Reads only the
 * catalog. Rights on single columns count for their table, so that nobody is refused who might
 * succeed. What rows it sees is a matter of its own ({@link RowRights}).
 */
public final class Preflight {
  private static final String SESSION =
      """
      select pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean,
        n.oid is null, n.oid is null and not has_database_privilege(current_database(), 'CREATE'),
        current_database(), c.oid is null,
        c.oid is not null and not has_table_privilege(c.oid, 'SELECT'),
        c.oid is not null and not has_table_privilege(c.oid, 'INSERT'),
        current_user
      from (values (?, ?)) as wanted (schema_name, table_name)
        left join pg_namespace n on n.nspname = wanted.schema_name
        left join pg_class c on c.relnamespace = n.oid and c.relname = wanted.table_name\
      """;

  /** What is not there is made by a migration before it is needed. */
  private static final String MISSING =
      """
      select wanted.kind, wanted.schema_name, wanted.name,
        pg_get_userbyid(coalesce(c.relowner, t.typowner))
      from unnest(?::text[], ?::text[], ?::text[]) with ordinality
          as wanted (kind, schema_name, name, place)
        join pg_namespace n on n.nspname = wanted.schema_name
        left join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
          and c.relkind in ('r', 'p')
        left join pg_type t on t.typnamespace = n.oid and t.typname = wanted.name
          and t.typtype = 'e'
      where not case wanted.kind
        when 'USE_SCHEMA' then has_schema_privilege(n.oid, 'USAGE')
        when 'CREATE_IN_SCHEMA' then has_schema_privilege(n.oid, 'CREATE')
        when 'OWN_TABLE' then c.oid is null or pg_has_role(c.relowner, 'USAGE')
        when 'OWN_TYPE' then t.oid is null or pg_has_role(t.typowner, 'USAGE')
        when 'USE_TYPE' then t.oid is null or has_type_privilege(t.oid, 'USAGE')
        when 'REFERENCE_TABLE' then c.oid is null
          or has_any_column_privilege(c.oid, 'REFERENCES')
        when 'UPDATE_TABLE' then c.oid is null or has_any_column_privilege(c.oid, 'UPDATE')
        when 'READ_TABLE' then c.oid is null or has_any_column_privilege(c.oid, 'SELECT')
      end
      order by wanted.place\
      """;

  private static final String USE_SCHEMA = "USE_SCHEMA";

  private final Connection connection;
  private final String schema;
  private final Set<String> facts = new LinkedHashSet<>();
  private final Set<String> grants = new LinkedHashSet<>();

  /** Quoted: what the role would own once the grants have been run. */
  private final Set<String> toBeOwned = new LinkedHashSet<>();

  private String role = "";
  private boolean makesHistory;

  private Preflight(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /**
   * What is missing for these migrations, in lines for people, the SQL that would help among them;
   * nothing when all is well.
   */
  public static List<String> of(Connection connection, String schema, List<SqlMigration> pending)
      throws SQLException {
    Preflight preflight = new Preflight(connection, schema);
    preflight.lookAtSession(true);
    preflight.lookAtObjects(pending);
    return preflight.lines();
  }

  public static boolean isMissingRight(SQLException failure) {
    return "42501".equals(failure.getSQLState());
  }

  /** What to say when a right is missing to read the history, and so to know what is pending. */
  public static UnreadableDatabase historyUnreadable(
      Connection connection, Sessions sessions, SQLException failure) throws SQLException {
    Preflight preflight = new Preflight(connection, sessions.schema());
    preflight.lookAtSession(false);
    preflight.lookAtObjects(List.of());
    return new UnreadableDatabase(
        "The history of "
            + sessions.address()
            + " could not be read: "
            + ServerMessage.of(failure).line()
            + ". Nothing was changed.\n"
            + String.join("\n", preflight.lines()),
        failure);
  }

  private void lookAtSession(boolean writes) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SESSION)) {
      statement.setString(1, schema);
      statement.setString(2, AppliedTable.NAME);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        role = Quoting.identifier(row.getString(9));
        if (writes && row.getBoolean(1)) {
          facts.add("The server is a standby or in recovery. Use the URL of the primary server.");
        } else if (writes && row.getBoolean(2)) {
          facts.add(
              "Transactions are read-only (default_transaction_read_only is on). Use a role, or"
                  + " settings of the database, without it.");
        }
        if (writes && row.getBoolean(4)) {
          grant("CREATE", "DATABASE " + Quoting.identifier(row.getString(5)));
        }
        makesHistory = writes && row.getBoolean(6);
        List<String> history = new ArrayList<>();
        if (row.getBoolean(7)) {
          history.add("SELECT");
        }
        if (writes && row.getBoolean(8)) {
          history.add("INSERT");
        }
        if (!history.isEmpty()) {
          grant(String.join(", ", history), Quoting.qualified(schema, AppliedTable.NAME));
        }
      }
    }
  }

  private void lookAtObjects(List<SqlMigration> pending) throws SQLException {
    Set<Requirement> needs = new LinkedHashSet<>();
    if (makesHistory) {
      needs.add(new Requirement(Requirement.Kind.CREATE_IN_SCHEMA, schema, ""));
    }
    pending.stream()
        .flatMap(migration -> migration.steps().stream())
        .filter(SqlCommand.class::isInstance)
        .forEach(step -> needs.addAll(((SqlCommand) step).needs()));
    Set<String> schemas = new LinkedHashSet<>(List.of(schema));
    needs.forEach(need -> schemas.add(need.schema()));
    List<String[]> wanted = new ArrayList<>();
    schemas.forEach(each -> wanted.add(new String[] {USE_SCHEMA, each, ""}));
    needs.forEach(
        need -> wanted.add(new String[] {need.kind().name(), need.schema(), need.name()}));
    try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
      for (int column = 0; column < 3; column++) {
        int part = column;
        statement.setObject(
            column + 1, wanted.stream().map(each -> each[part]).toArray(String[]::new));
      }
      try (ResultSet row = statement.executeQuery()) {
        readMissing(row);
      }
    }
    grants.addAll(
        RowRights.missing(
            connection, role, toBeOwned, new TableName(schema, AppliedTable.NAME), pending));
  }

  /** An owner has all other rights. */
  private void readMissing(ResultSet row) throws SQLException {
    List<Requirement> missing = new ArrayList<>();
    while (row.next()) {
      String kind = row.getString(1);
      String object = Quoting.qualified(row.getString(2), row.getString(3));
      if (kind.equals(USE_SCHEMA)) {
        grant("USAGE", "SCHEMA " + Quoting.identifier(row.getString(2)));
      } else if (kind.startsWith("OWN_")) {
        String type = kind.equals(Requirement.Kind.OWN_TYPE.name()) ? "TYPE " : "TABLE ";
        toBeOwned.add(object);
        grants.add("ALTER " + type + object + " OWNER TO " + role + "; -- now " + row.getString(4));
      } else {
        missing.add(
            new Requirement(Requirement.Kind.valueOf(kind), row.getString(2), row.getString(3)));
      }
    }
    for (Requirement need : missing) {
      String object = Quoting.qualified(need.schema(), need.name());
      if (!toBeOwned.contains(object)) {
        switch (need.kind()) {
          case CREATE_IN_SCHEMA -> grant("CREATE", "SCHEMA " + Quoting.identifier(need.schema()));
          case REFERENCE_TABLE -> grant("REFERENCES", object);
          case UPDATE_TABLE -> grant("UPDATE", object);
          case READ_TABLE -> grant("SELECT", object);
          case USE_TYPE -> grant("USAGE", "TYPE " + object);
          default -> throw new IllegalStateException("is a matter of owners: " + need);
        }
      }
    }
  }

  private void grant(String right, String object) {
    grants.add("GRANT " + right + " ON " + object + " TO " + role + ";");
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(facts);
    if (!grants.isEmpty()) {
      lines.add("The role " + role + " lacks rights. A superuser, or who owns these, can run:");
      grants.forEach(each -> lines.add("  " + each));
    }
    return lines.stream().map(UnsafeCharacters::escapedLines).toList();
  }
}
