package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches that each planned a migration are merged by Git and then rebased. */
@FullRun
final class RebaseTest {
  private static final String PLAN_4 = "migrations/0004_add_label/plan.migration";
  private static final String PARTED =
      """
      Branches parted after 0003_add_points and added migrations of their own: \
      0004_add_label; 0004_add_person.
      """;

  @TempDir Path root;
  private AppliedProject project;
  private GitProject git;

  @BeforeEach
  void applied() throws IOException {
    project = AppliedProject.in(root);
    git = new GitProject(root).init();
    git.commit("base");
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  /** The main branch adds one entity and this branch another; the merge contains both. */
  private void merge() throws IOException {
    git.run("checkout", "--quiet", "-b", "feature");
    git.run("checkout", "--quiet", "main");
    plan("label.inspire", "entity Label {\n  name: string\n}\n");
    git.commit("labels");
    git.run("checkout", "--quiet", "feature");
    plan("person.inspire", "entity Person {\n  name: string\n}\n");
    git.commit("persons");
    git.run("merge", "--quiet", "--no-edit", "main");
  }

  private void plan(String file, String schema) throws IOException {
    AppliedProject.write(root, "src/main/inspire/" + file, schema);
    kizaki(new RecordedLines()).plan(AppliedProject.planning(project(), project.database()));
  }

  private dev.kizaki.engine.api.Project project() {
    return AppliedProject.project(root);
  }

  private static Kizaki kizaki(RecordedLines lines) {
    return new Kizaki(lines);
  }

  @Test
  void everyGoalReportsTheForkAndTheCommandThatResolvesIt() throws IOException {
    merge();
    git.publish("main", "main");
    String message =
        PARTED
            + "origin/main holds 0004_add_label.\n"
            + "Run `mvn kizaki:rebase` to put the other side on top of it.";
    for (Goal goal : RefusedInput.OF_HISTORY) {
      Map<String, String> tree = AppliedProject.tree(root);
      assertThat(
              catchThrowable(
                  () -> goal.run(kizaki(new RecordedLines()), project(), project.database())))
          .hasMessage(message);
      assertThat(AppliedProject.tree(root)).isEqualTo(tree);
    }
    RecordedLines lines = new RecordedLines();
    assertThat(
            catchThrowable(
                () ->
                    kizaki(lines)
                        .status(
                            TestRequests.status(
                                project(), project.database(), StatusRequest.FailOn.DEFAULT))))
        .hasMessage("History: " + message);
    assertThat(lines.text()).doesNotContain("History: ");
  }

  @Test
  void movesTheUnpublishedMigrationAfterTheUpstreamMigration() throws IOException {
    merge();
    git.publish("main", "main");
    Files.writeString(root.resolve("migrations/0004_add_person/why.md"), "because");
    String label = Files.readString(root.resolve(PLAN_4));

    assertThat(rebase(Optional.empty()))
        .isEqualTo(
            """
            Rebased migrations/0004_add_person/ to migrations/0005_add_person/ on top of \
            0004_add_label.
            If a local database has applied 0004_add_person, run `mvn kizaki:reset` on it.
            """);
    assertThat(Files.readString(root.resolve(PLAN_4))).isEqualTo(label);
    assertThat(root.resolve("migrations/0004_add_person")).doesNotExist();
    assertThat(root.resolve("migrations/0005_add_person/why.md")).hasContent("because");
    kizaki(new RecordedLines())
        .apply(new ApplyRequest(project(), project.database(), Optional.empty()));
    RecordedLines lines = new RecordedLines();
    kizaki(lines)
        .status(TestRequests.status(project(), project.database(), StatusRequest.FailOn.DEFAULT));
    assertThat(lines.text())
        .isEqualTo(
            """
            Latest committed: 0005_add_person
            Latest applied: 0005_add_person
            Source drift: none
            """);
    assertThat(rebase(Optional.empty())).isEqualTo("Nothing to rebase.\n");
  }

  @Test
  void namesTheChangelogGoalAsTheNextStep() throws IOException {
    merge();
    AppliedProject.write(root, "migrations/0004_add_person/changelog.xml", "<databaseChangeLog/>");
    assertThat(rebase(Optional.of("0004_add_person")))
        .endsWith(
            "Run `mvn kizaki:changelog` next, because their Liquibase changelogs are outdated.\n");
  }

  @Test
  void twoMigrationsWithOneNameGetSeparateDirectories() throws IOException {
    merge();
    git.publish("main", "main");
    String label = Files.readString(root.resolve(PLAN_4));
    Files.move(root.resolve("migrations/0004_add_person"), root.resolve("aside"));
    Files.writeString(root.resolve(PLAN_4), "<<<<<<< HEAD\n" + label + "=======\n>>>>>>> main\n");
    assertThat(
            catchThrowable(
                () ->
                    kizaki(new RecordedLines())
                        .plan(AppliedProject.planning(project(), project.database()))))
        .hasMessage(
            """
            migrations/0004_add_label/plan.migration contains conflict markers: two branches have \
            a migration of this name.
            Move each into a directory of its own, then run `mvn kizaki:rebase`:
              git checkout --ours migrations/0004_add_label
              mv migrations/0004_add_label migrations/0004_add_label_ours
              git checkout --theirs migrations/0004_add_label\
            """);
    Files.writeString(root.resolve(PLAN_4), label);
    Files.move(root.resolve("aside"), root.resolve("migrations/0004_add_label_ours"));
    assertThat(rebase(Optional.empty()))
        .startsWith(
            "Rebased migrations/0004_add_label_ours/ to migrations/0005_add_label_ours/ on top of"
                + " 0004_add_label.\n");
    kizaki(new RecordedLines())
        .apply(new ApplyRequest(project(), project.database(), Optional.empty()));
  }

  @Test
  void requiresTheBranchToMoveWithoutAnUpstream() throws IOException {
    merge();
    assertThat(catchThrowable(() -> rebase(Optional.empty())))
        .hasMessage(
            PARTED
                + "It is unknown which side others have, because there is no upstream branch in a"
                + " Git repository.\nName a migration of the side that is to go on top: `mvn"
                + " kizaki:rebase -Dkizaki.rebase=0004_add_person`.");
    assertThat(rebase(Optional.of("0004_add_label")))
        .startsWith("Rebased migrations/0004_add_label/ to migrations/0005_add_label/");
  }

  @Test
  void refusesIfTheUpstreamBranchContainsBothMigrations() throws IOException {
    merge();
    git.publish("main", "main");
    git.publish("feature", "feature");
    git.run("config", "branch.feature.remote", "origin");
    git.run("config", "branch.feature.merge", "refs/heads/feature");
    assertThat(catchThrowable(() -> rebase(Optional.empty())))
        .hasMessageStartingWith(
            PARTED
                + "origin/feature holds 0004_add_label, 0004_add_person.\n"
                + "origin/main holds 0004_add_label.\n"
                + "The upstream branch does not show which side stays.");
    assertThat(catchThrowable(() -> rebase(Optional.of("0004_add_label"))))
        .hasMessageStartingWith("0004_add_label is on origin/main: others may have applied it");
    assertThat(rebase(Optional.of("0004_add_person")))
        .startsWith("Rebased migrations/0004_add_person/ to migrations/0005_add_person/");
  }

  @Test
  void asksAboutAConflictAndRecomputesTheSnapshotAfterTheAnswer() throws IOException {
    git.run("checkout", "--quiet", "-b", "feature");
    git.run("checkout", "--quiet", "main");
    rename("by_main", "effort");
    git.commit("effort");
    git.publish("main", "main");
    git.run("checkout", "--quiet", "feature");
    rename("other", "estimate");
    git.commit("estimate");
    git.run("merge", "--quiet", "--no-edit", "-X", "ours", "main");
    rebase(Optional.empty());
    Path plan = root.resolve("migrations/0005_other/plan.migration");
    assertThat(plan)
        .hasContent(
            """
            migration "0005_other" {
              // 0004_by_main renamed Task.points to Task.effort, this migration to \
            Task.estimate. Which name stays?
              [RESOLVE] either {
                rename Task.effort -> Task.estimate
              } or {
              }
            }
            """);
    assertThat(Files.readString(root.resolve("migrations/0005_other/snapshot.json")))
        .contains("\"estimate\"");
    Files.writeString(plan, "migration \"0005_other\" {\n}\n");
    assertThat(rebase(Optional.empty()))
        .isEqualTo(
            """
            Removed migrations/0005_other/ because nothing is left of it.
            If a local database has applied 0005_other, run `mvn kizaki:reset` on it.
            """);
    assertThat(rebase(Optional.empty())).isEqualTo("Nothing to rebase.\n");
  }

  /** Plans a rename of {@code Task.points}. */
  private void rename(String migration, String to) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(root.resolve("src/main/inspire"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, Files.readString(file).replace("points", to));
      }
    }
    kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                project(),
                project.database(),
                Optional.of(migration),
                Optional.of("rename Task.points -> Task." + to),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  @Test
  void doesNotRewriteAPublishedDraft() throws IOException {
    plan("label.inspire", "entity Label {\n  name: string\n}\n");
    git.commit("labels");
    git.publish("main", "main");
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  title: string\n}\n");
    Map<String, String> tree = AppliedProject.tree(root);
    assertThat(
            catchThrowable(
                () ->
                    kizaki(new RecordedLines())
                        .plan(AppliedProject.planning(project(), project.database()))))
        .hasMessage(
            "migrations/0004_add_label is already on origin/main: others may have applied it, so it"
                + " is not rewritten.\n"
                + "Apply it with `mvn kizaki:apply`, then run `mvn kizaki:plan` again, which writes"
                + " a new migration for the change. If no database has applied it,"
                + " -Dkizaki.rewriteShared rewrites it.");
    assertThat(AppliedProject.tree(root)).isEqualTo(tree);
    kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                project(),
                project.database(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.empty()));
    assertThat(Files.readString(root.resolve(PLAN_4))).contains("title: string");
  }

  /** Without a remote the default branch is what the other branches share. */
  @Test
  void doesNotRewriteADraftOfTheLocalDefaultBranchOnAnotherOne() throws IOException {
    git.run("remote", "remove", "origin");
    plan("label.inspire", "entity Label {\n  name: string\n}\n");
    git.commit("labels");
    git.run("checkout", "--quiet", "-b", "topic");
    String plan = Files.readString(root.resolve(PLAN_4));
    assertThat(catchThrowable(() -> plan("label.inspire", "entity Label {\n  title: string\n}\n")))
        .hasMessageStartingWith(
            "migrations/0004_add_label is already on main: others may have applied it, so it is not"
                + " rewritten.\n");
    assertThat(Files.readString(root.resolve(PLAN_4))).isEqualTo(plan);
    git.run("checkout", "--quiet", "main");
    plan("label.inspire", "entity Label {\n  title: string\n}\n");
    assertThat(Files.readString(root.resolve(PLAN_4))).contains("title: string");
  }

  private String rebase(Optional<String> migrationToMove) {
    RecordedLines lines = new RecordedLines();
    kizaki(lines).rebase(new RebaseRequest(project(), migrationToMove));
    return lines.text();
  }
}
