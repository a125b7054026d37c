package example;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Uses the repository without rest until the standard input ends, and compares what it reads with
 * what it has written. What goes wrong is logged as an error.
 */
public final class Load {
  private static final Logger LOG = LoggerFactory.getLogger(Load.class);
  private static final int THREADS = 2;
  private static final int PROGRESS = 200;
  private static final int PAUSE_MILLIS = 5;
  private static final int TASKS = 50;

  private final JdbcTemplate database;
  private final String version;
  private final Function<JdbcTemplate, Repository> repository;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();

  public Load(JdbcTemplate database, String version, Function<JdbcTemplate, Repository> repository) {
    this.database = database;
    this.version = version;
    this.repository = repository;
  }

  /** Both versions write the number of a task into two fields, so that each can judge all tasks. */
  public record Task(String text, long number) {
    static Task of(int number) {
      return new Task(Load.text(number), number);
    }
  }

  public interface Repository {
    long addOwner(String name);

    void add(UUID id, int number, long owner);

    void write(UUID id, int number);

    void addOrWrite(UUID id, int number, long owner);

    Task read(UUID id);

    /** How many tasks of any version do not fit together. */
    long wrong();

    void delete(UUID id);
  }

  public static String text(int number) {
    return "task " + number;
  }

  public static long generatedKey(JdbcTemplate database, String insert, String value) {
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    database.update(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS);
          statement.setString(1, value);
          return statement;
        },
        key);
    return ((Number) key.getKeys().get("id")).longValue();
  }

  public void run() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      threads.add(new Thread(() -> use(new Random(seed))));
    }
    threads.forEach(Thread::start);
    while (System.in.read() >= 0) {
      // Only the end counts.
    }
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(version + " has " + rows + " tasks");
  }

  private void use(Random random) {
    Repository tasks = repository.apply(database);
    Map<UUID, Integer> written = new HashMap<>();
    try {
      long owner = tasks.addOwner(version);
      while (!stopped.get()) {
        call(tasks, written, owner, random);
        long count = calls.incrementAndGet();
        if (count % PROGRESS == 0) {
          System.out.println(version + " has made " + count + " calls");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      for (UUID id : written.keySet()) {
        compare(tasks, written, id);
      }
      rows.addAndGet(written.size());
    } catch (Exception e) {
      LOG.error("{} cannot go on", version, e);
    }
  }

  private static void call(
      Repository tasks, Map<UUID, Integer> written, long owner, Random random) {
    int number = random.nextInt();
    UUID id =
        written.isEmpty()
            ? UUID.randomUUID()
            : List.copyOf(written.keySet()).get(random.nextInt(written.size()));
    switch (random.nextInt(6)) {
      case 0 -> {
        UUID added = UUID.randomUUID();
        tasks.add(added, number, owner);
        written.put(added, number);
      }
      case 1 -> {
        tasks.write(id, number);
        written.computeIfPresent(id, (key, old) -> number);
      }
      case 2 -> {
        tasks.addOrWrite(id, number, owner);
        written.put(id, number);
      }
      case 3 -> {
        if (written.size() > TASKS) {
          tasks.delete(id);
          written.remove(id);
        }
      }
      case 4 -> {
        long wrong = tasks.wrong();
        if (wrong > 0) {
          LOG.error("{} tasks are not as they were written", wrong);
        }
      }
      default -> compare(tasks, written, id);
    }
  }

  private static void compare(Repository tasks, Map<UUID, Integer> written, UUID id) {
    if (written.containsKey(id) && !tasks.read(id).equals(Task.of(written.get(id)))) {
      LOG.error("task {} is not as it was written", id);
    }
  }
}
