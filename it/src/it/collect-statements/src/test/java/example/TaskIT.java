package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A user's own test, which runs the statements of the application. */
class TaskIT {
  @Test
  void tasksHaveCodes() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                System.getProperty("kizaki.jdbc.url"),
                System.getProperty("kizaki.jdbc.username"),
                System.getProperty("kizaki.jdbc.password"));
        PreparedStatement insert =
            connection.prepareStatement("insert into task (title, code) values (?, ?)");
        PreparedStatement select =
            connection.prepareStatement("select id, title, code from task group by id")) {
      insert.setString(1, "write");
      insert.setInt(2, 7);
      insert.executeUpdate();
      try (ResultSet rows = select.executeQuery()) {
        assertTrue(rows.next());
        assertEquals("write", rows.getString(2));
        assertEquals(7, rows.getInt(3));
      }
    }
  }
}
