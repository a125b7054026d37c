package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.inspire.testing.RandomSeed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several sessions write while a migration runs in stages. Afterwards each row is what the
 * migration in one transaction would have made of it, and no write has failed that PostgreSQL would
 * not refuse after that one too.
 */
@FullRun
final class WritersDuringStagesTest {
  private static final int WRITERS = 3;
  private static final int ROWS = 20_000;

  /** What the migration does, and the rows that are wrong afterwards. */
  enum Form {
    BACKFILL_OF_NEW_FIELD(
        with("  doubled: int\n"),
        "Task.doubled backfill sql(\"code * 2\")",
        "doubled <> code * 2",
        Set.of("23502")),
    BACKFILL_OF_REQUIRED_FIELD(
        StagedProject.TASK.replace("size: int?", "size: int"),
        "Task.size backfill sql(\"code\")",
        "size <> coalesce(mirror, code)",
        Set.of("23502")),
    RANDOM_DEFAULT(
        with("  token: uuid = uuid()\n"),
        "",
        "token is null or token in (select token from task group by token having count(*) > 1)",
        Set.of()),
    UNIQUE(StagedProject.TASK.replace("title: string", "title: string @unique"), "", "false"),
    INDEX(StagedProject.TASK.replace("title: string", "title: string @index"), "", "false"),
    REFERENCE(
        StagedProject.TASK.replace("ownerId: int?", "ownerId: Owner.id?"),
        "",
        "owner_id is not null and owner_id not in (select id from owner)"),
    CHECK(
        StagedProject.TASK.replace("code: int\n", "code: int @check(sql(\"code > 0\"))\n"),
        "",
        "code <= 0"),
    WIDER_TYPE(
        StagedProject.TASK.replace("size: int?", "size: decimal(12, 0)?"),
        "",
        "size is distinct from mirror"),
    OTHER_TYPE(
        StagedProject.TASK.replace("size: int?", "size: string?"),
        "",
        "size is distinct from mirror::text"),
    TYPE_OF_KEY(
        StagedProject.TASK.replace(
            "entity Task {\n  id: int = auto", "entity Task {\n  id: bigint = auto"),
        "",
        "id is null");

    private final String schema;
    private final String answers;
    private final String wrong;
    private final Set<String> refusedAfterwards;

    Form(String schema, String answers, String wrong) {
      this(schema, answers, wrong, Set.of());
    }

    Form(String schema, String answers, String wrong, Set<String> refusedAfterwards) {
      this.schema = schema;
      this.answers = answers;
      this.wrong = wrong;
      this.refusedAfterwards = refusedAfterwards;
    }

    private static String with(String field) {
      return StagedProject.TASK.replace("  ownerId: int?\n", "  ownerId: int?\n" + field);
    }
  }

  @TempDir Path root;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource
  void eachRowIsAsOneTransactionWouldHaveMadeIt(Form form, TestReporter reporter) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (StagedProject project =
        new StagedProject(
            root, PostgresServers.version(18).freshDatabase(), ROWS, form.schema, form.answers)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(threads.submit(() -> write(project, number)));
      }
      try {
        assertThat(project.apply()).contains(": stage ");
      } finally {
        over.set(true);
      }
      for (Future<?> each : writers) {
        each.get(1, TimeUnit.MINUTES);
      }
      assertThat(failures)
          .allSatisfy(e -> assertThat(form.refusedAfterwards).contains(e.getSQLState()));
      assertThat(project.answer("select count(*) from task where " + form.wrong)).isEqualTo("0");
      assertThat(project.answer("select count(*) from task where size::text <> mirror::text"))
          .isEqualTo("0");
      project.assertNothingLeft();
      String figures =
          "%d writes, longest wait of a writer %d ms".formatted(writes.get(), longest.get());
      reporter.publishEntry(form.name(), figures);
      System.out.println("writers during " + form + ": " + figures);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  /** Writes rows of its own only, so that the writers do not wait for each other. */
  private Void write(StagedProject project, int number) throws Exception {
    Random random = new Random(RandomSeed.value() + number);
    try (Connection connection = project.connect();
        Statement statement = connection.createStatement()) {
      List<Integer> ids = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "select id from task where code %% %d = %d".formatted(WRITERS, number))) {
        while (row.next()) {
          ids.add(row.getInt(1));
        }
      }
      int fresh = 1_000_000 * (number + 1);
      while (!over.get()) {
        int id = ids.get(random.nextInt(ids.size()));
        String value = random.nextBoolean() ? "null" : String.valueOf(-random.nextInt(1000));
        long start = System.nanoTime();
        try {
          switch (random.nextInt(6)) {
            case 0 -> {
              ids.add(++fresh);
              statement.execute(insert(fresh, fresh, value));
            }
            case 1 ->
                statement.execute(
                    insert(id, ++fresh, value)
                        + " on conflict (id) do update set title = excluded.title,"
                        + " mirror = %s, size = %1$s".formatted(value));
            case 2 ->
                statement.execute(
                    "update task set mirror = %s, size = %1$s where id = %d".formatted(value, id));
            case 3 -> statement.execute("update task set title = title where id = " + id);
            case 4 -> {
              ids.remove((Integer) id);
              statement.execute("delete from task where id = " + id);
            }
            default -> {
              ids.remove((Integer) id);
              ids.add(++fresh);
              several(connection, id, fresh, ids.get(random.nextInt(ids.size())));
            }
          }
          writes.incrementAndGet();
        } catch (SQLException e) {
          failures.add(e);
          if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        }
        longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
        Thread.sleep(2);
      }
    }
    return null;
  }

  private static String insert(int id, int code, String value) {
    return "insert into task (id, title, code, mirror, size, owner_id)"
        + " values (%d, 'new %d', %d, %s, %s, %d)"
            .formatted(id, code, code, value, value, 1 + code % 100);
  }

  /** Changes a key, and then another row, in any order. */
  private static void several(Connection connection, int id, int newId, int other)
      throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    try (PreparedStatement key =
            connection.prepareStatement("update task set id = ? where id = ?");
        Statement statement = connection.createStatement()) {
      key.setInt(1, newId);
      key.setInt(2, id);
      key.executeUpdate();
      Thread.sleep(5);
      statement.execute("update task set title = title where id = " + other);
      connection.commit();
    }
    connection.setAutoCommit(true);
  }
}
