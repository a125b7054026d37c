package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Causes a fault at the requests of each phase of a deploy, and of {@code abort} between the
 * phases. The same command, run again, must end as an uninterrupted one.
 */
@FullRun
final class PhasedKillSweepTest {
  private static final String BEFORE =
      """
      enum Status { Open, Doing, Done }
      entity Owner { id: int = autoincrement() @primaryKey  name: string }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        status: Status
        ownerId: Owner.id
        legacy: string @index
        note: string?
        size: int = 1
        active: string? @index
      }
      entity Note { id: int @primaryKey  code: string @unique }
      """;

  private static final String AFTER =
      """
      enum Status { Open, Done, Late }
      entity Person { id: int = autoincrement() @primaryKey  name: string }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string @unique
        status: Status
        assigneeId: Person.id
        slug: string @index
        note: string
        size: bigint = 1 @check(sql("size > 0"))
        live: boolean? @index
      }
      entity Note { id: int @primaryKey  label: string @unique }
      """;

  private static final String ANSWERS =
      """
      rename entity Owner -> Person
      rename Task.ownerId -> Task.assigneeId
      drop value Status.Doing -> Status.Open
      Task.slug backfill sql("lower(title)")
      Task.note backfill ""
      drop Task.legacy
      rename Task.active -> Task.live
      rename Note.code -> Note.label
      Task.live using none
      """;

  /** No view can stand for a table with a trigger, so the renamed field has two columns. */
  private static final String ROWS =
      """
      create function own() returns trigger language plpgsql as 'begin return new; end';
      create trigger own before insert on note for each row execute function own();
      insert into note select n, 'Note ' || n from generate_series(1, 40) as n;
      insert into owner (name) values ('a'), ('b');
      insert into task (title, status, owner_id, legacy, active)
        select 'Task ' || n, 'Doing', 1 + n % 2, 'x', case when n % 3 > 0 then 'true' end from generate_series(1, 40) as n\
      """;

  /** What is interrupted, and in which state it begins. */
  private enum Work {
    EXPAND("fault_applied"),
    CONTRACT("fault_expanded"),
    ABORT("fault_expanded");

    private final String template;

    Work(String template) {
      this.template = template;
    }
  }

  private static final Map<Work, DatabaseState> ENDED = new EnumMap<>(Work.class);

  private static Project project;
  private static FaultServer server;
  private static TestDatabase database;

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    server = FaultServer.shared(18);
    database = server.freshDatabase();
    project = SweptProject.project(root);
    write(BEFORE, "");
    SweptProject.apply(project, FaultServer.direct(database), OnlineSettings.NEVER);
    try (Observer observer = new Observer(database)) {
      observer.execute(ROWS);
    }
    write(AFTER, ANSWERS);
    for (Work work : Work.values()) {
      if (work == Work.ABORT) {
        copy(work.template, database.name());
      } else {
        copy(database.name(), work.template);
      }
      run(work, FaultServer.direct(database));
      ENDED.put(work, state());
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    database.close();
    for (Work work : Work.values()) {
      server.execute("DROP DATABASE IF EXISTS " + work.template);
    }
  }

  private static void write(String schema, String answers) throws IOException {
    Path directory = Files.createDirectories(project.schemaDirectory());
    Files.writeString(directory.resolve("app.inspire"), schema);
    new Kizaki(SweptProject.NOBODY)
        .plan(
            TestRequests.plan(
                project,
                FaultServer.direct(database),
                Optional.empty(),
                Optional.of(answers).filter(each -> !each.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  private static void copy(String from, String to) throws SQLException {
    server.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(to));
    server.execute("CREATE DATABASE %s TEMPLATE %s".formatted(to, from));
  }

  private static ApplyResult run(Work work, DatabaseSettings settings) {
    if (work == Work.ABORT) {
      new Kizaki(SweptProject.NOBODY).abort(new AbortRequest(project, settings, false));
      return new ApplyResult(List.of());
    }
    return new Kizaki(SweptProject.NOBODY)
        .apply(
            new ApplyRequest(
                project,
                settings,
                Optional.empty(),
                false,
                false,
                OnlineSettings.ALWAYS,
                work == Work.EXPAND ? DeployPhase.EXPAND : DeployPhase.CONTRACT));
  }

  /** The state without the table of the stages, which has times. */
  private static DatabaseState state() throws SQLException {
    try (Observer observer = new Observer(database)) {
      Recovery.assertAtRest(observer);
      DatabaseState state = DatabaseState.of(observer);
      return new DatabaseState(
          state.catalog(),
          state.rows().stream().filter(row -> !row.startsWith("__kizaki_step")).toList(),
          state.history());
    }
  }

  /**
   * @param usual the default distance between two requests with a fault. The first one moves on
   *     each day, so that every request has a fault within as many days
   */
  @ParameterizedTest
  @CsvSource({
    "CUT_BEFORE_REQUEST, 151",
    "CUT_BEFORE_ANSWER,  51",
    "CUT_AFTER_ANSWER,   151",
    "TERMINATE_LOCK,     151",
    "TERMINATE_WORK,     151"
  })
  void everyRequest(Kill kill, int usual, TestReporter reporter) throws Exception {
    int step = Recovery.step(usual);
    List<String> problems = new ArrayList<>();
    int points = 0;
    for (Work work : Work.values()) {
      boolean more = true;
      for (int request = 1 + Recovery.daily(step); more; request += step) {
        copy(work.template, database.name());
        Kill.Struck struck = kill.strike(server, database, request, each -> run(work, each));
        more = struck.reached();
        if (struck.fault()) {
          points++;
          check("%s at request %d of %s".formatted(kill, request, work), work, struck.claim())
              .ifPresent(problems::add);
        }
      }
    }
    reporter.publishEntry(kill + " in phases", points + " points");
    System.out.println(kill + " in phases: " + points + " points");
    assertThat(problems).isEmpty();
    assertThat(points).isPositive();
  }

  private static Optional<String> check(String point, Work work, Claim claim) {
    Optional<RuntimeException> other =
        claim
            .failure()
            .filter(each -> !(each instanceof Refusal || each instanceof EnvironmentFailure));
    if (other.isPresent()) {
      return Optional.of(point + ": " + other.get());
    }
    try {
      run(work, FaultServer.direct(database));
      assertThat(state()).isEqualTo(ENDED.get(work));
      return Optional.empty();
    } catch (SQLException | RuntimeException | AssertionError e) {
      return Optional.of(point + ": " + e);
    }
  }
}
