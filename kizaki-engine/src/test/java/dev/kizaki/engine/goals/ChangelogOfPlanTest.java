package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When {@code plan} writes, replaces and removes the changelogs of drafts and other migrations. */
@FullRun
final class ChangelogOfPlanTest extends ChangelogProject {
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

  private String draft() throws IOException {
    try (var entries = Files.list(root.resolve("migrations"))) {
      return entries
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("0004_"))
          .findFirst()
          .orElseThrow();
    }
  }
}
