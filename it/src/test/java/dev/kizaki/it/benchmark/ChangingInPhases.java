package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A deploy in two phases while the statements of the old version, of both and of the new one run
 * ({@link SteadyLoad}). What counts is that none fails and how long one waits.
 */
final class ChangingInPhases implements Measurement {
  private static final String FILE = "task.inspire";
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Aim WAIT = new Aim.Longer(Duration.ofMillis(100));
  private static final String RENAMED =
      """
      entity Job {
        id: int = autoincrement() @primaryKey
        summary: string
        effort: int?
      }

      entity Note {
        id: int = autoincrement() @primaryKey
        task: Job.id
        copy: int?
      }
      """;

  private static final String RENAMES =
      """
        rename entity Task -> Job
        rename Job.title -> Job.summary
        rename Job.size -> Job.effort
      """;

  private final Path directory;
  private final int rows;
  private final Duration between;

  /**
   * @param rows the number of rows of the larger table
   * @param between how long both versions run
   */
  ChangingInPhases(Path directory, int rows, Duration between) {
    this.directory = directory;
    this.rows = rows;
    this.between = between;
  }

  /** A deploy, and what the new version knows after it. */
  private record Deploy(String name, String schema, String statements, SteadyLoad.Names names) {
    static List<Deploy> all() {
      return List.of(
          new Deploy("renames", RENAMED, RENAMES, names("", "")),
          new Deploy(
              "renames and fills",
              RENAMED
                  .replace("effort: int?\n", "effort: int?\n  weight: int\n  token: string\n")
                  .replace("  copy: int?\n", ""),
              RENAMES
                  + """
                    add Job.weight: int backfill 1
                    add Job.token: string backfill sql("md5(summary)")
                    drop Note.copy
                  """,
              names(", weight, token", ", 2, 'token'")),
          new Deploy(
              "two columns",
              RENAMED.replace("effort: int?", "effort: decimal(12, 2)?"),
              RENAMES
                  + """
                    change Job.effort: int? -> decimal(12, 2)? back sql("effort::int")
                  """,
              names("", "")));
    }

    private static SteadyLoad.Names names(String columns, String values) {
      return new SteadyLoad.Names("job", "summary", "effort", columns, values);
    }
  }

  /** What the users noticed in each part of a deploy. */
  private record Noticed(String when, SteadyLoad.Noticed noticed) {}

  @Override
  public List<Row> run() throws Exception {
    List<Row> found = new ArrayList<>();
    for (Deploy deploy : Deploy.all()) {
      found.addAll(measure(deploy));
    }
    return found;
  }

  private List<Row> measure(Deploy deploy) throws Exception {
    Project project = write(deploy);
    try (TestDatabase warmUp = filled(project, 10_000)) {
      apply(project, warmUp, DeployPhase.EXPAND);
      apply(project, warmUp, DeployPhase.CONTRACT);
    }
    List<Noticed> parts = new ArrayList<>();
    long written;
    try (TestDatabase database = filled(project, rows)) {
      try (SteadyLoad oldVersion = SteadyLoad.on(database, rows)) {
        Thread.sleep(IDLE.toMillis());
        oldVersion.startAnew();
        Thread.sleep(IDLE.toMillis());
        parts.add(new Noticed("no change", oldVersion.noticed()));
        oldVersion.startAnew();
        apply(project, database, DeployPhase.EXPAND);
        parts.add(new Noticed("old, expand", oldVersion.noticed()));
        try (SteadyLoad newVersion = SteadyLoad.on(database, rows, deploy.names())) {
          oldVersion.startAnew();
          Thread.sleep(between.toMillis());
          parts.add(new Noticed("old, between", oldVersion.noticed()));
          parts.add(new Noticed("new, between", newVersion.noticed()));
          oldVersion.close();
          newVersion.startAnew();
          apply(project, database, DeployPhase.CONTRACT);
          parts.add(new Noticed("new, contract", newVersion.noticed()));
        }
      }
    }
    try (TestDatabase database = filled(project, rows)) {
      long before = LargeTables.wal(database);
      apply(project, database, DeployPhase.EXPAND);
      apply(project, database, DeployPhase.CONTRACT);
      written = LargeTables.wal(database) - before;
    }
    print(deploy, parts, written);
    return parts.stream()
        .skip(1)
        .map(
            part ->
                new Row(
                    deploy.name() + ", " + part.when() + ", longest wait",
                    part.noticed().longest(),
                    "no change",
                    parts.get(0).noticed().longest(),
                    WAIT))
        .toList();
  }

  private void print(Deploy deploy, List<Noticed> parts, long written) {
    List<String> head = new ArrayList<>(List.of("ms, longest / 99.9 %"));
    head.addAll(SteadyLoad.kinds());
    head.addAll(List.of("statements", "failed"));
    List<List<String>> lines = new ArrayList<>();
    for (Noticed part : parts) {
      List<String> cells = new ArrayList<>(List.of(part.when()));
      part.noticed().waits().forEach(each -> cells.add(each.text()));
      cells.add(String.valueOf(part.noticed().statements()));
      cells.add(String.valueOf(part.noticed().failures().size()));
      lines.add(cells);
    }
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "%s, %,d rows, %d processors; both phases without users write %,d kB of WAL%n",
        deploy.name(),
        rows,
        Runtime.getRuntime().availableProcessors(),
        written >> 10);
    Columns.lines(head, List.of(0), lines).forEach(System.out::println);
    parts.forEach(
        part ->
            part.noticed().failures().stream()
                .limit(1)
                .forEach(failure -> System.out.println(part.when() + ": " + failure)));
  }

  private Project write(Deploy deploy) throws Exception {
    Path root = directory.resolve(deploy.name().replace(' ', '-'));
    Files.createDirectories(root);
    LongHistory history = new LongHistory(root);
    history.add(Map.of(FILE, SchemaChange.before()));
    history.add(Map.of(FILE, deploy.schema()), deploy.statements());
    Folders.write(root.resolve("inspire"), Map.of(FILE, deploy.schema()));
    return new Project(
        root,
        root.resolve("inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  /** A database with the first migration and its rows. */
  private static TestDatabase filled(Project project, int rows) throws Exception {
    TestDatabase database = Databases.fresh();
    apply(project, database, Optional.of("1"), DeployPhase.WHOLE);
    LargeTables.fill(database, rows);
    return database;
  }

  private static void apply(Project project, TestDatabase database, DeployPhase phase) {
    apply(project, database, Optional.empty(), phase);
  }

  private static void apply(
      Project project, TestDatabase database, Optional<String> target, DeployPhase phase) {
    new Kizaki(new Silence())
        .apply(
            new ApplyRequest(
                project, Databases.of(database), target, false, false, OnlineSettings.AUTO, phase));
  }
}
