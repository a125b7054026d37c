package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A user's own test, which uses only three system properties of kizaki. */
class TaskIT {
  @Test
  void aTaskIsNotDoneAtFirst() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                System.getProperty("kizaki.jdbc.url"),
                System.getProperty("kizaki.jdbc.username"),
                System.getProperty("kizaki.jdbc.password"));
        Statement statement = connection.createStatement()) {
      // The row is committed, and the next start creates the database again without it.
      statement.execute("insert into task (title) values ('write')");
      try (ResultSet rows = statement.executeQuery("select title, done from task")) {
        assertTrue(rows.next());
        assertEquals("write", rows.getString(1));
        assertEquals(false, rows.getBoolean(2));
        assertEquals(false, rows.next());
      }
    }
  }
}
