package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code status} of a database of 2,000 tables in which somebody has changed a few, compared with a
 * client that sends the same queries and reads their rows. If the files are unchanged since an
 * earlier run, as in most builds, neither schema nor history is read again.
 */
final class StatusOfTables implements Measurement {
  private static final Aim AIM = new Aim.Times(1.5);

  private static final int FILES_A_MIGRATION = 10;

  private static final List<String> CHANGES =
      List.of(
          "alter table entity0001 add column remark text",
          "alter table entity0002 alter column count type bigint",
          "alter table entity0003 alter column count drop default",
          "alter table entity0004 alter column title drop not null",
          "create index somebody on entity0005 (count)",
          "create table of_somebody (number integer primary key)");

  private final Path directory;
  private final int tables;

  /**
   * @param tables the number of tables; a multiple of 20
   */
  StatusOfTables(Path directory, int tables) {
    this.directory = directory;
    this.tables = tables;
  }

  @Override
  public List<Row> run() throws Exception {
    Project project = write();
    try (TestDatabase database = Databases.fresh()) {
      new Kizaki(new Silence())
          .apply(new ApplyRequest(project, Databases.of(database), Optional.empty()));
      change(database);
      StatusRequest first = request(project, database);
      StatusRequest request = request(cached(project), database);
      LoggedReads reads = LoggedReads.of(database, () -> new Kizaki(new Silence()).status(request));
      if (reads.repeat(database) < tables) {
        throw new IllegalStateException("these do not read all tables: " + reads.queries());
      }
      List<Duration> medians =
          Rounds.medians(
              2,
              7,
              List.of(
                  () -> Rounds.time(() -> new Kizaki(new Silence()).status(request)),
                  () -> Rounds.time(() -> new Kizaki(new Silence()).status(first)),
                  () -> Rounds.time(() -> reads.repeat(database))));
      return List.of(
          row("", medians.get(0), medians.get(2), AIM),
          row(", after files have changed", medians.get(1), medians.get(2), new Aim.None()));
    }
  }

  private Row row(String circumstance, Duration status, Duration client, Aim aim) {
    return new Row(
        String.format(Locale.ROOT, "status with drift, %,d tables%s", tables, circumstance),
        status,
        "a client that reads the same rows",
        client,
        aim);
  }

  private static StatusRequest request(Project project, TestDatabase database) {
    return TestRequests.status(project, Databases.of(database), Set.of(), Optional.empty());
  }

  /** The same files with the directory in which a goal records that they have no problems. */
  private Project cached(Project project) {
    return new Project(
        project.root(),
        project.schemaDirectory(),
        project.migrationsDirectory(),
        project.userTable(),
        Optional.of(directory.resolve("cache")));
  }

  private static void change(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : CHANGES) {
        statement.execute(command);
      }
      statement.execute("vacuum analyze");
    }
  }

  /** Several migrations, because a server holds the locks of some hundred tables only. */
  private Project write() throws Exception {
    Files.createDirectories(directory);
    Map<String, String> schema = LargeSchema.files(tables, Change.NONE);
    Folders.write(directory.resolve("inspire"), schema);
    LongHistory history = new LongHistory(directory);
    Map<String, String> files = new TreeMap<>();
    for (Map.Entry<String, String> file : schema.entrySet()) {
      files.put(file.getKey(), file.getValue());
      if (files.size() == FILES_A_MIGRATION) {
        history.add(files);
        files.clear();
      }
    }
    if (!files.isEmpty()) {
      history.add(files);
    }
    return new Project(
        directory,
        directory.resolve("inspire"),
        directory.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }
}
