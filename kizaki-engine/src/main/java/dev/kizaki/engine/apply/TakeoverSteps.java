package dev.kizaki.engine.apply;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.read.CatalogReader;
import dev.kizaki.engine.catalog.read.NullRows;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeover;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges again, at the turn of a statement that is taken over, whether its effect is still in the
 * database exactly. The table is locked against other DDL until the migration ends; reads and
 * writes go on.
 */
final class TakeoverSteps {
  private final Takeovers takeovers;
  private final String schema;
  private final Duration limit;
  private final ApplyListener listener;
  private final Set<Takeover> reported = new HashSet<>();

  TakeoverSteps(Takeovers takeovers, Sessions sessions, ApplyListener listener) {
    this.takeovers = takeovers;
    this.schema = sessions.schema();
    this.limit = sessions.checkTimeout();
    this.listener = listener;
  }

  /**
   * Judges a statement in the transaction of its migration, and reports it once.
   *
   * @return how the database differs from the effect; empty if the effect is there
   * @throws SQLException when the table cannot be locked, or the connection is lost
   */
  List<String> run(Connection connection, SqlMigration migration, AlreadyThere step)
      throws SQLException {
    Takeover takeover = takeovers.of(migration.number(), step.cause()).orElseThrow();
    if (takeover.table().isPresent()) {
      lock(connection, takeover.table().get());
    }
    Savepoint before = connection.setSavepoint();
    restrict(connection);
    Map<ObjectName, CatalogObject> found = new HashMap<>();
    CatalogReader.readTables(connection, schema, takeover.table().stream().toList())
        .forEach(each -> found.put(each.name(), each));
    List<String> differences =
        takeover.differences(found).stream().map(TakeoverSteps::text).toList();
    Optional<OptionalLong> nulls = Optional.empty();
    if (differences.isEmpty() && takeover.nulls().isPresent() && !reported.contains(takeover)) {
      Takeover.Nulls column = takeover.nulls().get();
      nulls =
          Optional.of(NullRows.count(connection, schema, column.table(), column.column(), limit));
    }
    connection.rollback(before);
    if (differences.isEmpty() && reported.add(takeover)) {
      listener.alreadyThere(migration, takeover.text(nulls.orElse(OptionalLong.empty())));
    }
    return differences;
  }

  private void lock(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "lock table %s in share update exclusive mode"
              .formatted(Quoting.qualified(schema, table)));
    }
  }

  private static void restrict(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_catalog.set_config('search_path', %s, true)"
              .formatted(Quoting.string(SessionSettings.CATALOG_PATH)));
    }
  }

  private static String text(DriftItem item) {
    if (item instanceof DriftItem.Missing) {
      return "%s is no longer there.".formatted(item.name().text());
    }
    return item instanceof DriftItem.Changed changed
        ? "%s is no longer equal: %s.".formatted(changed.name().text(), changed.differences())
        : "%s is there besides.".formatted(item.name().text());
  }
}
