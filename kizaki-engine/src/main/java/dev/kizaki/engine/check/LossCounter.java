package dev.kizaki.engine.check;

import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.text.DisplayedValue;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.engine.text.ReadableDuration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows that pending migrations lose, in a read-only transaction. */
public final class LossCounter {
  private final Connection connection;
  private final Duration limit;

  /**
   * @param connection in a transaction, whose state does not change
   * @param sessions the settings of the connection, and the time limit of one count
   */
  public LossCounter(Connection connection, Sessions sessions) {
    this.connection = connection;
    this.limit = sessions.checkTimeout();
  }

  /**
   * The result of each count as a phrase, such as {@code 12 of 300 rows hold a value}.
   *
   * @throws SQLException when the connection is lost
   */
  public Map<LossCount, String> run(List<LossCount> counts) throws SQLException {
    return run(counts, false);
  }

  /** The same, without the counts of which no row loses anything. */
  public Map<LossCount, String> runWithoutZeros(List<LossCount> counts) throws SQLException {
    return run(counts, true);
  }

  private Map<LossCount, String> run(List<LossCount> counts, boolean withoutZeros)
      throws SQLException {
    Map<LossCount, String> results = new LinkedHashMap<>();
    if (counts.isEmpty()) {
      return results;
    }
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local statement_timeout = " + Math.max(1, limit.toMillis()));
      for (LossCount each : counts) {
        String phrase = run(statement, each, withoutZeros);
        if (!phrase.isEmpty()) {
          results.put(each, phrase);
        }
      }
    }
    connection.rollback(before);
    return results;
  }

  private String run(Statement statement, LossCount count, boolean withoutZero)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (ResultSet row = statement.executeQuery(count.query())) {
      row.next();
      if (withoutZero && row.getLong(2) == 0) {
        return "";
      }
      String rows = Plurals.count(row.getLong(1), "row");
      return count.losing().isEmpty()
          ? rows
          : "%d of %s %s".formatted(row.getLong(2), rows, count.losing());
    } catch (SQLException e) {
      recover(before, e);
      return "57014".equals(e.getSQLState())
          ? "not counted in " + ReadableDuration.of(limit)
          : "not counted: " + DisplayedValue.name(ServerMessage.of(e).line());
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
