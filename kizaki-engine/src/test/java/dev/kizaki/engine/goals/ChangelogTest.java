package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the {@code changelog} goal writes, replaces and refuses changelogs. */
@FullRun
final class ChangelogTest {
  private static final String MASTER = "migrations/changelog-master.xml";
  private static final String FIRST = "migrations/0001_initial/changelog.xml";
  private static final String SECOND = "migrations/0002_add_status/changelog.xml";
  private static final String THIRD = "migrations/0003_add_points/changelog.xml";
  private static final String LABEL = "entity Label {\n  name: string\n}\n";
  private static final String ALL_WRITTEN =
      """
      Wrote migrations/0001_initial/changelog.xml
      Wrote migrations/0002_add_status/changelog.xml
      Wrote migrations/0003_add_points/changelog.xml
      Wrote migrations/changelog-master.xml
      """;
  private static final String UP_TO_DATE = "Changelogs are up to date.\n";
  private static final String FINE =
      """
      Latest committed: 0003_add_points
      Latest applied: 0003_add_points
      Source drift: none
      """;
  private static final String MEND =
      "[FAILURE] The Liquibase changelogs do not match the history; run `mvn kizaki:changelog`"
          + " and commit what it writes.\n";

  @TempDir static Path applied;
  private static AppliedProject project;

  @TempDir Path root;
  private final TestLiquibase liquibase = new TestLiquibase();

  /** No test applies a migration, so all tests share one database. */
  @BeforeAll
  static void applied() throws IOException {
    project = AppliedProject.in(applied);
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @BeforeEach
  void copy() throws IOException {
    project.copyTo(root);
  }

  @Test
  void writesEachMissingChangelogOnce() throws IOException {
    assertThat(changelog()).isEqualTo(ALL_WRITTEN);
    assertThat(read(MASTER))
        .containsSubsequence(
            "0001_initial/changelog.xml",
            "0002_add_status/changelog.xml",
            "0003_add_points/changelog.xml");
    Map<String, FileTime> before = times();
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
    assertThat(times()).isEqualTo(before);
    assertThat(liquibase.fetched()).isEqualTo(1);

    String second = read(SECOND);
    Files.delete(root.resolve(SECOND));
    assertThat(changelog()).isEqualTo("Wrote " + SECOND + "\n");
    assertThat(read(SECOND)).isEqualTo(second);
  }

  @Test
  void convertedLineEndsAreNotAChange() throws IOException {
    changelog();
    write(SECOND, read(SECOND).replace("\n", "\r\n"));
    write(MASTER, read(MASTER).replace("\n", "\r\n"));
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void replacesAnEditedChangelog() throws IOException {
    changelog();
    String second = read(SECOND);
    String master = read(MASTER);
    write(SECOND, second + "<!-- mine -->\n");
    write(MASTER, "<databaseChangeLog/>");
    assertThat(changelog())
        .isEqualTo(
            """
            Wrote migrations/0002_add_status/changelog.xml in the place of an edited one
            Wrote migrations/changelog-master.xml in the place of an edited one
            """);
    assertThat(read(SECOND)).isEqualTo(second);
    assertThat(read(MASTER)).isEqualTo(master);
  }

  @Test
  void replacesASymbolicLinkAndKeepsItsTarget() throws IOException {
    changelog();
    String second = read(SECOND);
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), second);
    Files.delete(root.resolve(SECOND));
    Files.createSymbolicLink(root.resolve(SECOND), elsewhere);
    assertThat(changelog()).startsWith("Wrote " + SECOND);
    assertThat(Files.isSymbolicLink(root.resolve(SECOND))).isFalse();
    assertThat(elsewhere).hasContent(second);
  }

  @Test
  void writesOtherChangelogsForAnotherDatabaseSchema() throws IOException {
    changelog();
    assertThat(changelog("tasks", false))
        .isEqualTo(ALL_WRITTEN.replace("Wrote " + MASTER + "\n", ""));
    assertThat(read(FIRST)).contains("kizaki/tasks/0001_initial/changelog.xml");
  }

  @Test
  void writesContextsAndLabels() throws IOException {
    ChangelogSettings settings =
        new ChangelogSettings(false, Optional.of("!test"), Optional.of("v1"), liquibase);
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).changelog(new ChangelogRequest(project(), "public", settings, false));
    assertThat(read(FIRST)).contains("contextFilter=\"!test\"", "labels=\"v1\"");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void replacesAPublishedChangelogOnlyWithOverwrite() throws IOException {
    GitProject git = new GitProject(root).init();
    changelog();
    git.commit("changelogs");
    git.publish("main", "main");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);

