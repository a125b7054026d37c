package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.Requirement;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.StepTable;
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
 * Checks, before the first statement, whether the migrations can be applied: whether the server and
 * the session allow writes, and whether the role has the necessary rights. Reads only the catalog.
 * A right on one column counts as a right on the table, so that no role is refused that might
 * succeed. {@link RowRights} checks which rows the role can see.
 */
public final class Preflight {
  private static final String SESSION =
      """
      select pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean,
        n.oid is null, n.oid is null and not has_database_privilege(current_database(), 'CREATE'),
        current_database(), c.oid is null,
        c.oid is not null and not has_table_privilege(c.oid, 'SELECT'),
        c.oid is not null and not has_table_privilege(c.oid, 'INSERT'),
        current_user,
        c.oid is not null and not exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'kept_forms'),
        (select string_agg(p.privilege, ', ' order by p.place)
          from unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[])
            with ordinality as p (privilege, place)
          where s.oid is not null and not has_table_privilege(s.oid, p.privilege)),
        s.oid is null
      from (values (?, ?, ?)) as wanted (schema_name, table_name, step_name)
        left join pg_namespace n on n.nspname = wanted.schema_name
        left join pg_class c on c.relnamespace = n.oid and c.relname = wanted.table_name
        left join pg_class s on s.relnamespace = n.oid and s.relname = wanted.step_name\
      """;

  /**
   * An object that does not exist needs no right: a migration creates it before it is used. Whether
   * a role may create an extension that only superusers may, the service of a provider decides.
   */
  private static final String MISSING =
      """
      select wanted.kind, wanted.schema_name, wanted.name,
        pg_get_userbyid(case when wanted.kind like '%_SEQUENCE' then s.relowner
          else coalesce(c.relowner, t.typowner) end)
      from unnest(?::text[], ?::text[], ?::text[]) with ordinality
          as wanted (kind, schema_name, name, place)
        join pg_namespace n on n.nspname = wanted.schema_name
        left join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
          and c.relkind in ('r', 'p')
        left join pg_class s on s.relnamespace = n.oid and s.relname = wanted.name
          and s.relkind = 'S'
        left join pg_type t on t.typnamespace = n.oid and t.typname = wanted.name
          and t.typtype = 'e'
      where not case wanted.kind
        when 'CREATE_EXTENSION' then exists (
            select from pg_extension e where e.extname = wanted.name)
          or has_database_privilege(current_database(), 'CREATE')
          or not exists (
            select from pg_available_extension_versions v
              join pg_available_extensions a
                on a.name = v.name and a.default_version = v.version
            where v.name = wanted.name and (v.trusted or not v.superuser))
        when 'USE_SCHEMA' then has_schema_privilege(n.oid, 'USAGE')
        when 'CREATE_IN_SCHEMA' then has_schema_privilege(n.oid, 'CREATE')
        when 'OWN_TABLE' then c.oid is null or pg_has_role(c.relowner, 'USAGE')
        when 'OWN_TYPE' then t.oid is null or pg_has_role(t.typowner, 'USAGE')
        when 'OWN_SEQUENCE' then s.oid is null or pg_has_role(s.relowner, 'USAGE')
        when 'USE_SEQUENCE' then s.oid is null
          or has_sequence_privilege(s.oid, 'USAGE, UPDATE')
        when 'USE_TYPE' then t.oid is null or has_type_privilege(t.oid, 'USAGE')
        when 'REFERENCE_TABLE' then c.oid is null
          or has_any_column_privilege(c.oid, 'REFERENCES')
        when 'UPDATE_TABLE' then c.oid is null or has_any_column_privilege(c.oid, 'UPDATE')
        when 'READ_TABLE' then c.oid is null or has_any_column_privilege(c.oid, 'SELECT')
      end
      order by wanted.place\
      """;

  private static final String UNAVAILABLE =
      """
      select distinct name from unnest(?::text[]) as wanted (name)
      where not exists (select from pg_extension e where e.extname = wanted.name)
        and not exists (select from pg_available_extensions a where a.name = wanted.name)
      order by name\
      """;

