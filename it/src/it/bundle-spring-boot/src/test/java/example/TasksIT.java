package example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** {@code kizaki:start} has applied the history already, so the application applies nothing. */
@SpringBootTest
class TasksIT {
  @Autowired private TasksApplication.Tasks tasks;

  @Test
  void aTaskIsToDoAtFirst() {
    tasks.add("write", 3);
    assertThat(tasks.count()).isEqualTo(1);
  }
}
