package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code apply} of 300 small migrations, compared with a loop that runs the same commands. {@code
 * apply} also reads and checks the history, connects, and takes the lock.
 */
final class ApplyingMigrations implements Measurement {
  private static final int MIGRATIONS = 300;
  private static final Aim AIM = new Aim.Times(1.3);

  private static final String ENTITY =
      """
      entity %s {
        id: uuid = uuid() @primaryKey
        title: string
        position: int = 0%s
        @index([title])
      }
      """;

  private final Path directory;

  ApplyingMigrations(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Row> run() throws Exception {
    List<List<String>> commands = writeProject();
    Project project =
        new Project(
            directory,
            directory.resolve("inspire"),
            directory.resolve("migrations"),
            Optional.empty(),
            Optional.empty());
    List<Duration> medians =
        Rounds.medians(2, 7, List.of(() -> ours(project), () -> baseline(commands)));
    return List.of(
        new Row(
            "apply " + MIGRATIONS + " migrations",
            medians.get(0),
            "JDBC loop with a history row",
            medians.get(1),
            AIM));
  }

  /** One half of the migrations adds an entity, the other half adds a field to it. */
  private List<List<String>> writeProject() throws IOException {
    Files.createDirectories(directory);
    LongHistory history = new LongHistory(directory);
    for (int number = 0; number < MIGRATIONS / 2; number++) {
      String name = String.format(Locale.ROOT, "Entity%03d", number);
      String file = name + ".inspire";
      String whole = ENTITY.formatted(name, "\n  status: string = \"new\"");
      history.add(Map.of(file, ENTITY.formatted(name, "")));
      history.add(Map.of(file, whole));
      Folders.write(directory.resolve("inspire"), Map.of(file, whole));
    }
    return history.commands();
  }

  private static Duration ours(Project project) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      ApplyRequest request = new ApplyRequest(project, Databases.of(database), Optional.empty());
      return Rounds.time(
          () -> {
            int applied = new Kizaki(new Silence()).apply(request).applied().size();
            if (applied != MIGRATIONS) {
              throw new IllegalStateException(applied + " migrations applied");
            }
          });
    }
  }

  private static Duration baseline(List<List<String>> commands) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      return Rounds.time(() -> JdbcLoop.run(database, commands));
    }
  }
}
