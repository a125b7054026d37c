package dev.kizaki.engine.check;

import dev.kizaki.engine.check.CheckOutcome.Passed;
import dev.kizaki.engine.check.CheckOutcome.Unfinished;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.DisplayedValue;
import dev.kizaki.engine.text.ReadableDuration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs the data checks that can run before the first migration, in one read-only transaction. One
 * query finds the tables without rows; their checks pass without running. A check that takes too
 * long or fails is {@link Unfinished}, and runs again as a step of its migration.
 */
public final class EarlyChecks {
  private final Connection connection;
  private final SessionSettings settings;
  private final Duration limit;

  /**
   * @param connection in a transaction, whose state does not change
   * @param sessions the settings of the connection, and the time limit of one check
   */
  public EarlyChecks(Connection connection, Sessions sessions) {
    this.connection = connection;
    this.settings = sessions.settings();
    this.limit = sessions.checkTimeout();
  }

  /**
   * Runs the checks.
   *
   * @param entries checks that can run before the first migration
   * @param starting receives each check that runs, before it runs
   * @return the outcome of each check, in the same order
   * @throws SQLException when the connection is lost
   */
  public Map<CheckSchedule.Entry, CheckOutcome> run(
      List<CheckSchedule.Entry> entries, Consumer<CheckSchedule.Entry> starting)
      throws SQLException {
    Map<CheckSchedule.Entry, CheckOutcome> outcomes = new LinkedHashMap<>();
    if (entries.isEmpty()) {
      return outcomes;
    }
    Savepoint before = connection.setSavepoint();
    CheckRunner runner = CheckRunner.upFront(connection, settings);
    limitTime();
    Set<TableName> empty = emptyTables(entries);
    for (CheckSchedule.Entry each : entries) {
      boolean trivial =
          !(each.check().probe() instanceof CheckQuery.Dependents)
              && empty.contains(each.check().table());
      if (trivial) {
        outcomes.put(each, new Passed());
      } else {
        starting.accept(each);
        outcomes.put(each, run(runner, each));
      }
    }
    connection.rollback(before);
    return outcomes;
  }

  private void limitTime() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = " + Math.max(1, limit.toMillis()));
    }
  }

  /** If the query fails, all tables count as having rows. */
  private Set<TableName> emptyTables(List<CheckSchedule.Entry> entries) throws SQLException {
    List<TableName> tables =
        entries.stream()
            .filter(each -> !(each.check().probe() instanceof CheckQuery.Dependents))
            .map(each -> each.check().table())
            .distinct()
            .toList();
    if (tables.isEmpty()) {
      return Set.of();
    }
    String query =
        tables.stream()
            .map(
                each ->
                    "exists (select from " + Quoting.qualified(each.schema(), each.table()) + ")")
            .collect(Collectors.joining(", ", "select ", ""));
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      Set<TableName> empty = new HashSet<>();
      for (int i = 0; i < tables.size(); i++) {
        if (!row.getBoolean(i + 1)) {
          empty.add(tables.get(i));
        }
      }
      return empty;
    } catch (SQLException e) {
      recover(before, e);
      return Set.of();
    }
  }

  private CheckOutcome run(CheckRunner runner, CheckSchedule.Entry entry) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return runner.run(entry.check());
    } catch (SQLException e) {
      recover(before, e);
      return new Unfinished(
          "57014".equals(e.getSQLState())
              ? "in " + ReadableDuration.of(limit)
              : "(" + DisplayedValue.name(ServerMessage.of(e).line()) + ")");
    }
  }

  private void recover(Savepoint before, SQLException failure) throws SQLException {
    try {
      connection.rollback(before);
    } catch (SQLException e) {
      throw failure;
    }
  }
}
