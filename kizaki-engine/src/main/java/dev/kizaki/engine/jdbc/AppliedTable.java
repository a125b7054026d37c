package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.sql.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The history table: one row for each migration that the database has gone through. */
public final class AppliedTable {
  public static final String NAME = HistoryTable.NAME;

  /** The schema is there, the table is there, and either of them while it is being committed. */
  private static final Set<String> MADE_BY_ANOTHER = Set.of("42P06", "42P07", "23505");

  /** Once for the schema, once for the table, and then it must be there. */
  private static final int MOST_TRIES = 3;

  /** What {@link #COLUMNS_FOUND} answers for a table that is ours. */
  private static final String COLUMNS =
      HistoryTable.columns().stream()
          .map(each -> each.name() + " " + each.type() + (each.required() ? " not null" : ""))
          .collect(Collectors.joining(", "));

  private static final String DEFINITION =
      "create table %s (" + COLUMNS + ", constraint \"" + NAME + "_pkey\" primary key (number))";

  private static final String COLUMNS_FOUND =
      """
      select coalesce(string_agg(
          quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            || case when a.attnotnull then ' not null' else '' end,
          ', ' order by a.attnum), '')
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = ? and c.relname = ?
      group by c.oid\
      """;

  private static final String READ =
      """
      select number, name, digest, parent, applied_at, applied_by, duration_ms, tool_version
      from %s order by number\
      """;

  private static final String ADD =
      """
      insert into %s
        (number, name, digest, parent, applied_at, applied_by, duration_ms, tool_version)
      values (?, ?, ?, ?, clock_timestamp(), session_user, ?, ?)\
      """;

  /** How many parameters {@link #insert} has. */
  public static final int INSERT_PARAMETERS = 6;

  private final String schema;
  private final String table;

  public AppliedTable(String schema) {
    this.schema = schema;
    this.table = Quoted.name(schema, NAME);
  }

  /** The table's name, quoted, for messages and commands. */
  public String quotedName() {
    return table;
  }

  /** The command that adds a row: number, name, digest, parent, duration, version of the tool. */
  public String insert() {
    return ADD.formatted(table);
  }

  /**
   * Makes the schema and the table where they are missing. Only the holder of the lock may: two
   * that create it at once fail on PostgreSQL's own catalog. The other one may still be there, as
   * the last word of an applier that was killed; then what it made is used.
   *
   * @param connection in autocommit
   * @throws Refusal when PostgreSQL does not let the role
   * @throws SQLException when the connection is lost
   */
  public void createIfAbsent(Connection connection) throws SQLException {
    int tries = 0;
    while (!exists(connection)) {
      create(connection, ++tries < MOST_TRIES);
    }
  }

  /**
   * @param again whether it is no matter if another one was faster
   */
  private void create(Connection connection, boolean again) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // IF NOT EXISTS would ask for the right to create schemas even where there is one.
      boolean makesSchema = !schemaExists(connection);
      // An event trigger of others may look for names as it does at a migration's commands.
      statement.execute("set search_path = " + SessionSettings.schemaPath(schema));
      if (makesSchema) {
        statement.execute("create schema " + Quoted.name(schema));
      }
      statement.execute(DEFINITION.formatted(table));
      statement.execute("set search_path = " + SessionSettings.CATALOG_PATH);
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      if (again && MADE_BY_ANOTHER.contains(e.getSQLState())) {
        return;
      }
      throw new Refusal(
          "The history table "
              + Printable.text(table)
              + " could not be created: "
              + ServerMessage.of(e).line()
              + ".",
          e);
    }
  }

  private boolean schemaExists(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select from pg_namespace where nspname = ?")) {
      statement.setString(1, schema);
      return statement.executeQuery().next();
    }
  }

  /**
   * The rows by number, none where the table is absent. Creates nothing. Texts that no migration
   * has are fit for messages all the same.
   */
  public List<AppliedMigration> read(Connection connection) throws SQLException {
    List<AppliedMigration> rows = new ArrayList<>();
    if (!exists(connection)) {
      return rows;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(READ.formatted(table))) {
      while (row.next()) {
        rows.add(
            new AppliedMigration(
                row.getInt("number"),
                ShownValue.name(row.getString("name")),
                ShownValue.name(row.getString("digest")),
                Optional.ofNullable(row.getString("parent")),
                row.getObject("applied_at", OffsetDateTime.class).toInstant(),
                row.getString("applied_by"),
                row.getLong("duration_ms"),
                row.getString("tool_version")));
      }
    }
    return rows;
  }

  private boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS_FOUND)) {
      statement.setString(1, schema);
      statement.setString(2, NAME);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        String found = row.getString(1);
        if (!found.equals(COLUMNS)) {
          throw new Refusal(
              Printable.text(table)
                  + " is not a history table of kizaki: it has the columns ("
                  + Printable.text(found)
                  + ") instead of ("
                  + COLUMNS
                  + "); use another databaseSchema.");
        }
        return true;
      }
    }
  }
}