    write(SECOND, read(SECOND) + "\n");
    Files.delete(root.resolve(FIRST));
    Map<String, String> before = AppliedProject.tree(root.resolve("migrations"));
    assertThatThrownBy(() -> changelog())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            migrations/0002_add_status/changelog.xml is on origin/main already and differs \
            from the history: Liquibase may have run the files of that branch, so nothing was \
            written.
            Restore edited files with `git checkout`, and check databaseSchema. If no database \
            has run them by Liquibase, write them again with -Dkizaki.overwrite.\
            """);
    assertThat(AppliedProject.tree(root.resolve("migrations"))).isEqualTo(before);
    assertThat(changelog("public", true))
        .isEqualTo("Wrote " + FIRST + "\nWrote " + SECOND + " in the place of an edited one\n");
  }

  @Test
  void replacesTheUnpublishedChangelogOfAPublishedMigration() throws IOException {
    GitProject git = new GitProject(root).init();
    git.commit("migrations");
    git.publish("main", "main");
    changelog();
    write(SECOND, read(SECOND) + "\n");
    assertThat(changelog()).isEqualTo("Wrote " + SECOND + " in the place of an edited one\n");
  }

  @Test
  void writesNothingForABrokenHistory() throws IOException {
    String plan = "migrations/0002_add_status/plan.migration";
    write(plan, read(plan).replace("Todo", "Open"));
    assertThatThrownBy(() -> changelog()).isInstanceOf(Refusal.class);
    assertThat(root.resolve(FIRST)).doesNotExist();
    assertThat(liquibase.fetched()).isZero();
  }

  @Test
  void writesNothingWithoutLiquibase() {
    ChangelogSettings settings = ChangelogSettings.OFF;
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .changelog(new ChangelogRequest(project(), "public", settings, false)))
        .isInstanceOf(EnvironmentFailure.class);
    ChangelogSettings empty =
        new ChangelogSettings(false, Optional.empty(), Optional.empty(), List::of);
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .changelog(new ChangelogRequest(project(), "public", empty, false)))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith("Liquibase 4.33.0 cannot be loaded (");
    assertThat(root.resolve(FIRST)).doesNotExist();
  }

  @Test
  void writingRestoresTheClassLoaderAndTheLogLevel() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Logger.getLogger("liquibase").setLevel(Level.WARNING);
    changelog();
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
    assertThat(Logger.getLogger("liquibase").getLevel()).isEqualTo(Level.WARNING);
    Logger.getLogger("liquibase").setLevel(null);
  }

  @Test
  void planWritesTheChangelogOfTheDraftAndAllMissingOnes() throws IOException {
    addLabel();
    assertThat(plan(liquibase.on()))
        .endsWith(
            ALL_WRITTEN.replace(
                "Wrote " + MASTER,
                "Wrote migrations/0004_add_label/changelog.xml\nWrote " + MASTER));
    assertThat(plan(liquibase.on())).isEqualTo("No schema changes.\n");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void planWithoutChangelogsDoesNotLoadLiquibase() throws IOException {
    addLabel();
    assertThat(plan(liquibase.off())).doesNotContain("changelog");
    assertThat(liquibase.fetched()).isZero();
  }

  @Test
  void planWritesChangelogsIfTheProjectHasAMasterChangelog() throws IOException {
    changelog();
    addLabel();
    assertThat(plan(liquibase.off()))
        .endsWith("Wrote migrations/0004_add_label/changelog.xml\nWrote " + MASTER + "\n");
  }

  @Test
  void aChangedDraftChangesItsChangelog() throws IOException {
    addLabel();
    plan(liquibase.on());
    String before = read("migrations/0004_add_label/changelog.xml");
    schema("label.inspire", LABEL.replace("string", "string\n  color: string?"));
    assertThat(plan(liquibase.on())).endsWith("Wrote migrations/0004_add_label/changelog.xml\n");
    assertThat(read("migrations/0004_add_label/changelog.xml"))
        .isNotEqualTo(before)
        .contains("color");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void aRenamedDraftRenamesItsChangelog() throws IOException {
    addLabel();
    plan(liquibase.on());
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).plan(request(Optional.of("labels"), false, liquibase.on(), Optional.empty()));
    assertThat(lines.text())
        .endsWith("Wrote migrations/0004_labels/changelog.xml\nWrote " + MASTER + "\n");
    assertThat(read("migrations/0004_labels/changelog.xml"))
        .contains("kizaki/public/0004_labels/changelog.xml")
        .doesNotContain("0004_add_label");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void aRemovedDraftIsRemovedFromTheMasterChangelog() throws IOException {
    addLabel();
    plan(liquibase.on());
    Files.delete(root.resolve("src/main/inspire/label.inspire"));
    assertThat(plan(liquibase.on()))
        .isEqualTo(
            """
            Removed migrations/0004_add_label/ because the schema is back at 0003_add_points.
            Wrote migrations/changelog-master.xml
            """);
    assertThat(read(MASTER)).doesNotContain("0004_add_label");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void anOpenQuestionRemovesTheChangelog() throws IOException {
    addLabel();
    plan(liquibase.on());
    schema(
        "task.inspire",
        read("src/main/inspire/task.inspire").replace("points: int?", "points: int?\n  due: date"));
    String output = plan(liquibase.on());
    String draft = draft();
    assertThat(output)
        .endsWith(
            "Wrote "
                + MASTER
                + "\nRemoved migrations/"
                + draft
                + "/changelog.xml because a question of its plan is open.\n");
    assertThat(root.resolve("migrations/" + draft + "/changelog.xml")).doesNotExist();
    assertThat(changelog())
        .isEqualTo(
            "No changelog is written for migrations/"
                + draft
                + "/ while its plan has an open question.\n"
                + UP_TO_DATE);
    assertThat(status(true)).contains("Unresolved:").doesNotContain("Changelog:");

    Path plan = root.resolve("migrations/" + draft + "/plan.migration");
    Files.writeString(plan, Files.readString(plan).replace("[RESOLVE]", "sql(\"current_date\")"));
    assertThat(plan(liquibase.on()))
        .endsWith("Wrote migrations/" + draft + "/changelog.xml\nWrote " + MASTER + "\n");
    assertThat(changelog()).isEqualTo(UP_TO_DATE);
  }

  @Test
  void planCompletesTheChangelogsOfAKilledRun() throws IOException {
    addLabel();
    plan(liquibase.on());
    String fourth = "migrations/0004_add_label/changelog.xml";
    String text = read(fourth);
    write(fourth, text.replaceFirst("digest [0-9a-f]+", "digest " + "0".repeat(64)));
    Files.delete(root.resolve(SECOND));
    assertThat(plan(liquibase.on()))
        .isEqualTo("No schema changes.\nWrote " + SECOND + "\nWrote " + fourth + "\n");
    assertThat(read(fourth)).isEqualTo(text);
  }

  @Test
  void planKeepsAnOutdatedChangelogOfACommittedMigration() throws IOException {
    changelog();
    write(SECOND, read(SECOND) + "\n");
    Files.delete(root.resolve(FIRST));
    assertThat(plan(liquibase.off()))
        .isEqualTo(
            "No schema changes.\n[WARNING] "
                + SECOND
                + " does not match the history; run `mvn kizaki:changelog`.\nWrote "
                + FIRST
                + "\n");
    assertThat(read(SECOND)).endsWith("\n\n");
  }

  @Test
  void aBuildThatWritesAChangelogFails() throws IOException {
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .plan(request(Optional.empty(), true, liquibase.on(), Optional.empty())))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "This build has changed %s, which must be reviewed first. Review and commit the change, then build again."
                .formatted(String.join(", ", FIRST, SECOND, THIRD, MASTER)));
    new Kizaki(new RecordedLines())
        .plan(request(Optional.empty(), true, liquibase.on(), Optional.empty()));
    Files.delete(root.resolve(SECOND));
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .plan(request(Optional.empty(), true, liquibase.on(), Optional.empty())))
        .hasMessage(
            "This build has changed %s, which must be reviewed first. Review and commit the change, then build again."
                .formatted(SECOND));
    addLabel();
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .plan(request(Optional.empty(), true, liquibase.on(), Optional.empty())))
        .hasMessageStartingWith("This build has written migrations/0004_add_label, ");
    assertThat(root.resolve("migrations/0004_add_label/changelog.xml")).exists();
  }

  @Test
  void theCacheIsUsedOnlyForTheSameSettingsAndFiles() throws IOException {
    Optional<Path> cache = Optional.of(root.resolve("target/kizaki"));
    PlanRequest off = request(Optional.empty(), false, liquibase.off(), cache);
    PlanRequest on = request(Optional.empty(), false, liquibase.on(), cache);
    assertThat(new Kizaki(new RecordedLines()).plan(off)).isEqualTo(PlanResult.NO_CHANGES);
    RecordedLines lines = new RecordedLines();
    assertThat(new Kizaki(lines).plan(on).changelogs())
        .containsExactly(FIRST, SECOND, THIRD, MASTER);
    assertThat(lines.text()).isEqualTo("No schema changes.\n" + ALL_WRITTEN);
    RecordedLines again = new RecordedLines();
    assertThat(new Kizaki(again).plan(on)).isEqualTo(PlanResult.NO_CHANGES);
    assertThat(again.text()).isEqualTo("No schema changes.\n");
    Files.delete(root.resolve(THIRD));
    RecordedLines third = new RecordedLines();
    new Kizaki(third).plan(on);
    assertThat(third.text()).isEqualTo("No schema changes.\nWrote " + THIRD + "\n");
    assertThat(liquibase.fetched()).isEqualTo(2);
  }

  @Test
  void statusReportsMissingOutdatedAndEditedChangelogs() throws IOException {
    assertThat(status(false)).isEqualTo(FINE);
    assertThat(status(true))
        .isEqualTo(
            FINE
                + "[WARNING] Changelog: missing: 0001_initial, 0002_add_status, 0003_add_points,"
                + " changelog-master.xml\n"
                + MEND);
    changelog();
    assertThat(status(true)).isEqualTo(FINE);
    assertThat(status(false)).isEqualTo(FINE);

    write(SECOND, read(SECOND).replaceFirst("digest [0-9a-f]+", "digest " + "0".repeat(64)));
    write(THIRD, read(THIRD) + "\n");
    Files.delete(root.resolve(FIRST));
    String problems =
        FINE
            + """
            [WARNING] Changelog: missing: 0001_initial
            [WARNING] Changelog: outdated: 0002_add_status
            [WARNING] Changelog: edited: 0003_add_points
            """;
    assertThat(status(false)).isEqualTo(problems + MEND);
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(TestRequests.status(project(), project.database(), Set.of(FailOn.DRIFT)));
    assertThat(lines.text()).isEqualTo(problems + MEND.replace("[FAILURE]", "[WARNING]"));
  }

  @Test
  void statusReportsMissingChangelogsOfACachedHistory() throws IOException {
    Project cached = project(Optional.of(root.resolve("target/kizaki")));
    Path json = root.resolve("status.json");
    StatusRequest request =
        new StatusRequest(cached, project.database(), FailOn.DEFAULT, Optional.of(json), true);
    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(() -> new Kizaki(new RecordedLines()).status(request))
          .isInstanceOf(Refusal.class);
      assertThat(root.resolve("target/kizaki/history")).exists();
      assertThat(json)
          .content()
          .contains(
              "\"missing: 0001_initial, 0002_add_status, 0003_add_points, changelog-master.xml\"");
    }
    changelog();
    int fetched = liquibase.fetched();
    for (int run = 0; run < 2; run++) {
      new Kizaki(new RecordedLines()).status(request);
      assertThat(json).content().contains("\"changelog\" : [ ]");
    }
    assertThat(liquibase.fetched()).isEqualTo(fetched);
  }

  @Test
  void applyIgnoresChangelogs() throws IOException {
    changelog();
    write(SECOND, "edited");
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).apply(new ApplyRequest(project(), project.database(), Optional.empty()));
    assertThat(lines.text()).isEqualTo("Nothing to apply.\n");
  }

  private String draft() throws IOException {
    try (var entries = Files.list(root.resolve("migrations"))) {
      return entries
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("0004_"))
          .findFirst()
          .orElseThrow();
    }
  }

  private void addLabel() throws IOException {
    schema("label.inspire", LABEL);
  }

  private void schema(String file, String text) throws IOException {
    AppliedProject.write(root, "src/main/inspire/" + file, text);
  }

  private String changelog() {
    return changelog("public", false);
  }

  private String changelog(String schema, boolean overwrite) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .changelog(new ChangelogRequest(project(), schema, liquibase.off(), overwrite));
    return lines.text();
  }

  private String plan(ChangelogSettings settings) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).plan(request(Optional.empty(), false, settings, Optional.empty()));
    return lines.text();
  }

  private String status(boolean wanted) {
    RecordedLines lines = new RecordedLines();
    String failure = "";
    try {
      new Kizaki(lines)
          .status(
              new StatusRequest(
                  project(), project.database(), FailOn.DEFAULT, Optional.empty(), wanted));
    } catch (Refusal refusal) {
      failure = "[FAILURE] " + refusal.getMessage() + "\n";
    }
    return lines.text() + failure;
  }

  private PlanRequest request(
      Optional<String> name, boolean phase, ChangelogSettings settings, Optional<Path> cache) {
    return new PlanRequest(
        project(cache),
        project.database(),
        name,
        Optional.empty(),
        Optional.empty(),
        false,
        phase,
        Optional.empty(),
        settings);
  }

  private Project project() {
    return project(Optional.empty());
  }

  private Project project(Optional<Path> cache) {
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        cache);
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  private void write(String file, String text) throws IOException {
    AppliedProject.write(root, file, text);
  }

  private Map<String, FileTime> times() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (String file : List.of(FIRST, SECOND, THIRD, MASTER)) {
      times.put(file, Files.getLastModifiedTime(root.resolve(file)));
    }
    return times;
  }
}
