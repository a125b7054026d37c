package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** The database from which the classes were generated is still there for the tests. */
class TasksIT {
  @Test
  void readsWhatItWrote() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            System.getProperty("kizaki.jdbc.url"),
            System.getProperty("kizaki.jdbc.username"),
            System.getProperty("kizaki.jdbc.password"))) {
      Tasks tasks = new Tasks(DSL.using(connection));
      tasks.add("Write");
      tasks.add("Read");
      assertEquals(List.of("Read", "Write"), tasks.open());
    }
  }
}
