package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.read.LiquibaseTables.Table;
import dev.kizaki.engine.changelog.ChangeSetFile;
import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads Liquibase's records about the migrations of a schema. A table that the role may not read,
 * or whose rows policies hide from the role, is ignored.
 */
public final class LiquibaseReader {
  /** Without MARK_RAN, because Liquibase did not run the changes of such a change set. */
  private static final Set<String> EXECUTED = Set.of("EXECUTED", "RERAN");

  /** The place counts from the end, in the order in which Liquibase rolls back. */
  private static final String CHANGES =
      """
      select id, filename, exectype, place
      from (
        select x.%1$s::text as id, x.%2$s::text as author, x.%3$s::text as filename,
          x.%4$s::text as exectype,
          row_number() over (order by x.%5$s desc, x.%6$s desc) as place
        from only %7$s x) as ran
      where author = ? and starts_with(filename, ?)
      order by place desc\
      """;

  private static final String LOCK =
      """
      select x.%1$s::text, to_char(x.%2$s, 'YYYY-MM-DD HH24:MI:SS')
      from only %4$s x where x.%3$s order by x.%2$s limit 1\
      """;

  private final Connection connection;
  private final String schema;
  private final List<ExecutedChangeSets> executed = new ArrayList<>();
  private boolean known;

  /**
   * The PostgreSQL schemas of those Liquibase tables that may contain this schema's change sets.
   */
  private final Set<String> liquibaseSchemas = new HashSet<>();

  private LiquibaseReader(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
    liquibaseSchemas.add(schema);
  }

  /**
   * @param connection a session whose search path is {@code pg_catalog} only
   * @param schema the schema that holds the tables
   */
  public static LiquibaseRecord read(Connection connection, String schema) throws SQLException {
    return new LiquibaseReader(connection, schema).read();
  }

  private LiquibaseRecord read() throws SQLException {
    LiquibaseTables tables = LiquibaseTables.find(connection);
    for (Table table : tables.changes()) {
      if (table.readable()) {
        changes(table);
      }
    }
    executed.sort(Comparator.comparing(each -> MigrationName.of(each.migration())));
    for (Table table : tables.locks()) {
      // A lock in another schema belongs to another program's Liquibase and is ignored.
      if (table.readable() && liquibaseSchemas.contains(table.schema())) {
        Optional<LiquibaseLock> lock = lock(table);
        if (lock.isPresent()) {
          return new LiquibaseRecord(known, executed, lock);
        }
      }
    }
    return new LiquibaseRecord(known, executed, Optional.empty());
  }

  /**
   * A row: the ordinal of a change set within its migration, and the place counted from the end of
   * the table.
   */
  private record Row(int ordinal, int place) {}

  private void changes(Table table) throws SQLException {
    Map<MigrationName, List<Row>> rows = new TreeMap<>();
    String query =
        CHANGES.formatted(
            table.column("id"),
            table.column("author"),
            table.column("filename"),
            table.column("exectype"),
            table.column("dateexecuted"),
            table.column("orderexecuted"),
            table.quotedName());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, Changelog.AUTHOR);
      statement.setString(2, ChangeSetFile.folder(schema));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known = true;
          liquibaseSchemas.add(table.schema());
          Optional<MigrationName> name = migration(row.getString(2));
          if (name.isPresent() && EXECUTED.contains(row.getString(3))) {
            int place = row.getInt(4);
            ordinal(row.getString(1), name.get())
                .ifPresent(
                    ordinal ->
                        rows.computeIfAbsent(name.get(), any -> new ArrayList<>())
                            .add(new Row(ordinal, place)));
          }
        }
      }
    }
    rows.forEach((name, found) -> executed.add(executed(name, found)));
  }

  private static ExecutedChangeSets executed(MigrationName name, List<Row> rows) {
    boolean nothingSince = rows.get(0).place() == rows.size();
    return new ExecutedChangeSets(
        name.text(),
        rows.stream().map(Row::ordinal).toList(),
        nothingSince ? OptionalInt.of(rows.size()) : OptionalInt.empty());
  }

  private Optional<MigrationName> migration(String file) {
    String[] parts = file.split("/", -1);
    return parts.length == 4
        ? MigrationName.parse(parts[2])
            .filter(name -> ChangeSetFile.of(schema, name.text()).equals(file))
        : Optional.empty();
  }

  /** The ordinal of a change set; absent for 0, which only creates the history table. */
  private static Optional<Integer> ordinal(String id, MigrationName name) {
    String start = name.text() + "-";
    return id.startsWith(start) && id.substring(start.length()).matches("[1-9][0-9]{0,8}")
        ? Optional.of(Integer.valueOf(id.substring(start.length())))
        : Optional.empty();
  }

  private Optional<LiquibaseLock> lock(Table table) throws SQLException {
    String query =
        LOCK.formatted(
            table.column("lockedby"),
            table.column("lockgranted"),
            table.column("locked"),
            table.quotedName());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next()
          ? Optional.of(
              new LiquibaseLock(
                  Optional.ofNullable(row.getString(1)).map(DisplayedValue::name),
                  Optional.ofNullable(row.getString(2))))
          : Optional.empty();
    }
  }
}
