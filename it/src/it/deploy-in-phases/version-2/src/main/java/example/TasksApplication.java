package example;

import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** The version that knows members, and tasks with a summary, an effort and a weight. */
@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) throws Exception {
    try (var context = SpringApplication.run(TasksApplication.class, arguments)) {
      new Load(context.getBean(JdbcTemplate.class), "version 2", Tasks::new).run();
    }
  }

  /** What this version does with its database. */
  record Tasks(JdbcTemplate database) implements Load.Repository {
    @Override
    public long addOwner(String name) {
      return Load.generatedKey(database, "insert into member (name) values (?)", name);
    }

    @Override
    public void add(UUID id, int number, long owner) {
      database.update(
          "insert into task (id, summary, effort, weight, owner_id) values (?, ?, ?, ?, ?)",
          id, Load.text(number), String.valueOf(number), 1, owner);
    }

    @Override
    public void write(UUID id, int number) {
      database.update(
          "update task set summary = ?, effort = ? where id = ?",
          Load.text(number), String.valueOf(number), id);
    }

    @Override
    public void addOrWrite(UUID id, int number, long owner) {
      database.update(
          "insert into task (id, summary, effort, weight, owner_id) values (?, ?, ?, ?, ?)"
              + " on conflict (id) do update set summary = excluded.summary, effort = excluded.effort",
          id, Load.text(number), String.valueOf(number), 1, owner);
    }

    @Override
    public Load.Task read(UUID id) {
      return database.queryForObject(
          "select summary, effort from task where id = ?",
          (row, i) -> new Load.Task(row.getString("summary"), Long.parseLong(row.getString("effort"))),
          id);
    }

    @Override
    public long wrong() {
      return database.queryForObject(
          "select count(*) from task t join member m on m.id = t.owner_id"
              + " where t.summary is distinct from 'task ' || t.effort or t.weight is null",
          Long.class);
    }

    @Override
    public void delete(UUID id) {
      database.update("delete from task where id = ?", id);
    }
  }
}
