package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of a large table while others use it ({@link SteadyLoad}), in one transaction and in
 * stages. What counts is how long a user waits. {@code -Dbenchmark.rows} sets the number of rows.
 */
final class ChangingUnderLoad implements Measurement {
  private static final String FILE = "task.inspire";
  private static final Duration REST = Duration.ofSeconds(3);

  /** No statement may wait longer than this beyond the longest wait without a change. */
  private static final Aim WAIT = new Aim.Longer(Duration.ofMillis(100));

  private static final Aim TOTAL = new Aim.Times(4);

  /** At least 80 % of the statements that the users run without a change. */
  private static final Aim THROUGHPUT = new Aim.Times(1.25);

  private static final String SCHEMA =
      """
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string%s
        size: %s
        %s
      }
      """;

  private static final Map<String, String> CHANGES = new LinkedHashMap<>();

  static {
    CHANGES.put("unique", SCHEMA.formatted(" @unique", "int?", ""));
    CHANGES.put("index", SCHEMA.formatted("", "int?", "@index([title, size])"));
    CHANGES.put("check", SCHEMA.formatted("", "int?", "@check(sql(\"size < 1000000\"))"));
    CHANGES.put("required", SCHEMA.formatted("", "int = 0", ""));
    CHANGES.put("uuid default", SCHEMA.formatted("", "int?", "token: uuid = uuid()"));
    CHANGES.put("int to bigint", SCHEMA.formatted("", "bigint?", ""));
  }

  private final Path directory;
  private final int rows;

  ChangingUnderLoad(Path directory, int rows) {
    this.directory = directory;
    this.rows = rows;
  }

  @Override
  public List<Row> run() throws Exception {
    List<Row> found = new ArrayList<>();
    for (Map.Entry<String, String> change : CHANGES.entrySet()) {
      Project project = write(change.getKey(), change.getValue());
      Changed plain = change(project, OnlineSettings.NEVER);
      Changed online = change(project, OnlineSettings.ALWAYS);
      System.out.println(line(change.getKey(), "in one transaction", plain));
      System.out.println(line(change.getKey(), "in stages", online));
      found.add(
          new Row(
              change.getKey() + ", longest wait of a user",
              online.during().longest(),
              "no change",
              online.before().longest(),
              WAIT));
      found.add(
          new Row(
              change.getKey() + ", time for each statement of the users",
              online.perStatement(online.took(), online.during()),
              "no change",
              online.perStatement(REST, online.before()),
              THROUGHPUT));
      found.add(
          new Row(change.getKey() + ", in stages", online.took(), "at once", plain.took(), TOTAL));
    }
    return found;
  }

  /**
   * A change under load.
   *
   * @param before what the users noticed before it
   * @param during what they noticed while it ran
   * @param growth the size of the table with its indexes after it, as a multiple of that before
   */
  private record Changed(
      Duration took, SteadyLoad.Noticed before, SteadyLoad.Noticed during, double growth) {
    Duration perStatement(Duration time, SteadyLoad.Noticed noticed) {
      return time.dividedBy(Math.max(1, noticed.statements()));
    }
  }

  private static String line(String change, String way, Changed changed) {
    return String.format(
        Locale.ROOT,
        "%s %s: %.1f s; longest wait %d ms, 99.9 %% within %d ms; %d statements, %d failed%s;"
            + " table and indexes %.2f times as large",
        change,
        way,
        Table.seconds(changed.took()),
        changed.during().longest().toMillis(),
        changed.during().most().toMillis(),
        changed.during().statements(),
        changed.during().failures().size(),
        changed.during().failures().stream().findFirst().map(each -> ": " + each).orElse(""),
        changed.growth());
  }

  private Project write(String name, String after) throws Exception {
    Path root = directory.resolve(name.replace(' ', '-'));
    Files.createDirectories(root);
    LongHistory history = new LongHistory(root);
    history.add(Map.of(FILE, SCHEMA.formatted("", "int?", "")));
    history.add(Map.of(FILE, after));
    Folders.write(root.resolve("inspire"), Map.of(FILE, after));
    return new Project(
        root,
        root.resolve("inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  private Changed change(Project project, OnlineSettings online) throws Exception {
    try (TestDatabase database = Databases.fresh()) {
      apply(project, database, Optional.of("1"), OnlineSettings.NEVER);
      fill(database);
      long size = size(database);
      try (SteadyLoad load = SteadyLoad.on(database, rows)) {
        Thread.sleep(REST.toMillis());
        load.startAnew();
        Thread.sleep(REST.toMillis());
        SteadyLoad.Noticed before = load.noticed();
        load.startAnew();
        Duration took = Rounds.time(() -> apply(project, database, Optional.empty(), online));
        SteadyLoad.Noticed during = load.noticed();
        return new Changed(took, before, during, (double) size(database) / size);
      }
    }
  }

  private static void apply(
      Project project, TestDatabase database, Optional<String> target, OnlineSettings online) {
    new Kizaki(new Silence())
        .apply(new ApplyRequest(project, Databases.of(database), target, false, false, online));
  }

  private void fill(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into task (title, size)
          select 'task number ' || n || repeat('x', 100), nullif(n %% 10, 0)
          from generate_series(1, %d) n
          """
              .formatted(rows));
      statement.execute("vacuum analyze task");
      statement.execute("checkpoint");
    }
  }

  private static long size(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select pg_total_relation_size('task')")) {
      row.next();
      return row.getLong(1);
    }
  }
}
