package example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest
class TasksIT {
  @Autowired private TasksApplication.Tasks tasks;
  @Autowired private JdbcTemplate database;

  @Test
  void aTaskIsToDoAtFirst() {
    tasks.add("write", 3);
    assertThat(tasks.count()).isEqualTo(1);
  }

  /** {@code kizaki:start} has applied the history, so Liquibase marks it as run at start-up. */
  @Test
  void liquibaseRanNothing() {
    assertThat(
            database.queryForList(
                "select distinct exectype from databasechangelog", String.class))
        .containsExactly("MARK_RAN");
  }
}
