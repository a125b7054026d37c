package example;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TasksApplication.class, arguments).close();
  }

  /** Adds a task at each start. */
  @Component
  static class Tasks implements ApplicationRunner {
    private final JdbcTemplate database;

    Tasks(JdbcTemplate database) {
      this.database = database;
    }

    @Override
    public void run(ApplicationArguments arguments) {
      database.update("insert into task (title) values ('read the mail')");
      System.out.println(
          "Tasks: " + database.queryForObject("select count(*) from task", Long.class));
    }
  }
}
