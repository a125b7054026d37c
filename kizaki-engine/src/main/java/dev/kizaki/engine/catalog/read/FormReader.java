package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.sql.PrintedForm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what PostgreSQL prints of objects, with the settings under which it was kept. */
public final class FormReader {
  private FormReader() {}

  /**
   * The texts by their places. Sets the lock timeout and the search path of the transaction to
   * their usual values afterwards.
   *
   * @param forms not empty
   */
  public static Map<String, String> read(
      Connection connection, SessionSettings settings, List<PrintedForm> forms)
      throws SQLException {
    Map<String, String> texts = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // Only the path, because the lock timeout may have another value now.
      statement.execute("set local search_path = " + settings.schemaPath());
      try (ResultSet row = statement.executeQuery(PrintedForm.rows(forms))) {
        while (row.next()) {
          texts.put(row.getString(1), row.getString(2));
        }
      }
    }
    settings.pinForTransaction(connection);
    return texts;
  }

  /** Makes the next command of the transaction fail if it cannot get a lock at once. */
  public static Void waitForNoLock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = 1");
    }
    return null;
  }
}
