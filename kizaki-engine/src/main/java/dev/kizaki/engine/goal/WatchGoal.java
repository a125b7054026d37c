package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectFiles;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.StatementLines;
import dev.kizaki.engine.watch.WatchedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code dev} that keeps running: it keeps the embedded server running, and reports after each
 * change of schema or history whether the two and the database agree.
 *
 * <p>When it starts, it applies the pending migrations, as {@code dev} does. It applies nothing
 * later: a migration that appears later is usually the draft that {@code plan} has just written in
 * another terminal. A draft has not been reviewed yet, and once it is applied it can no longer be
 * rewritten.
 */
public final class WatchGoal {
  /** Short enough to report a save within one second, which includes reading and checking. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** How long files must stay the same: a save or a change of branch writes files in many steps. */
  private static final Duration SETTLING = Duration.ofMillis(60);

  private static final int MOST_SETTLING = 5;

  /** Reading the directories takes at most one {@code SHARE}-th of one processor's time. */
  private static final int SHARE = 20;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** How often the database is read as long as a migration is pending. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

  private static final String COMMAND = "mvn kizaki:dev -Dkizaki.watch";
  private static final int MOST_NAMES = 3;
  private static final int MOST_STATEMENTS = 10;

  private final DevRequest request;
  private final DevelopmentDatabase database;
  private final Project project;
  private final Reporter reporter;
  private final CountDownLatch stop;
  private final WatchedFiles watched;

  /** The history; empty after a change of its files, until it is read again. */
  private Optional<CommittedHistory> history = Optional.empty();

  private ProjectFiles files = new ProjectFiles(List.of(), Optional.empty(), Optional.empty());

  /** What is pending, or why that is not known; empty if the database has the whole history. */
  private List<String> gaps = List.of();

  /** Why the pending migrations were not applied at the start; the first report omits it. */
  private String refusal = "";

  /** Whether a parked database fits, but sessions use the current one. */
  private boolean blocked;

  /**
   * @param stop ends the goal when it is counted down
   */
  public WatchGoal(DevRequest request, Reporter reporter, CountDownLatch stop) {
    this.request = request;
    this.database = new DevelopmentDatabase(request, COMMAND, reporter);
    this.project = request.project();
    this.reporter = reporter;
    this.stop = stop;
    this.watched =
        new WatchedFiles(
            List.of(
                new WatchedFiles.Directory(
                    project.schemaDirectory(), folder -> true, WatchGoal::isSchema),
                new WatchedFiles.Directory(
                    project.migrationsDirectory(), WatchGoal::isWatched, WatchGoal::isWatched)));
  }

