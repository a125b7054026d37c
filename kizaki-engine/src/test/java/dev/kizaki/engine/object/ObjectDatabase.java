package dev.kizaki.engine.object;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database with the session of its superuser, and with that of a role that only owns a schema.
 */
final class ObjectDatabase implements AutoCloseable {
  /** What the catalog says about objects of the schema beyond what their texts say. */
  private static final String STATE =
      """
      with things as (
        select tableoid, oid, relname::text as name, relowner as owner, relacl as acl,
          relispopulated::text as state
        from pg_class where relkind in ('v', 'm', 'i') and relnamespace = 's'::regnamespace
        union all
        select tableoid, oid, oid::regprocedure::text, proowner, proacl, null
        from pg_proc where pronamespace = 's'::regnamespace
        union all
        select tableoid, oid, typname, typowner, typacl, null
        from pg_type where typtype in ('d', 'c', 'r') and typcategory <> 'A'
          and typnamespace = 's'::regnamespace
        union all
        select tableoid, oid, tgname, 0, null, tgenabled::text
        from pg_trigger where not tgisinternal
        union all
        select tableoid, oid, rulename, 0, null, ev_enabled::text
        from pg_rewrite where ev_class in (
          select oid from pg_class where relnamespace = 's'::regnamespace) and ev_type <> '1'
        union all
        select tableoid, oid, oprname, oprowner, null, null
        from pg_operator where oprnamespace = 's'::regnamespace
        union all
        select tableoid, oid, castsource::regtype::text, 0, null, null from pg_cast
        where oid >= 16384
      )
      select format('%s %s: %s %s, rights %s, comment %s, columns %s', tableoid::regclass, name,
        case owner when 0 then '' else pg_get_userbyid(owner) end, state,
        (select array_agg(a::text order by a::text) from unnest(acl) a),
        obj_description(oid, tableoid::regclass::text),
        (select string_agg(concat_ws(' ', attname,
            (select array_agg(a::text order by a::text) from unnest(attacl) a),
            col_description(attrelid, attnum)), ', ' order by attnum)
          from pg_attribute where attrelid = t.oid and t.tableoid = 'pg_class'::regclass
            and attnum > 0))
      from things t order by 1
      """;

  private final TestDatabase database;
  private final Connection superuser;
  private final Connection role;
  private final String prefix;

  /** A schema {@code s} with a table {@code task}, owned by the role {@code app}. */
  ObjectDatabase(int major) throws SQLException {
    database = PostgresServers.version(major).freshDatabase();
    superuser = database.connect();
    prefix = database.name() + "_";
    for (String name : List.of("app", "owner", "reader", "giver", "stranger")) {
      asSuperuser("create role \"#%s\" login password 'secret'".formatted(name));
    }
    asSuperuser("grant \"#owner\", \"#giver\" to \"#app\"");
    asSuperuser("create schema s authorization \"#app\"");
    asSuperuser("grant usage, create on schema s to public");
    asSuperuser("set search_path = s");
    role = DriverManager.getConnection(database.jdbcUrl(), named("#app"), "secret");
    asRole("set search_path = s, pg_temp");
    asRole("create table task (id int primary key, title text, done boolean)");
  }

  /** The text with the prefix of the roles instead of {@code #}. */
  String named(String text) {
    return text.replace("#", prefix);
  }

  /** Runs a command as the superuser; {@code #} stands for the prefix of the roles. */
  void asSuperuser(String sql) throws SQLException {
    execute(superuser, named(sql));
  }

  void asRole(String sql) throws SQLException {
    execute(role, named(sql));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in: " + sql, e.getSQLState(), e);
    }
  }

  /** Runs the commands in one transaction of the role, each as one statement. */
  void inTransaction(List<String> commands) throws SQLException {
    inTransaction(role, commands);
  }

  void inTransactionOfSuperuser(List<String> commands) throws SQLException {
    inTransaction(superuser, commands);
  }

  private static void inTransaction(Connection connection, List<String> commands)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String command : commands) {
        execute(connection, command);
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** A line for each object of the schema, without the prefix of the roles. */
  List<String> state() throws SQLException {
    return rows(STATE).stream().map(each -> each.replace(prefix, "#")).toList();
  }

  List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet result = statement.executeQuery(named(query))) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** The role that the session of the role acts as. */
  String roleOfSession() throws SQLException {
    try (Statement statement = role.createStatement();
        ResultSet result = statement.executeQuery("select current_user")) {
      result.next();
      return result.getString(1).replace(prefix, "#");
    }
  }

  @Override
  public void close() throws SQLException {
    role.close();
    superuser.close();
    database.close();
  }
}
