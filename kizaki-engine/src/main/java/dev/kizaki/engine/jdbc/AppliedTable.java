package dev.kizaki.engine.jdbc;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The history table: one row for each applied migration. */
public final class AppliedTable {
  public static final String NAME = HistoryTable.NAME;

  /**
   * duplicate_schema, duplicate_table, and the unique_violation in PostgreSQL's catalog while the
   * other session commits.
   */
  private static final Set<String> CREATED_BY_ANOTHER = Set.of("42P06", "42P07", "23505");

  /**
   * Another session may create first the schema and then the table; the third attempt must succeed.
   */
  private static final int MOST_ATTEMPTS = 3;

  /** The columns of a history table, in the form that {@link #COLUMNS_FOUND} returns. */
  private static final String COLUMNS = columns(each -> true);

  /** The columns of a history table that was created before forms were kept. */
  private static final String EARLIER_COLUMNS =
      columns(each -> !each.name().equals(HistoryTable.KEPT_FORMS));

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

  /** The values of a new row that the server computes; the others are parameters. */
  private static final Map<String, String> COMPUTED =
      Map.of("applied_at", "clock_timestamp()", "applied_by", "session_user");

  /** The number of parameters of {@link #insert}. */
  public static final int INSERT_PARAMETERS = 6;

  /** A row without kept forms hides those of the rows before it, which it may have changed. */
  private static final String KEPT_FORMS =
      """
      select distinct on (f.key) f.key, f.value
      from %1$s h, jsonb_each_text(nullif(to_jsonb(h) -> 'kept_forms', 'null')) f
      where h.number > coalesce(
        (select max(o.number) from %1$s o
          where coalesce(to_jsonb(o) -> 'kept_forms', 'null') = 'null'), 0)
      order by f.key, h.number desc\
      """;

  private final String schema;
  private final TableName table;

  public AppliedTable(String schema) {
    this.schema = schema;
    this.table = HistoryTable.in(schema);
  }

  /** The PostgreSQL schema that holds the table. */
  public String schema() {
    return schema;
  }

  /** The table's qualified and quoted name, for messages and commands. */
  public String quotedName() {
    return Quoting.table(table);
  }

  /**
   * The command that inserts a row. Its parameters are number, name, digest, parent, duration and
   * version of the tool.
   *
   * @param forms the forms to keep
   */
  public String insert(List<PrintedForm> forms) {
    return insert(forms, any -> "?");
  }

  /**
   * The same command with other parameters.
   *
   * @param parameter gives the text of a parameter by its number, from 1
   */
  public String insert(List<PrintedForm> forms, IntFunction<String> parameter) {
    List<String> values = new ArrayList<>();
    int number = 0;
    for (String column : HistoryTable.columnNames()) {
      if (column.equals(HistoryTable.KEPT_FORMS)) {
        values.add(PrintedForm.json(forms));
      } else if (COMPUTED.containsKey(column)) {
        values.add(COMPUTED.get(column));
      } else {
        values.add(parameter.apply(++number));
      }
    }
    return sql("insert into")
        .table(table)
        .parenthesized(String.join(", ", HistoryTable.columnNames()))
        .words("values")
        .parenthesized(String.join(", ", values))
        .text();
  }

  /** Whether the migration has a row. */
  public boolean contains(Connection connection, SqlMigration migration) throws SQLException {
    return read(connection).stream()
        .anyMatch(
            row -> row.number() == migration.number() && row.digest().equals(migration.digest()));
  }

  private static String columns(Predicate<DatabaseChange.Column> included) {
    return HistoryTable.columns().stream()
        .filter(included)
        .map(each -> each.name() + " " + each.type() + (each.required() ? " not null" : ""))
        .collect(Collectors.joining(", "));
  }

  private String definition() {
    String key =
        sql("constraint").identifier(HistoryTable.KEY).words("primary key (number)").text();
    return sql("create table").table(table).parenthesized(COLUMNS + ", " + key).text();
  }

