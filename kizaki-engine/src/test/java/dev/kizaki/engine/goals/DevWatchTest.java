package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dev} with {@code kizaki.watch}: what it prints after each change, and that it continues.
 */
@FullRun
final class DevWatchTest {
  /** Long enough for the slowest machine; a test continues as soon as the line is printed. */
  private static final Duration LINE_TIMEOUT = Duration.ofSeconds(20);

  /** How long no line must be printed. */
  private static final Duration QUIET_TIME = Duration.ofMillis(900);

  private static final String TASK = "src/main/inspire/task.inspire";
  private static final String AGREE = "Schema, history and database agree.";
  private static final String WITH_LABEL =
      """
      entity Task {
        title: string
        projectId: Project.id
        status: TaskStatus = Todo
        points: int?
        label: string?
      }
      """;

  @TempDir Path root;
  private AppliedProject project;
  private String task;
  private Thread watching;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
  private final Reporter reporter =
      new Reporter() {
        @Override
        public void info(String line) {
          if (!line.isEmpty() && !line.startsWith("Database: ")) {
            printed.add(line);
          }
        }

        @Override
        public void warn(String line) {
          printed.add("[WARNING] " + line);
        }
      };

  @BeforeEach
  void applied() throws IOException {
    project = AppliedProject.in(root);
    task = Files.readString(root.resolve(TASK));
  }

  @AfterEach
  void end() throws SQLException, InterruptedException {
    stop.countDown();
    watching.join(LINE_TIMEOUT.toMillis());
    assertThat(watching.isAlive()).isFalse();
    project.close();
  }

  @Test
  void reportsEachStepFromAnInvalidSchemaToAnAppliedMigration() throws Exception {
    watch();

    write(TASK, task.replace("string", "strng"));
    expect(
        "Changed: src/main/inspire/task.inspire",
        "[WARNING] src/main/inspire/task.inspire:2:10: error INS201: unknown type 'strng'",
        "[WARNING]       title: strng",
        "[WARNING]              ^^^^^",
        "[WARNING] 1 error in 1 file.");
    save(TASK, task);
    expect("Changed: src/main/inspire/task.inspire", AGREE);

    write(TASK, WITH_LABEL.replace("\n", "\r\n"));
    expect(
        "Changed: src/main/inspire/task.inspire",
        "[WARNING] Source schema is ahead of committed history.",
        "- add Task.label: string?",
        "[WARNING] Run `mvn kizaki:plan` to continue.");

    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
    expect(
        "Changed: migrations/0004_add_label/plan.migration,"
            + " migrations/0004_add_label/snapshot.json",
        "[WARNING] Pending: 0004_add_label",
        "[WARNING] Run `mvn kizaki:apply` to apply it.");

    apply(project.database());
    expect(AGREE);
  }

  @Test
  void aFileSavedWithTheSameContentIsNotReported() throws Exception {
    watch();
    save(TASK, task);
    Files.writeString(root.resolve("src/main/inspire/.task.inspire.swp"), "x");
    assertSilent();
  }

  @Test
  void reportsDeletedAndRestoredFilesAndDirectories() throws Exception {
    watch();
    Path schema = root.resolve("src/main/inspire");
    Path away = root.resolve("away");
    Files.move(schema, away);
    expect(
        "Changed: src/main/inspire/project.inspire (deleted), src/main/inspire/status.inspire"
            + " (deleted), src/main/inspire/task.inspire (deleted)",
        "[WARNING] migrations contains a history, but src/main/inspire contains no *.inspire file.",
        "[WARNING] Restore the schema, or set schemaDirectory to its directory.");
    Files.move(away, schema);
    expect(
        "Changed: src/main/inspire/project.inspire, src/main/inspire/status.inspire,"
            + " src/main/inspire/task.inspire",
        AGREE);
    Files.delete(schema.resolve("status.inspire"));
    assertThat(next()).isEqualTo("Changed: src/main/inspire/status.inspire (deleted)");
  }

  @Test
  void reportsManyChangedFilesInOneLine() throws Exception {
    watch();
    for (int i = 1; i <= 5; i++) {
      write("src/main/inspire/label" + i + ".inspire", "entity Label" + i + " { name: string }\n");
    }
    assertThat(next())
        .isEqualTo(
            "Changed: src/main/inspire/label1.inspire, src/main/inspire/label2.inspire,"
                + " src/main/inspire/label3.inspire and 2 more");
  }

  @Test
  void startsWithAnInvalidSchema() throws Exception {
    write(TASK, task.replace("string", "strng"));
    start(project.database());
    expect("[WARNING] src/main/inspire/task.inspire:2:10: error INS201: unknown type 'strng'");
    write(TASK, task);
    expect(AGREE);
  }

  @Test
  void reportsADatabaseThatNoLongerExists() throws Exception {
    watch();
    project.close();
    write(TASK, WITH_LABEL);
    expect(
        "Changed: src/main/inspire/task.inspire",
        "[WARNING] Run `mvn kizaki:plan` to continue.",
        "[WARNING] Cannot connect to "
            + project.test().jdbcUrl().substring("jdbc:postgresql://".length())
            + ": database \""
            + project.test().name()
            + "\" does not exist. Create the database, or correct its name in the URL.");
  }

  @Test
  void stopsOnAnInterrupt() throws Exception {
    watch();
    watching.interrupt();
    expect("Stopped.");
  }

  /** Starts on a project whose schema, history and database agree. */
  private void watch() throws InterruptedException {
    start(project.database());
    assertThat(next()).isEqualTo(AGREE);
    assertThat(next()).isEqualTo("Use " + project.test().jdbcUrl() + " as user kizaki.");
    assertThat(next()).isEqualTo("Watching src/main/inspire and migrations. Press Ctrl-C to stop.");
  }

  private void start(DatabaseSettings database) {
    DevRequest request = new DevRequest(AppliedProject.project(root), database, false);
    watching = new Thread(() -> new Kizaki(reporter).watch(request, stop), "watching");
    watching.start();
  }

  private void apply(DatabaseSettings database) {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(AppliedProject.project(root), database, Optional.empty()));
  }

  private void write(String file, String text) throws IOException {
    AppliedProject.write(root, file, text);
  }

  /** Saves as many editors do: a new file replaces the old one. */
  private void save(String file, String text) throws IOException {
    Path fresh = Files.writeString(root.resolve(file + "~"), text);
    Files.move(fresh, root.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits for these lines in this order; other lines may be printed between them. */
  private void expect(String... lines) throws InterruptedException {
    List<String> linesSoFar = new ArrayList<>();
    for (String line : lines) {
      String found;
      do {
        found = printed.poll(LINE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(found).as("waiting for `%s` after %s", line, linesSoFar).isNotNull();
        linesSoFar.add(found);
      } while (!found.equals(line));
    }
  }

  private String next() throws InterruptedException {
    return printed.poll(LINE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void assertSilent() throws InterruptedException {
    assertThat(printed.poll(QUIET_TIME.toMillis(), TimeUnit.MILLISECONDS)).isNull();
  }
}
