package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history on the class path does what the one in the directory does. */
@FullRun
final class BundleTest {
  private static final String LATEST = "0003_z";

  @TempDir private Path directory;

  private BranchedProject sources;
  private TestDatabase database;

  @BeforeEach
  void open() throws IOException {
    sources = BranchedProject.ofThree(directory);
    database = PostgresServers.version(17).freshDatabase();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static DatabaseSettings settings(TestDatabase database) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private Project packed() throws IOException {
    return PackedProject.of(sources.project(), new RecordedLines()).project();
  }

  private String apply(Project project, TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).apply(new ApplyRequest(project, settings(database), Optional.empty()));
    return lines.text();
  }

  private String status(Project project, Set<FailOn> failOn) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(
            new StatusRequest(
                project, settings(database), failOn, Optional.empty(), false, false, false));
    return lines.text();
  }

  @Test
  void applyMakesTheSameDatabaseAsFromTheDirectory() throws Exception {
    String expected = "Applying 0001_initial...\nApplying 0002_x...\nApplying 0003_z...\nDone.\n";
    Project packed = packed();
    assertThat(apply(packed, database)).isEqualTo(expected);
    assertThat(apply(packed, database)).isEqualTo("Nothing to apply.\n");

    // The history in the directory finds no difference, and neither the catalog.
    assertThat(status(sources.project(), Set.of(FailOn.values())))
        .contains("Latest applied: 0003_z\nSource drift: none\n");
    try (TestDatabase other = PostgresServers.version(17).freshDatabase()) {
      assertThat(apply(sources.project(), other)).isEqualTo(expected);
    }
  }

  @Test
  void theGoalNamesWhatItHasWritten() {
    RecordedLines lines = new RecordedLines();
    PackedProject.of(sources.project(), lines);
    assertThat(lines.text()).isEqualTo("Written to classes: 3 migrations, the latest is 0003_z.\n");
  }

  @Test
  void statusKnowsTheDatabaseAndNotTheSources() throws Exception {
    Project packed = packed();
    assertThat(status(packed, Set.of()))
        .contains("Latest committed: 0003_z\nLatest applied: none\n")
        .contains("Source drift: unknown (no sources)\n");
    assertThatThrownBy(() -> status(packed, Set.of(FailOn.PENDING)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Pending: 0001_initial, 0002_x, 0003_z; ");
    apply(packed, database);
    assertThat(status(packed, Set.of(FailOn.PENDING, FailOn.DATABASE)))
        .endsWith("Latest applied: 0003_z\nSource drift: unknown (no sources)\n");
  }

  @Test
  void dryRunAndAbortChangeNothing() throws Exception {
    Project packed = packed();
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).dryRun(new DryRunRequest(packed, settings(database), false, false));
    new Kizaki(lines).abort(new AbortRequest(packed, settings(database), false));
    assertThat(lines.text())
        .contains("- add T.z: int?\n")
        .endsWith("No changes applied.\nNothing is in progress.\n");
    assertThat(status(packed, Set.of())).contains("Latest applied: none");
  }

  @Test
  void theFilesAreReadFromTheJarAndNotFromTheProject() throws Exception {
    Project packed = packed();
    sources.toOnlyInitial();
    assertThat(apply(packed, database)).contains("Applying 0003_z...");
  }

  @Test
  void aHistoryWithAnOpenQuestionIsNotPacked() throws Exception {
    sources.edit(sources.plan(LATEST), "add T.z: int?", "add T.z: int? [RESOLVE]");
    assertThatThrownBy(this::packed).isInstanceOf(Refusal.class);
    assertThat(directory.resolve("classes")).doesNotExist();
  }

  @Test
  void aPlanThatIsNotProvenIsNotPacked() throws Exception {
    sources.edit(sources.plan(LATEST), "T.z: int?", "T.y: int?");
    assertThatThrownBy(this::packed)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).contains(RefusalCode.PLAN_NOT_PROVEN));
    assertThat(directory.resolve("classes")).doesNotExist();
  }

  @Test
  void withoutAMigrationThereIsNothingToPack() throws Exception {
    sources.toOnlyInitial();
    sources.delete("0001_initial");
    RecordedLines lines = new RecordedLines();
    PackedProject packed = PackedProject.of(sources.project(), lines);
    assertThat(lines.text()).isEqualTo("Nothing to bundle: there is no migration yet.\n");
    assertThat(packed.classes()).doesNotExist();
  }

  @Test
  void aSchemaThatIsAheadIsReported() throws Exception {
    sources.edit(sources.schema(), "z: int?", "z: int?\n  more: int?");
    RecordedLines lines = new RecordedLines();
    PackedProject.of(sources.project(), lines);
    assertThat(lines.text())
        .endsWith(
            "[WARNING] Source schema is ahead of committed history.\n"
                + "[WARNING] Run `mvn kizaki:plan` to continue.\n");
  }

  /** Nothing of an earlier history stays, and what others have put beside it does. */
  @Test
  void packingAgainReplacesTheHistory() throws Exception {
    PackedProject packed = PackedProject.of(sources.project(), new RecordedLines());
    Path others = Files.writeString(packed.classes().resolve("application.properties"), "x");
    sources.delete(LATEST);
    PackedProject.of(sources.project(), new RecordedLines());
    assertThat(packed.file("migrations/0003_z")).doesNotExist();
    assertThat(packed.file("migrations/0002_x/plan.migration")).exists();
    assertThat(others).exists();
  }

  @Test
  void aFileThatIsMissingIsFoundBeforeAnythingIsChanged() throws Exception {
    PackedProject packed = PackedProject.of(sources.project(), new RecordedLines());
    Files.delete(packed.file("migrations/0002_x/plan.migration"));
    Project damaged = packed.project();
    assertThatThrownBy(() -> apply(damaged, database))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage(
            "The packed history is damaged: migrations/0002_x/plan.migration is missing. Build it"
                + " again with `mvn kizaki:bundle`.");
    assertThat(status(packed(), Set.of())).contains("Latest applied: none");
  }

  /** Several instances of an application start at the same moment. */
  @Test
  void twentyAtOnceApplyEachMigrationOnce() throws Exception {
    Project packed = packed();
    ExecutorService executor = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        runs.add(executor.submit(() -> apply(packed, database)));
      }
      StringBuilder all = new StringBuilder();
      for (Future<String> run : runs) {
        all.append(run.get());
      }
      assertThat(all.toString().lines().filter("Applying 0003_z..."::equals)).hasSize(1);
      assertThat(all.toString().lines().filter("Done."::equals)).isNotEmpty();
    } finally {
      executor.shutdownNow();
    }
    assertThat(status(packed, Set.of(FailOn.PENDING, FailOn.DATABASE))).contains(LATEST);
  }
}
