package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds Liquibase's own tables. Users may choose their names and schema, so they are recognized by
 * their columns. Only ordinary tables count, because reading a view runs user-defined SQL and
 * reading a foreign table contacts another server. Only PostgreSQL's catalog is read and locked.
 *
 * @param changes the tables that record executed change sets
 * @param locks the tables that hold its lock
 */
record LiquibaseTables(List<Table> changes, List<Table> locks) {
  private static final Set<String> TEXT = Set.of("character varying", "text");
  private static final Set<String> NUMBER = Set.of("integer", "bigint");
  private static final Set<String> TIME =
      Set.of("timestamp without time zone", "timestamp with time zone");

  private static final Map<String, Set<String>> CHANGES =
      Map.of(
          "id", TEXT,
          "author", TEXT,
          "filename", TEXT,
          "dateexecuted", TIME,
          "orderexecuted", NUMBER,
          "exectype", TEXT,
          "md5sum", TEXT);

  private static final Map<String, Set<String>> LOCK =
      Map.of("id", NUMBER, "locked", Set.of("boolean"), "lockgranted", TIME, "lockedby", TEXT);

  /** Preselects tables by two column names that hardly any other table has. */
  private static final String COLUMNS =
      """
      select n.nspname::text, c.relname::text,
        has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
          and not row_security_active(c.oid),
        a.attname::text, format_type(a.atttypid, null)
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relpersistence <> 't'
        and c.oid in (
          select m.attrelid from pg_attribute m
          where m.attname in ('exectype', 'EXECTYPE', 'lockgranted', 'LOCKGRANTED'))
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by n.nspname, c.relname, a.attnum\
      """;

  /**
   * One of Liquibase's tables.
   *
   * @param readable whether the role may read the table and sees all its rows
   * @param columns the names of its columns by Liquibase's names in lower case
   */
  record Table(String schema, String name, boolean readable, Map<String, String> columns) {
    String quotedName() {
      return Quoting.qualified(schema, name);
    }

    /** A column's name, quoted. */
    String column(String name) {
      return Quoting.identifier(columns.get(name));
    }
  }

  /** A table with all its columns and their types. */
  private record Candidate(
      String schema, String name, boolean readable, Map<String, String> types) {
    void addTo(List<Table> tables, Map<String, Set<String>> wanted) {
      Map<String, String> columns = new HashMap<>();
      types.forEach(
          (column, type) -> {
            String plain = column.toLowerCase(Locale.ROOT);
            // Liquibase creates columns in lower case or in capitals, never in mixed case.
            boolean isName = column.equals(plain) || column.equals(column.toUpperCase(Locale.ROOT));
            if (isName && wanted.getOrDefault(plain, Set.of()).contains(type)) {
              columns.putIfAbsent(plain, column);
            }
          });
      if (columns.size() == wanted.size()) {
        tables.add(new Table(schema, name, readable, columns));
      }
    }
  }

  static LiquibaseTables find(Connection connection) throws SQLException {
    Map<List<String>, Candidate> candidates = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String schema = row.getString(1);
        String name = row.getString(2);
        boolean readable = row.getBoolean(3);
        candidates
            .computeIfAbsent(
                List.of(schema, name),
                any -> new Candidate(schema, name, readable, new LinkedHashMap<>()))
            .types()
            .put(row.getString(4), row.getString(5));
      }
    }
    List<Table> changes = new ArrayList<>();
    List<Table> locks = new ArrayList<>();
    for (Candidate candidate : candidates.values()) {
      candidate.addTo(changes, CHANGES);
      candidate.addTo(locks, LOCK);
    }
    return new LiquibaseTables(changes, locks);
  }

  /** Whether this table is one of Liquibase's. */
  boolean contain(String schema, String name) {
    return Stream.concat(changes.stream(), locks.stream())
        .anyMatch(each -> each.schema().equals(schema) && each.name().equals(name));
  }
}
