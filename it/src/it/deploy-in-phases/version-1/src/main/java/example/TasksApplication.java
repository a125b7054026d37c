package example;

import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** The version that knows persons, and tasks with a title, points and a legacy text. */
@SpringBootApplication
public class TasksApplication {
  public static void main(String[] arguments) throws Exception {
    try (var context = SpringApplication.run(TasksApplication.class, arguments)) {
      new Load(context.getBean(JdbcTemplate.class), "version 1", Tasks::new).run();
    }
  }

  /** What this version does with its database. */
  record Tasks(JdbcTemplate database) implements Load.Repository {
    @Override
    public long addOwner(String name) {
      return Load.generatedKey(database, "insert into person (name) values (?)", name);
    }

    @Override
    public void add(UUID id, int number, long owner) {
      database.update(
          "insert into task (id, title, points, legacy, owner_id) values (?, ?, ?, ?, ?)",
          id, Load.text(number), number, "old", owner);
    }

    @Override
    public void write(UUID id, int number) {
      database.update(
          "update task set title = ?, points = ? where id = ?", Load.text(number), number, id);
    }

    @Override
    public void addOrWrite(UUID id, int number, long owner) {
      database.update(
          "insert into task (id, title, points, legacy, owner_id) values (?, ?, ?, 'old', ?)"
              + " on conflict (id) do update set title = excluded.title, points = excluded.points",
          id, Load.text(number), number, owner);
    }

    @Override
    public Load.Task read(UUID id) {
      return database.queryForObject(
          "select title, points from task where id = ?",
          (row, i) -> new Load.Task(row.getString("title"), row.getInt("points")),
          id);
    }

    @Override
    public long wrong() {
      return database.queryForObject(
          "select count(*) from task t join person p on p.id = t.owner_id"
              + " where t.title is distinct from 'task ' || t.points or t.legacy is null",
          Long.class);
    }

    @Override
    public void delete(UUID id) {
      database.update("delete from task where id = ?", id);
    }
  }
}