  /** Excludes files that are being written and the copies that editors keep. */
  private static boolean isWatched(Path path) {
    return !name(path).startsWith(".") && !name(path).endsWith("~");
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  public void run() {
    database.refuseRemote();
    Map<Path, String> content = watched.poll();
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    try (DatabaseHandle open = connector.openForWatch()) {
      connect(open);
      check();
      applyPending(open);
      report(open);
      reporter.info(open.directions(project));
      reporter.info(
          "Watching %s and %s. Press Ctrl-C to stop."
              .formatted(
                  ProjectPaths.shown(project, project.schemaDirectory()),
                  ProjectPaths.shown(project, project.migrationsDirectory())));
      follow(content, open);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reporter.info("Stopped.");
  }

  private static void connect(DatabaseHandle open) {
    try {
      open.connect();
    } catch (Refusal | EnvironmentFailure unreachable) {
      return; // the first report says why
    }
  }

  private void applyPending(DatabaseHandle open) {
    if (files.problems().isEmpty()) {
      try {
        database.applyPending(
            files.history().orElseThrow(), open, HistoryAdvice.Kind.NONE_PARKED_WATCHED);
      } catch (Refusal failed) {
        warn(failed.getMessage());
        refusal = failed.getMessage();
      }
    }
  }

  private void follow(Map<Path, String> first, DatabaseHandle open) throws InterruptedException {
    Map<Path, String> before = first;
    Duration pause = PAUSE;
    long asked = System.nanoTime();
    while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      long start = System.nanoTime();
      Map<Path, String> now = watched.poll();
      pause = pauseAfter(Duration.ofNanos(System.nanoTime() - start));
      if (!now.equals(before)) {
        now = settled(now);
        if (!now.equals(before)) {
          changed(before, now);
          report(open);
        }
        before = now;
      } else if (!gaps.isEmpty() && start - asked > BETWEEN_QUESTIONS.toNanos()) {
        asked = start;
        askAgain(open);
      }
    }
  }

  private static Duration pauseAfter(Duration reading) {
    Duration fair = reading.multipliedBy(SHARE);
    Duration longer = fair.compareTo(PAUSE) < 0 ? PAUSE : fair;
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /**
   * The files once two readings in a row are equal; if they keep changing, the last reading of
   * {@link #MOST_SETTLING}.
   */
  private Map<Path, String> settled(Map<Path, String> first) throws InterruptedException {
    Map<Path, String> last = first;
    for (int readings = 0; readings < MOST_SETTLING; readings++) {
      Thread.sleep(SETTLING.toMillis());
      Map<Path, String> now = watched.poll();
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
    return last;
  }

  /** Objects may read a file of any name; editors write hidden files and copies beside it. */
  private static boolean isSchema(Path file) {
    return !name(file).startsWith(".") && !name(file).endsWith("~");
  }

  private void changed(Map<Path, String> before, Map<Path, String> now) {
    TreeSet<Path> paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    paths.removeIf(path -> Objects.equals(before.get(path), now.get(path)));
    if (paths.stream().anyMatch(path -> path.startsWith(project.migrationsDirectory()))) {
      history = Optional.empty();
    }
    String names =
        paths.stream()
            .limit(MOST_NAMES)
            .map(
                path ->
                    ProjectPaths.shown(project, path) + (now.containsKey(path) ? "" : " (deleted)"))
            .collect(Collectors.joining(", "));
    int others = paths.size() - MOST_NAMES;
    reporter.info("");
    reporter.info("Changed: " + names + (others > 0 ? " and " + others + " more" : ""));
    check();
  }

  private void check() {
    try {
      files = ProjectFiles.of(project, this::history);
    } catch (EnvironmentFailure unreadable) {
      files = new ProjectFiles(List.of(unreadable.asRefusal()), Optional.empty(), Optional.empty());
    }
  }

  private CommittedHistory history() {
    if (history.isEmpty()) {
      history = Optional.of(CommittedHistory.of(project));
    }
    return history.get();
  }

  private void report(DatabaseHandle open) {
    files.problems().forEach(this::warn);
    blocked = false;
    gaps = files.problems().isEmpty() ? takeBack(open).orElseGet(() -> gaps(open)) : List.of();
    files.warnings().forEach(this::warn);
    if (files.problems().isEmpty() && files.ahead()) {
      reporter.warn(SchemaDrift.AHEAD);
      List<String> drift = files.drift();
      drift.stream()
          .limit(MOST_STATEMENTS)
          .forEach(each -> StatementLines.of(each).forEach(reporter::info));
      if (drift.size() > MOST_STATEMENTS) {
        reporter.info("and " + (drift.size() - MOST_STATEMENTS) + " more");
      }
      reporter.warn(SchemaDrift.NEXT_STEP);
    }
    gaps.stream().filter(each -> !each.equals(refusal)).forEach(this::warn);
    refusal = "";
    if (files.problems().isEmpty() && gaps.isEmpty() && !files.ahead()) {
      reporter.info(DevelopmentDatabase.AGREE);
    }
  }

  /** A migration that another terminal applies changes no file, so the database is read again. */
  private void askAgain(DatabaseHandle open) {
    if (blocked && takeBack(open).isPresent()) {
      return;
    }
    blocked = false;
    List<String> now = gaps(open);
    if (now.equals(gaps)) {
      return;
    }
    gaps = now;
    reporter.info("");
    gaps.forEach(this::warn);
    if (gaps.isEmpty()) {
      reporter.info(
          files.ahead() ? "The database has all of the history." : DevelopmentDatabase.AGREE);
    }
  }

  /**
   * Takes back a parked database if the history of the current one does not fit: a person has
   * switched to another branch.
   *
   * @return why a parked database that fits could not be taken back
   */
  private Optional<List<String>> takeBack(DatabaseHandle open) {
    try {
      open.local(COMMAND, reporter)
          .ifPresent(local -> local.takeBack(files.history().orElseThrow().committed()));
      return Optional.empty();
    } catch (Refusal | EnvironmentFailure e) {
      blocked = true;
      return Optional.of(List.of(e.getMessage()));
    }
  }

  private List<String> gaps(DatabaseHandle open) {
    HistoryAdvice advice =
        HistoryAdvice.of(
            request.database().location() instanceof DatabaseLocation.Embedded
                ? HistoryAdvice.Kind.NONE_PARKED_WATCHED
                : HistoryAdvice.Kind.CONFIGURED,
            project);
    try (ReadSession session = ReadSession.open(open.sessions())) {
      List<String> pending =
          AppliedHistory.pending(
                  session.applied(), files.history().orElseThrow().committed(), advice)
              .stream()
              .map(CommittedMigration::name)
              .toList();
      return pending.isEmpty()
          ? List.of()
          : List.of(
              "Pending: "
                  + MigrationNames.of(pending)
                  + (files.ahead() ? "" : "\nRun `mvn kizaki:apply` to apply it."));
    } catch (Refusal | EnvironmentFailure e) {
      return List.of(e.getMessage());
    }
  }

  private void warn(String message) {
    message.lines().forEach(reporter::warn);
  }
}
