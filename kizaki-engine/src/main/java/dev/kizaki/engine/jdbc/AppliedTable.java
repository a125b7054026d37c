package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.DisplayedValue;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The values of a new row that the server knows itself; the others are parameters. */
  private static final Map<String, String> KNOWN_TO_THE_SERVER =
      Map.of("applied_at", "clock_timestamp()", "applied_by", "session_user");

  /** How many parameters {@link #insert} has. */
  public static final int INSERT_PARAMETERS =
      HistoryTable.columnNames().size() - KNOWN_TO_THE_SERVER.size();

  private final String schema;
  private final TableName table;

  public AppliedTable(String schema) {
    this.schema = schema;
    this.table = HistoryTable.in(schema);
  }

  /** The table's name, quoted, for messages and commands. */
  public String quotedName() {
    return Quoting.table(table);
  }

  /** The command that adds a row: number, name, digest, parent, duration, version of the tool. */
  public String insert() {
    return sql("insert into")
        .table(table)
        .parenthesized(String.join(", ", HistoryTable.columnNames()))
        .words("values")
        .parenthesized(
            HistoryTable.columnNames().stream()
                .map(each -> KNOWN_TO_THE_SERVER.getOrDefault(each, "?"))
                .collect(Collectors.joining(", ")))
        .text();
  }

  private String definition() {
    String key =
        sql("constraint").identifier(HistoryTable.KEY).words("primary key (number)").text();
    return sql("create table").table(table).parenthesized(COLUMNS + ", " + key).text();
  }

  private String query() {
    return sql("select")
        .list(HistoryTable.columnNames())
        .words("from")
        .table(table)
        .words("order by number")
        .text();
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
        statement.execute(sql("create schema").identifier(schema).text());
      }
      statement.execute(definition());
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
              + UnsafeCharacters.escapedLines(quotedName())
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
        ResultSet row = statement.executeQuery(query())) {
      while (row.next()) {
        rows.add(
            new AppliedMigration(
                row.getInt("number"),
                DisplayedValue.name(row.getString("name")),
                DisplayedValue.name(row.getString("digest")),
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
              UnsafeCharacters.escapedLines(quotedName())
                  + " is not a history table of kizaki: it has the columns ("
                  + UnsafeCharacters.escapedLines(found)
                  + ") instead of ("
                  + COLUMNS
                  + "); use another databaseSchema.");
        }
        return true;
      }
    }
  }
}