  private static final String USE_SCHEMA = "USE_SCHEMA";

  private final Connection connection;
  private final String schema;
  private final Set<String> facts = new LinkedHashSet<>();
  private final Set<String> grants = new LinkedHashSet<>();

  /** The quoted names of the objects that the role owns after the statements in {@link #grants}. */
  private final Set<String> toBeOwned = new LinkedHashSet<>();

  private String role = "";
  private boolean createsHistory;
  private boolean extendsHistory;
  private boolean createsSteps;

  private Preflight(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /**
   * What prevents these migrations from being applied, as lines of a message, with the SQL that
   * grants missing rights. Empty if nothing prevents it.
   *
   * @param stages what their stages need; empty if none has stages
   */
  public static List<String> of(
      Connection connection, String schema, List<SqlMigration> pending, Set<Requirement> stages)
      throws SQLException {
    Preflight preflight = new Preflight(connection, schema);
    preflight.checkSession(true);
    preflight.checkFeatures(pending);
    preflight.checkObjects(pending, stages);
    return preflight.lines();
  }

  public static boolean isMissingRight(SQLException failure) {
    return "42501".equals(failure.getSQLState());
  }

  /**
   * The failure to throw if the role may not read the history table. Without it, the pending
   * migrations are unknown.
   */
  public static UnreadableDatabase historyUnreadable(
      Connection connection, Sessions sessions, SQLException failure) throws SQLException {
    Preflight preflight = new Preflight(connection, sessions.schema());
    preflight.checkSession(false);
    preflight.checkObjects(List.of(), Set.of());
    return new UnreadableDatabase(
        RefusalCode.RIGHTS_MISSING,
        "The history of %s could not be read: %s. Nothing was changed.\n%s"
            .formatted(
                sessions.address(),
                ServerMessage.of(failure).line(),
                String.join("\n", preflight.lines())),
        failure);
  }

  private void checkSession(boolean writes) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SESSION)) {
      statement.setString(1, schema);
      statement.setString(2, AppliedTable.NAME);
      statement.setString(3, StepTable.NAME);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        role = Quoting.identifier(row.getString(9));
        if (writes && row.getBoolean(1)) {
          facts.add("The server is a standby or in recovery. Use the URL of the primary server.");
        } else if (writes && row.getBoolean(2)) {
          facts.add(
              """
              Transactions are read-only (default_transaction_read_only is on). Turn this setting \
              off for the role and for the database, or use another role.\
              """);
        }
        if (writes && row.getBoolean(4)) {
          grant("CREATE", "DATABASE " + Quoting.identifier(row.getString(5)));
        }
        createsHistory = writes && row.getBoolean(6);
        extendsHistory = writes && row.getBoolean(10);
        createsSteps = writes && row.getBoolean(12);
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
        String stages = row.getString(11);
        if (stages != null && (writes || stages.startsWith("SELECT"))) {
          grant(writes ? stages : "SELECT", Quoting.qualified(schema, StepTable.NAME));
        }
      }
    }
  }

  private void checkFeatures(List<SqlMigration> pending) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    pending.stream()
        .flatMap(migration -> migration.steps().stream())
        .filter(SqlCommand.class::isInstance)
        .flatMap(step -> ((SqlCommand) step).features().stream())
        .filter(feature -> feature.major() > major)
        .forEach(
            feature ->
                facts.add(
                    """
                    The server is PostgreSQL %d, but %s needs PostgreSQL %d or newer. Use a newer \
                    server, or delete it from the schema and plan the migration again.\
                    """
                        .formatted(major, feature.words(), feature.major())));
  }

  private void checkObjects(List<SqlMigration> pending, Set<Requirement> stages)
      throws SQLException {
    Set<Requirement> needs = new LinkedHashSet<>();
    if (createsHistory) {
      needs.add(new Requirement(Requirement.Kind.CREATE_IN_SCHEMA, schema, ""));
    }
    if (extendsHistory && !pending.isEmpty()) {
      needs.add(new Requirement(Requirement.Kind.OWN_TABLE, schema, AppliedTable.NAME));
    }
    pending.stream()
        .flatMap(migration -> migration.steps().stream())
        .filter(SqlCommand.class::isInstance)
        .forEach(step -> needs.addAll(((SqlCommand) step).needs()));
    needs.addAll(stages);
    Requirement create = new Requirement(Requirement.Kind.CREATE_IN_SCHEMA, schema, "");
    boolean onlyForSteps = createsSteps && !stages.isEmpty() && needs.add(create);
    checkExtensions(needs);
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
    if (onlyForSteps && grants.contains(granting("CREATE", "SCHEMA " + quotedSchema()))) {
      facts.add(
          """
          Stages are recorded in a table %s, which the role may not create. \
          -Dkizaki.online=never needs none, but blocks those who use the tables.\
          """
              .formatted(StepTable.NAME));
    }
    grants.addAll(
        RowRights.missing(
            connection, role, toBeOwned, new TableName(schema, AppliedTable.NAME), pending));
  }

  /**
   * Requests no other right on an object that the role must own, because an owner has all rights.
   */
  private void readMissing(ResultSet row) throws SQLException {
    List<Requirement> missing = new ArrayList<>();
    while (row.next()) {
      String kind = row.getString(1);
      String object = Quoting.qualified(row.getString(2), row.getString(3));
      if (kind.equals(USE_SCHEMA)) {
        grant("USAGE", "SCHEMA " + Quoting.identifier(row.getString(2)));
      } else if (kind.startsWith("OWN_")) {
        String type = kind.substring("OWN_".length()) + " ";
        toBeOwned.add(object);
        grants.add(
            "ALTER %s%s OWNER TO %s; -- now %s".formatted(type, object, role, row.getString(4)));
      } else {
        missing.add(
            new Requirement(Requirement.Kind.valueOf(kind), row.getString(2), row.getString(3)));
      }
    }
    for (Requirement need : missing) {
      String object = Quoting.qualified(need.schema(), need.name());
      if (!toBeOwned.contains(object)) {
        switch (need.kind()) {
          case CREATE_EXTENSION -> grants.add(createExtension(need) + ";");
          case CREATE_IN_SCHEMA -> grant("CREATE", "SCHEMA " + Quoting.identifier(need.schema()));
          case REFERENCE_TABLE -> grant("REFERENCES", object);
          case UPDATE_TABLE -> grant("UPDATE", object);
          case READ_TABLE -> grant("SELECT", object);
          case USE_TYPE -> grant("USAGE", "TYPE " + object);
          case USE_SEQUENCE -> grant("USAGE", "SEQUENCE " + object);
          default -> throw new IllegalStateException("a right of the owner: " + need);
        }
      }
    }
  }

  /** The command that creates a required extension. */
  static String createExtension(Requirement need) {
    return "CREATE EXTENSION %s WITH SCHEMA %s"
        .formatted(Quoting.identifier(need.name()), Quoting.identifier(need.schema()));
  }

  /** The server must have the files of an extension that does not exist yet. */
  private void checkExtensions(Set<Requirement> needs) throws SQLException {
    String[] wanted =
        needs.stream()
            .filter(need -> need.kind() == Requirement.Kind.CREATE_EXTENSION)
            .map(Requirement::name)
            .toArray(String[]::new);
    try (PreparedStatement statement = connection.prepareStatement(UNAVAILABLE)) {
      statement.setObject(1, wanted);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          facts.add(
              """
              The server does not have the extension %1$s. Ask its administrator to install it, or \
              delete `extension` with this name from the schema and plan the migration again.\
              """
                  .formatted(row.getString(1)));
        }
      }
    }
  }

  private String quotedSchema() {
    return Quoting.identifier(schema);
  }

  private void grant(String right, String object) {
    grants.add(granting(right, object));
  }

  private String granting(String right, String object) {
    return "GRANT %s ON %s TO %s;".formatted(right, object, role);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(facts);
    if (!grants.isEmpty()) {
      lines.add(
          "The role %s lacks rights. A superuser or the owner of these objects can run:"
              .formatted(role));
      grants.forEach(each -> lines.add("  " + each));
    }
    return lines.stream().map(UnsafeCharacters::escapedLines).toList();
  }
}
