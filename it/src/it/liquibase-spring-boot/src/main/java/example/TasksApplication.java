package example;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Spring Boot runs Liquibase before anything else uses the database. */
@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TasksApplication.class, arguments).close();
  }

  /** A user's service, which does not refer to kizaki or Liquibase. */
  @Component
  static class Tasks implements ApplicationRunner {
    private final JdbcTemplate database;

    Tasks(JdbcTemplate database) {
      this.database = database;
    }

    void add(String title, int points) {
      database.update("insert into task (title, points) values (?, ?)", title, points);
    }

    long count() {
      return database.queryForObject("select count(*) from task where status = 'Todo'", Long.class);
    }

    @Override
    public void run(ApplicationArguments arguments) {
      System.out.println("Tasks to do: " + count());
    }
  }
}
