package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** When the {@code changelog} goal writes and replaces changelogs, and how status reports them. */
@FullRun
final class ChangelogTest extends ChangelogProject {
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
        new StatusRequest(
            cached, project.database(), FailOn.DEFAULT, Optional.of(json), false, true, false);
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
}
