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
   * The texts by their places. Locks the tables as reading them does. A missing object is missing
   * in the result.
   *
   * @param forms not empty
   * @param waits whether to wait for a table that another session has locked, as long as the
   *     settings say
   */
  public static Map<String, String> read(
      Connection connection, SessionSettings settings, List<PrintedForm> forms, boolean waits)
      throws SQLException {
    Map<String, String> texts = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set local search_path = " + settings.schemaPath());
      if (!waits) {
        statement.execute("set local lock_timeout = 1");
      }
      try (ResultSet row = statement.executeQuery(PrintedForm.rows(forms))) {
        while (row.next()) {
          texts.put(row.getString(1), row.getString(2));
        }
      }
    }
    settings.pinForTransaction(connection);
    return texts;
  }
}