  private String query() {
    return sql("select")
        .list(
            HistoryTable.columnNames().stream()
                .filter(each -> !each.equals(HistoryTable.KEPT_FORMS))
                .toList())
        .words("from")
        .table(table)
        .words("order by number")
        .text();
  }

  /**
   * Creates the schema and the table if they do not exist, and adds a column that the table does
   * not have because it was created by an earlier version. The caller must hold the lock of the
   * appliers, because two sessions that create a table at the same time fail with a duplicate key
   * in PostgreSQL's catalog. A command of an applier that was killed may still run in the server at
   * the same time; then this method uses the table which that command has created.
   *
   * @param connection in autocommit mode
   * @throws Refusal when PostgreSQL refuses to create them, for example because of a missing right,
   *     or when the table exists and is not a history table
   * @throws SQLException when the connection is lost
   */
  public void createIfAbsent(Connection connection) throws SQLException {
    int attempts = 0;
    Optional<String> found;
    while ((found = columnsFound(connection)).isEmpty()) {
      create(connection, ++attempts < MOST_ATTEMPTS);
    }
    if (found.get().equals(EARLIER_COLUMNS)) {
      extend(connection);
    }
  }

  private void extend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(HistoryTable.addKeptForms(schema));
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      throw new Refusal(
          RefusalCode.HISTORY_TABLE_NOT_CREATED,
          "The history table %s could not get the column %s: %s. Correct that, then run again."
              .formatted(
                  UnsafeCharacters.escapedLines(quotedName()),
                  HistoryTable.KEPT_FORMS,
                  ServerMessage.of(e).line()),
          e);
    }
  }

  /**
   * @param mayExist whether to ignore that another session was faster
   */
  private void create(Connection connection, boolean mayExist) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // CREATE SCHEMA IF NOT EXISTS requires the right to create schemas even if the schema exists.
      boolean createsSchema = !schemaExists(connection);
      // A user's event trigger finds the same names as it does for the commands of a migration.
      statement.execute("set search_path = " + SessionSettings.schemaPath(schema));
      if (createsSchema) {
        statement.execute(sql("create schema").identifier(schema).text());
      }
      statement.execute(definition());
      statement.execute("set search_path = " + SessionSettings.CATALOG_PATH);
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      if (mayExist && CREATED_BY_ANOTHER.contains(e.getSQLState())) {
        return;
      }
      throw new Refusal(
          RefusalCode.HISTORY_TABLE_NOT_CREATED,
          "The history table %s could not be created: %s. Correct that, or use another databaseSchema."
              .formatted(UnsafeCharacters.escapedLines(quotedName()), ServerMessage.of(e).line()),
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
   * The rows, by number; empty if the table does not exist. Creates nothing. Names and digests are
   * escaped, so that they can be printed even if they were not written by kizaki.
   */
  public List<AppliedMigration> read(Connection connection) throws SQLException {
    List<AppliedMigration> rows = new ArrayList<>();
    if (columnsFound(connection).isEmpty()) {
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

  /**
   * What PostgreSQL printed of the objects of the applied migrations, by their places, after the
   * last migration that changed each of them. What is unknown is missing. The table must exist.
   */
  public Map<String, String> keptForms(Connection connection) throws SQLException {
    Map<String, String> forms = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(KEPT_FORMS.formatted(quotedName()))) {
      while (row.next()) {
        forms.put(row.getString(1), row.getString(2));
      }
    }
    return forms;
  }

  /** The columns of the table; absent if it does not exist. */
  private Optional<String> columnsFound(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS_FOUND)) {
      statement.setString(1, schema);
      statement.setString(2, NAME);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String found = row.getString(1);
        if (!found.equals(COLUMNS) && !found.equals(EARLIER_COLUMNS)) {
          throw new Refusal(
              RefusalCode.HISTORY_TABLE_FOREIGN,
              """
              %s is not a history table of kizaki: it has the columns (%s) instead of (%s); use \
              another databaseSchema.\
              """
                  .formatted(
                      UnsafeCharacters.escapedLines(quotedName()),
                      UnsafeCharacters.escapedLines(found),
                      COLUMNS));
        }
        return Optional.of(found);
      }
    }
  }
}
