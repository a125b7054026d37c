package example;

import jakarta.persistence.EntityManager;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(TasksApplication.class, arguments).close();
  }

  /** Adds a task at each start. */
  @Component
  static class Tasks implements ApplicationRunner {
    private final EntityManager database;

    Tasks(EntityManager database) {
      this.database = database;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
      database.persist(new Task("read the mail"));
      System.out.println(
          "Tasks: " + database.createQuery("select count(t) from Task t").getSingleResult());
    }
  }
}
