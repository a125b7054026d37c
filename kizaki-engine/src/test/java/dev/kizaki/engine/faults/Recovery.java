package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.DailyPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;

/**
 * Checks what must be true after a fault. The same call, run again without any other action, must
 * succeed. Then catalog, rows and history must be those of a run without a fault, no lock, session,
 * transaction or invalid index may remain, and the migrations directory must be unchanged. Counts
 * the faults, the recoveries, and how often a run with a fault reported a wrong outcome.
 */
final class Recovery {
  private static final String OTHERS =
      """
      select concat_ws(' ', pid, application_name, state, query) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend'\
      """;

  private static final String ADVISORY_LOCKS =
      """
      select mode from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())\
      """;

  private static final String HALF_INDEXES =
      "select indexrelid::regclass from pg_index where not (indisvalid and indisready)";

  private final SweptProject project;
  private final boolean rows;
  private final Map<String, String> files;
  private final List<String> problems = new ArrayList<>();
  private int points;
  private int recovered;
  private int succeeded;
  private int wrongClaims;

  /**
   * @param rows true if the runs start with tables that have rows, false if the database is empty
   */
  Recovery(SweptProject project, boolean rows) {
    this.project = project;
    this.rows = rows;
    this.files = files(project.project().migrationsDirectory());
  }

  /**
   * The distance between two requests with a fault. With {@code -Dkizaki.test.kills=1}, every
   * request has one.
   *
   * @param usual the default
   */
  static int step(int usual) {
    return Integer.getInteger("kizaki.test.kills", usual);
  }

  /** A number from 0 to {@code step - 1} that is another one each day. */
  static int daily(int step) {
    return DailyPart.number(step, 0);
  }

  /** Restores the initial state of the database. */
  void reset() throws SQLException {
    project.observer().execute(rows ? project.toRows() : project.toNothing());
  }

  private int before() {
    return rows ? 1 : 0;
  }

  /** Compares the outcome that a run with a fault has reported with the database. */
  void checkClaim(String point, Claim claim) throws SQLException {
    int now = DatabaseState.applied(project.observer()).size();
    if (claim.done().isPresent()) {
      succeeded++;
    }
    if (!claim.isTrue(project.names(), before(), now)) {
      wrongClaims++;
      problems.add("%s: %d are applied, and the run reported: %s".formatted(point, now, claim));
    }
  }

  /** Runs it again at once, and checks the result. */
  void recover(String point) throws SQLException {
    points++;
    try {
      project.apply(FaultServer.direct(project.database()));
      assertThat(DatabaseState.of(project.observer()))
          .isEqualTo(rows ? project.fromRows() : project.fromNothing());
      assertAtRest(project.observer());
      recovered++;
    } catch (RuntimeException | AssertionError e) {
      problems.add(point + ": " + e);
    }
  }

  /** Waits for sessions of an ended run that are still closing. They must end. */
  static void assertAtRest(Observer observer) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!observer.column(OTHERS).isEmpty() && System.nanoTime() < end) {
      pause();
    }
    assertThat(observer.column(OTHERS)).as("sessions").isEmpty();
    assertThat(observer.column(ADVISORY_LOCKS)).as("advisory locks").isEmpty();
    assertThat(observer.column(HALF_INDEXES)).as("indexes that are not valid").isEmpty();
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int points() {
    return points;
  }

  /** Prints the figures on one line, in the report and in the build's log. */
  void report(TestReporter reporter, String kind) {
    reporter.publishEntry(kind, figures());
    System.out.println(kind + ": " + figures());
  }

  private String figures() {
    return "recovered %d/%d, succeeded in spite of the fault %d, wrong claims %d"
        .formatted(recovered, points, succeeded, wrongClaims);
  }

  void assertAll() {
    assertThat(problems).isEmpty();
    assertThat(recovered).isEqualTo(points);
    assertThat(wrongClaims).isZero();
    assertThat(files(project.project().migrationsDirectory())).isEqualTo(files);
  }

  private static Map<String, String> files(Path directory) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        texts.put(each.toString(), Files.readString(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
