package example;

import static example.database.Tables.TASK;

import example.database.enums.TaskStatus;
import java.util.List;
import org.jooq.DSLContext;

/** Uses the classes that jOOQ has generated. */
final class Tasks {
  private final DSLContext database;

  Tasks(DSLContext database) {
    this.database = database;
  }

  void add(String title) {
    database.insertInto(TASK, TASK.TITLE).values(title).execute();
  }

  List<String> open() {
    return database
        .select(TASK.TITLE)
        .from(TASK)
        .where(TASK.STATUS.eq(TaskStatus.Todo))
        .orderBy(TASK.TITLE)
        .fetch(TASK.TITLE);
  }
}
