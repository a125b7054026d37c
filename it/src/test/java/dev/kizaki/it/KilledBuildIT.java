package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.DailyPart;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.inspire.testing.RandomSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Kills Maven with {@code kill -9} at moments in all stages of a build. Afterwards the state is
 * either the old or the new one. Then the same command continues from it, succeeds, and reaches the
 * same end as a build that is not killed.
 *
 * <p>Child processes of the killed Maven keep running, as they do on a user's machine.
 */
@DisabledOnOs(OS.WINDOWS)
final class KilledBuildIT {
  private static KillableHistory history;

  /**
   * The home directory with the unpacked programs of the embedded server, so that the tests do not
   * affect the user's own builds.
   */
  private static Path home;

  private final Random random = RandomSeed.random();

  /** A run takes every second moment, and the others on the next day. */
  private static <T> List<T> today(List<T> moments) {
    return DailyPart.of(moments, 3, 0);
  }

  @BeforeAll
  static void prepare() throws Exception {
    history = KillableHistory.applied();
    home = Files.createTempDirectory("kizaki-home").toRealPath();
  }

  @AfterAll
  static void cleanUp() throws IOException {
    delete(home);
  }

  @Test
  void aKilledFirstPlanCanBeRepeated(TestReporter reporter) throws Exception {
    KillTally tally = new KillTally("kizaki:plan, the first one");
    UserProject project = planning(Map.of());
    Duration length = planned(project);
    Map<String, String> after = project.migrations();
    assertThat(after).containsOnlyKeys(files("0001_initial"));
    Path migrations = project.directory().resolve("migrations");
    for (KillMoment moment :
        today(
            List.of(
                KillMoment.appears(project.directory(), "migrations"),
                KillMoment.appears(migrations, ".kizaki-*"),
                KillMoment.appears(migrations, ".kizaki-*/plan.migration"),
                KillMoment.appears(migrations, "0001_initial"),
                late(length)))) {
      killPlan(planning(Map.of()), moment, Map.of(), after, tally);
    }
    tally.publish(reporter);
  }

  /** The rewritten draft's directory is renamed, and its other files are kept. */
  @Test
  void aKilledRewriteOfADraftCanBeRepeated(TestReporter reporter) throws Exception {
    KillTally tally = new KillTally("kizaki:plan, rewriting a draft");
    UserProject project = planning(Map.of());
    planned(project);
    project.write("migrations/0001_initial/why.md", "because");
    Map<String, String> before = project.migrations();
    Duration length = planned(changed(project));
    Map<String, String> after = project.migrations();
    assertThat(after)
        .containsOnlyKeys(
            "migrations/0001_tasks/plan.migration",
            "migrations/0001_tasks/snapshot.json",
            "migrations/0001_tasks/why.md")
        .containsEntry("migrations/0001_tasks/why.md", "because");
    Path migrations = project.directory().resolve("migrations");
    for (KillMoment moment :
        today(
            List.of(
                KillMoment.appears(migrations, ".kizaki-*"),
                KillMoment.appears(migrations, ".kizaki-*/snapshot.json"),
                KillMoment.appears(migrations, ".kizaki-pending"),
                KillMoment.appears(migrations, "0001_tasks"),
                late(length)))) {
      killPlan(changed(planning(before)), moment, before, after, tally);
    }
    tally.publish(reporter);
  }

  private static String[] files(String migration) {
    return new String[] {
      "migrations/" + migration + "/plan.migration", "migrations/" + migration + "/snapshot.json"
    };
  }

  private static UserProject planning(Map<String, String> migrations) {
    UserProject project =
        UserProject.named("killed-plan").schema("entity Task {\n  title: string\n}\n");
    migrations.forEach(project::write);
    return project;
  }

  private static UserProject changed(UserProject project) {
    return project
        .with("name", "tasks")
        .schema("entity Task {\n  title: string\n  done: boolean = false\n}\n");
  }

