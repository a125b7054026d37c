package example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Its schema is there before the first bean asks the database. */
@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TasksApplication.class, arguments).close();
  }

  /** A user's service, which does not refer to kizaki and reads the database when it is made. */
  @Component
  static class Tasks {
    private final JdbcTemplate database;

    Tasks(JdbcTemplate database) {
      this.database = database;
      System.out.println("Tasks to do: " + count());
    }

    void add(String title, int points) {
      database.update("insert into task (title, points) values (?, ?)", title, points);
    }

    long count() {
      return database.queryForObject("select count(*) from task where status = 'Todo'", Long.class);
    }
  }
}
