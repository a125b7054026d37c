package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pending migrations are not applied if the database differs from what its migrations made. */
@FullRun
final class ApplyOnDriftedDatabaseTest {
  private static final String REFUSED =
      """
      The database differs from what its migrations made, so nothing can be applied.
      Database drift: column task.status was changed: default none instead of 'Todo'
        undo: ALTER TABLE "public"."task" ALTER COLUMN "status" SET DEFAULT 'Todo';
      Database drift: column task.estimate was added by hand
        undo: ALTER TABLE "public"."task" DROP COLUMN "estimate"; -- deletes its values
      Undo each change by hand; to keep one, put it into the schema and run `mvn kizaki:plan`. \
      -Dkizaki.ignore leaves out objects that others added, -Dkizaki.allowDrift applies despite the drift.\
      """;

  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void planOneMore() throws IOException {
    project = AppliedProject.in(root);
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string @unique\n}\n");
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void applyRefusesAndChangesNothing() throws SQLException {
    drift();
    String state = project.state();
    assertThatThrownBy(() -> apply(project.database(), false))
        .isInstanceOf(Refusal.class)
        .hasMessage(REFUSED);
    assertThatThrownBy(
            () ->
                new Kizaki(new RecordedLines())
                    .dev(new DevRequest(AppliedProject.project(root), project.database(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(REFUSED);
    assertThat(project.state()).isEqualTo(state);
  }

  @Test
  void dryRunListsThePendingMigrationAndRefusesWithTheSameMessage() throws SQLException {
    drift();
    RecordedLines lines = new RecordedLines();
    assertThatThrownBy(
            () ->
                new Kizaki(lines)
                    .dryRun(
                        new DryRunRequest(AppliedProject.project(root), project.database(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(REFUSED);
    assertThat(lines.text())
        .isEqualTo(
            """
            Migration 0004_add_label
            - add entity Label {
                id: uuid = uuid() @primaryKey
                name: string @unique
              }
            No changes applied.
            """);
  }

  @Test
  void appliesAfterTheDriftIsUndone() throws SQLException {
    drift();
    execute(
        "ALTER TABLE \"public\".\"task\" ALTER COLUMN \"status\" SET DEFAULT 'Todo'",
        "ALTER TABLE \"public\".\"task\" DROP COLUMN \"estimate\"");
    assertThat(apply(project.database(), false)).contains("Applying 0004_add_label...\nDone.");
  }

  @Test
  void appliesWhenTheAddedColumnIsIgnored() throws SQLException {
    execute("alter table task add ext_estimate int");
    assertThat(apply(project.ignoring("task.ext_*"), false)).contains("Done.");
  }

  @Test
  void appliesDespiteDriftWithAllowDrift() throws SQLException {
    drift();
    assertThat(apply(project.database(), true)).contains("Applying 0004_add_label...\nDone.");
  }

  @Test
  void unmanagedObjectsAreNotDrift() throws SQLException {
    execute("create table legacy (id int)", "create index on task (title)");
    assertThat(apply(project.database(), false)).contains("Done.");
  }

  @Test
  void driftIsNotRefusedWhenNothingIsPending() throws SQLException {
    apply(project.database(), false);
    drift();
    assertThat(apply(project.database(), false)).isEqualTo("Nothing to apply.\n");
  }

  @Test
  void aLongListOfDriftIsShortened() throws SQLException {
    execute(
        "alter table task "
            + IntStream.range(10, 33)
                .mapToObj(number -> "add by_hand_" + number + " int")
                .collect(Collectors.joining(", ")));
    assertThatThrownBy(() -> apply(project.database(), false))
        .hasMessageContaining("column task.by_hand_29 was added by hand")
        .hasMessageContaining("\nand 3 more; `mvn kizaki:status` lists them all.\nUndo each")
        .hasMessageNotContaining("by_hand_30");
  }

  private String apply(DatabaseSettings database, boolean allowDrift) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .apply(
            new ApplyRequest(AppliedProject.project(root), database, Optional.empty(), allowDrift));
    return lines.text();
  }

  private void drift() throws SQLException {
    execute("alter table task add estimate int", "alter table task alter status drop default");
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