  private static Duration planned(UserProject project) {
    long start = System.nanoTime();
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void killPlan(
      UserProject project,
      KillMoment moment,
      Map<String, String> before,
      Map<String, String> after,
      KillTally tally)
      throws Exception {
    boolean killed = kill(project, "kizaki:plan", moment);
    tally.add(killed);
    Map<String, String> left = project.migrations();
    if (left.keySet().stream().noneMatch(file -> file.contains("/.kizaki-pending/"))) {
      // If the folder exists, the new state is committed, and the next reader completes it.
      assertThat(visible(left)).as(moment.name()).isIn(before, after);
    }
    Build again = project.maven("kizaki:plan");
    assertThat(again.exitCode()).as("%s: %s", moment.name(), again.log()).isZero();
    assertThat(project.migrations()).as(moment.name()).isEqualTo(after);
    tally.recovered(killed);
  }

  private static Map<String, String> visible(Map<String, String> files) {
    Map<String, String> visible = new TreeMap<>(files);
    visible.keySet().removeIf(file -> file.startsWith("migrations/.kizaki-"));
    return visible;
  }

  @Test
  void applyOnAServer(TestReporter reporter) throws Exception {
    KillTally tally = new KillTally("kizaki:apply on a server");
    Duration length = applyOnAServer(KillMoment.after(Duration.ofDays(1)), new KillTally("none"));
    String rows = "(select count(*) from public.__kizaki_migration) >= ";
    String session =
        "exists (select from pg_stat_activity where datname = current_database()"
            + " and application_name = 'kizaki' and ";
    for (String condition :
        today(
            List.of(
                session + "true)",
                "exists (select from pg_locks where locktype = 'advisory' and database ="
                    + " (select oid from pg_database where datname = current_database()))",
                rows + "0",
                rows + "1",
                rows + "2",
                session + "state = 'idle in transaction')",
                session + "query like '%pg_sleep%')",
                rows + "3"))) {
      applyOnAServer(condition, tally);
    }
    applyOnAServer(KillMoment.line("[INFO] Applying 0002_add_points..."), tally);
    applyOnAServer(late(length), tally);
    tally.publish(reporter);
  }

  private static void applyOnAServer(String condition, KillTally tally) throws Exception {
    try (TestDatabase database = PostgresServers.version(EmbeddedFolder.MAJOR).freshDatabase();
        Connection watcher = database.connect()) {
      applyOnAServer(database, KillMoment.query(watcher, condition), tally);
    }
  }

  private static Duration applyOnAServer(KillMoment moment, KillTally tally) throws Exception {
    try (TestDatabase database = PostgresServers.version(EmbeddedFolder.MAJOR).freshDatabase()) {
      return applyOnAServer(database, moment, tally);
    }
  }

  /** Kills and repeats a build. Returns how long the killed build ran. */
  private static Duration applyOnAServer(TestDatabase database, KillMoment moment, KillTally tally)
      throws Exception {
    UserProject project = history.project("killed-apply").using(database);
    long start = System.nanoTime();
    boolean killed = kill(project, "kizaki:apply", moment);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    tally.add(killed);
    assertThat(project.migrations()).isEqualTo(history.migrations());
    int whole = history.wholeMigrations(text(database));
    assertThat(project.maven("kizaki:apply").transcript())
        .as(moment.name())
        .isEqualTo(KillableHistory.transcript(whole));
    assertThat(history.wholeMigrations(text(database))).isEqualTo(KillableHistory.NAMES.size());
    tally.recovered(killed);
    return duration;
  }

  private static List<String> text(TestDatabase database)
      throws SQLException, InterruptedException {
    try (Connection connection = database.connect()) {
      return DatabaseText.of(connection);
    }
  }

  /** Kills stages from unpacking the programs to the last migration. */
  @Test
  void aKilledFirstApplyOnTheEmbeddedDatabaseCanBeRepeated(TestReporter reporter) throws Exception {
    KillTally tally = new KillTally("kizaki:apply on the embedded database, the first one");
    Path own = Files.createTempDirectory("kizaki-home").toRealPath();
    Path binaries = own.resolve(".kizaki/binaries");
    for (KillMoment moment :
        today(
            List.of(
                KillMoment.appears(binaries, "*.new-*"),
                KillMoment.appears(binaries, "*.new-*/share/postgresql"),
                KillMoment.vanishes(binaries, "*.new-*")))) {
      delete(own.resolve(".kizaki"));
      firstApply(history.project("killed-embedded").at(own), moment, tally);
      try (Stream<Path> unpacked = Files.list(binaries)) {
        assertThat(unpacked.map(path -> path.getFileName().toString()))
            .hasSize(2)
            .noneMatch(name -> name.contains(".new-"));
      }
    }
    delete(own);

    UserProject project = history.project("killed-embedded").at(home);
    KillTally none = new KillTally("none");
    firstApply(project, KillMoment.after(Duration.ofDays(1)), none); // unpacks for the others
    Path all = new EmbeddedFolder(project.directory()).all();
    for (KillMoment moment :
        today(
            List.of(
                KillMoment.appears(all, "17.new-*"),
                KillMoment.appears(all, "17.new-*/data/base"),
                KillMoment.appears(all, "17/users/*.user"),
                KillMoment.appears(all, "17/data/postmaster.pid"),
                KillMoment.line("[INFO] Applying 0001_initial..."),
                KillMoment.line("[INFO] Applying 0003_add_note..."),
                KillMoment.line("[INFO] Done."),
                KillMoment.vanishes(all, "17/users/*.user"),
                KillMoment.after(Duration.ofMillis(1500 + random.nextInt(1500)))))) {
      firstApply(history.project("killed-embedded").at(home), moment, tally);
    }
    tally.publish(reporter);
  }

  private static void firstApply(UserProject project, KillMoment moment, KillTally tally)
      throws Exception {
    boolean killed = kill(project, "kizaki:apply", moment);
    tally.add(killed);
    assertRecovers(project, moment, 0);
    tally.recovered(killed);
  }

  /** Nothing is pending: apply starts the server, reads the history, and stops the server. */
  @Test
  void aKilledStartOfAnExistingEmbeddedDatabaseCanBeRepeated(TestReporter reporter)
      throws Exception {
    KillTally tally = new KillTally("start of an existing embedded database");
    UserProject project = history.project("killed-start").at(home);
    assertThat(project.maven("kizaki:apply").exitCode()).isZero();
    long start = System.nanoTime();
    assertThat(project.maven("kizaki:apply").exitCode()).isZero();
    Duration length = Duration.ofNanos(System.nanoTime() - start);
    Path all = new EmbeddedFolder(project.directory()).all();
    for (KillMoment moment :
        today(
            List.of(
                KillMoment.appears(all, "17/users/*.user"),
                KillMoment.appears(all, "17/data/postmaster.pid"),
                KillMoment.vanishes(all, "17/users/*.user"),
                KillMoment.line("[INFO] Nothing to apply."),
                late(length),
                late(length),
                late(length),
                late(length)))) {
      boolean killed = kill(project, "kizaki:apply", moment);
      tally.add(killed);
      assertRecovers(project, moment, KillableHistory.NAMES.size());
      tally.recovered(killed);
    }
    tally.publish(reporter);
  }

  /**
   * Checks the state after a kill without starting anything, repeats the command, and checks the
   * end.
   *
   * @param atLeast the number of migrations that were applied before the killed build
   */
  private static void assertRecovers(UserProject project, KillMoment moment, int atLeast)
      throws Exception {
    EmbeddedFolder embedded = new EmbeddedFolder(project.directory());
    assertThat(project.migrations()).as(moment.name()).isEqualTo(history.migrations());
    Optional<Integer> whole = Optional.empty();
    Optional<Connection> orphan = embedded.connectIfRunning();
    if (orphan.isPresent()) {
      try (Connection connection = orphan.get()) {
        whole = Optional.of(history.wholeMigrations(DatabaseText.of(connection)));
      }
    }
    List<String> possible = new ArrayList<>();
    for (int i = whole.orElse(atLeast); i <= whole.orElse(KillableHistory.NAMES.size()); i++) {
      possible.add(KillableHistory.transcript(i));
    }
    assertThat(project.maven("kizaki:apply").transcript()).as(moment.name()).isIn(possible);
    embedded.assertAtRest();
    assertThat(project.migrations()).as(moment.name()).isEqualTo(history.migrations());
    assertThat(history.wholeMigrations(embedded.text())).isEqualTo(KillableHistory.NAMES.size());
  }

  private static boolean kill(UserProject project, String goal, KillMoment moment)
      throws Exception {
    try (RunningBuild build = project.launch(goal)) {
      return build.kill(moment.reached());
    }
  }

  /** A random moment after the part of the build in which only Maven itself starts. */
  private KillMoment late(Duration length) {
    return KillMoment.after(length.multipliedBy(40 + random.nextInt(45)).dividedBy(100));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
