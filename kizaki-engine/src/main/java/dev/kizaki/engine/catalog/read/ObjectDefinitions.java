package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the commands that make objects, in which names of the schema stand without it. The search
 * path must contain it.
 */
final class ObjectDefinitions {
  private static final Set<Kind> FUNCTIONS =
      EnumSet.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.AGGREGATE);
  private static final Set<Kind> VIEWS = EnumSet.of(Kind.VIEW, Kind.MATERIALIZED_VIEW);

  private final Connection connection;
  private final PrintedCommand printed;
  private final Map<CatalogKey, CatalogEntry> entries;
  private final Map<CatalogKey, ObjectDefinition> found = new HashMap<>();

  ObjectDefinitions(Connection connection, String schema, Map<CatalogKey, CatalogEntry> entries)
      throws SQLException {
    this.connection = connection;
    this.entries = entries;
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_catalog.quote_ident(?::text)")) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        this.printed = new PrintedCommand(row.getString(1));
      }
    }
  }

  Map<CatalogKey, ObjectDefinition> all() throws SQLException {
    functions();
    casts();
    operators();
    each(EnumSet.of(Kind.AGGREGATE), DefinitionQueries.AGGREGATES, AggregateCommand::of);
    views();
    each(EnumSet.of(Kind.TRIGGER), DefinitionQueries.TRIGGERS, this::trigger);
    each(
        EnumSet.of(Kind.RULE),
        DefinitionQueries.RULES,
        (key, row, before) -> before.with(printed.of(row.getString(2), "TO")));
    types();
    return found;
  }

  private void functions() throws SQLException {
    each(
        FUNCTIONS,
        DefinitionQueries.FUNCTIONS,
        (key, row, before) -> {
          CatalogEntry entry = entries.get(key);
          ObjectDefinition named =
              before.identified(CatalogEntry.quoted(entry.name()) + "(" + row.getString(2) + ")");
          if (entry.kind() == Kind.AGGREGATE) {
            return named;
          }
          String language = row.getString(5);
          boolean machine = language.equals("c") || language.equals("internal");
          return named
              .with(printed.function(row.getString(3), entry.kind(), row.getString(4)))
              .with(
                  language,
                  row.getBoolean(6)
                      ? FoundObject.Body.PARSED
                      : machine ? FoundObject.Body.NONE : FoundObject.Body.TEXT);
        });
  }

  private void casts() throws SQLException {
    each(
        EnumSet.of(Kind.CAST),
        DefinitionQueries.CASTS,
        (key, row, before) -> {
          String types = "(%s AS %s)".formatted(row.getString(2), row.getString(3));
          String method =
              switch (row.getString(4)) {
                case "f" -> "WITH FUNCTION %s(%s)".formatted(row.getString(5), row.getString(6));
                case "i" -> "WITH INOUT";
                default -> "WITHOUT FUNCTION";
              };
          String context =
              switch (row.getString(7)) {
                case "a" -> " AS ASSIGNMENT";
                case "i" -> " AS IMPLICIT";
                default -> "";
              };
          return before.identified(types).with("CREATE CAST " + types + " " + method + context);
        });
  }

  private void operators() throws SQLException {
    each(
        EnumSet.of(Kind.OPERATOR),
        DefinitionQueries.OPERATORS,
        (key, row, before) -> {
          String left = row.getString(3);
          String right = row.getString(4);
          List<String> parts = new ArrayList<>();
          add(parts, "FUNCTION = ", row.getString(5));
          add(parts, "LEFTARG = ", left);
          add(parts, "RIGHTARG = ", right);
          add(parts, "COMMUTATOR = ", row.getString(6));
          add(parts, "NEGATOR = ", row.getString(7));
          add(parts, "RESTRICT = ", row.getString(8));
          add(parts, "JOIN = ", row.getString(9));
          add(parts, "HASHES", row.getBoolean(10) ? "" : null);
          add(parts, "MERGES", row.getBoolean(11) ? "" : null);
          Set<CatalogKey> partners = new HashSet<>();
          for (int column : List.of(13, 14)) {
            CatalogKey partner = new CatalogKey(row.getLong(12), row.getLong(column));
            if (!partner.equals(key)) {
              partners.add(partner);
            }
          }
          String name = row.getString(2);
          return before
              .identified("%s(%s, %s)".formatted(name, left == null ? "NONE" : left, right))
              .with("CREATE OPERATOR %s (%s)".formatted(name, String.join(", ", parts)))
              .with(partners);
        });
  }

  private void views() throws SQLException {
    each(
        VIEWS,
        DefinitionQueries.VIEWS,
        (key, row, before) -> {
          boolean kept = entries.get(key).kind() == Kind.MATERIALIZED_VIEW;
          String options = row.getString(3);
          return before.with(
              "CREATE %s %s%s AS\n%s%s"
                  .formatted(
                      kept ? "MATERIALIZED VIEW" : "VIEW",
                      row.getString(2),
                      options == null ? "" : " WITH (" + options + ")",
                      PrintedCommand.ended(row.getString(4)),
                      row.getBoolean(5) ? "\n  WITH NO DATA" : ""));
        });
    each(
        EnumSet.of(Kind.VIEW),
        DefinitionQueries.VIEW_DEFAULTS,
        (key, row, before) ->
            before.with(
                "ALTER VIEW %s ALTER COLUMN %s SET DEFAULT %s"
                    .formatted(row.getString(2), row.getString(3), row.getString(4))));
    each(
        EnumSet.of(Kind.MATERIALIZED_VIEW),
        DefinitionQueries.INDEXES,
        (key, row, before) -> before.with(printed.of(row.getString(2), "ON")));
  }

  private ObjectDefinition trigger(CatalogKey key, ResultSet row, ObjectDefinition before)
      throws SQLException {
    String state =
        switch (row.getString(5)) {
          case "D" -> "DISABLE";
          case "R" -> "ENABLE REPLICA";
          case "A" -> "ENABLE ALWAYS";
          default -> "";
        };
    ObjectDefinition made = before.with(printed.of(row.getString(2), "ON"));
    return state.isEmpty()
        ? made
        : made.with(
            "ALTER TABLE %s %s TRIGGER %s".formatted(row.getString(4), state, row.getString(3)));
  }

  private void types() throws SQLException {
    Map<CatalogKey, List<String>> attributes = new HashMap<>();
    each(
        EnumSet.of(Kind.COMPOSITE_TYPE),
        DefinitionQueries.ATTRIBUTES,
        (key, row, before) -> {
          List<String> all = attributes.computeIfAbsent(key, any -> new ArrayList<>());
          if (row.getString(3) != null) {
            all.add("%s %s%s".formatted(row.getString(3), row.getString(4), collation(row, 5)));
          }
          return ObjectDefinition.of(
              all.isEmpty()
                  ? "CREATE TYPE %s AS ()".formatted(row.getString(2))
                  : "CREATE TYPE %s AS (\n  %s\n)"
                      .formatted(row.getString(2), String.join(",\n  ", all)));
        });
    Map<CatalogKey, List<String>> constraints = new HashMap<>();
    each(
        EnumSet.of(Kind.DOMAIN),
        DefinitionQueries.DOMAIN_CONSTRAINTS,
        (key, row, before) -> {
          boolean derived =
              !row.getBoolean(4) && row.getString(5).equals(entries.get(key).name() + "_not_null");
          constraints
              .computeIfAbsent(key, any -> new ArrayList<>())
              .add((derived ? "" : "CONSTRAINT " + row.getString(2) + " ") + row.getString(3));
          return before;
        });
    each(
        EnumSet.of(Kind.DOMAIN),
        DefinitionQueries.DOMAINS,
        (key, row, before) -> {
          List<String> all = constraints.getOrDefault(key, List.of());
          boolean unnamed =
              row.getBoolean(6) && all.stream().noneMatch(each -> each.endsWith("NOT NULL"));
          return before.with(
              "CREATE DOMAIN %s AS %s%s%s%s%s"
                  .formatted(
                      row.getString(2),
                      row.getString(3),
                      collation(row, 4),
                      row.getString(5) == null ? "" : " DEFAULT " + row.getString(5),
                      unnamed ? "\n  NOT NULL" : "",
                      all.stream().map("\n  "::concat).collect(Collectors.joining())));
        });
    each(
        EnumSet.of(Kind.RANGE_TYPE),
        DefinitionQueries.RANGES,
        (key, row, before) -> {
          List<String> parts = new ArrayList<>();
          add(parts, "SUBTYPE = ", row.getString(3));
          add(parts, "SUBTYPE_OPCLASS = ", row.getString(4));
          add(parts, "COLLATION = ", row.getString(5));
          add(parts, "CANONICAL = ", row.getString(6));
          add(parts, "SUBTYPE_DIFF = ", row.getString(7));
          add(parts, "MULTIRANGE_TYPE_NAME = ", row.getString(8));
          return before.with(
              "CREATE TYPE %s AS RANGE (%s)".formatted(row.getString(2), String.join(", ", parts)));
        });
  }

  private static String collation(ResultSet row, int column) throws SQLException {
    String collation = row.getString(column);
    return collation == null ? "" : " COLLATE " + collation;
  }

  static void add(List<String> parts, String words, String value) {
    if (value != null) {
      parts.add(words + value);
    }
  }

  /** Runs a query on the objects of these kinds, if there are any. */
  private void each(Set<Kind> kinds, String query, Reader reader) throws SQLException {
    Map<Long, CatalogKey> keys = new HashMap<>();
    entries.forEach(
        (key, entry) -> {
          if (kinds.contains(entry.kind())) {
            keys.put(key.row(), key);
          }
        });
    if (keys.isEmpty()) {
      return;
    }
    Array oids = connection.createArrayOf("int8", keys.keySet().toArray());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, oids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          CatalogKey key = keys.get(row.getLong(1));
          found.put(key, reader.read(key, row, found.getOrDefault(key, ObjectDefinition.NONE)));
        }
      }
    } finally {
      oids.free();
    }
  }

  @FunctionalInterface
  private interface Reader {
    ObjectDefinition read(CatalogKey key, ResultSet row, ObjectDefinition before)
        throws SQLException;
  }
}
