package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers that are refused because they match no question or contradict each other; nothing is
 * written.
 */
@FullRun
final class GivenAnswersTest {
  private static QuestionedProject project;
  private static QuestionedProject changed;

  @TempDir private static Path directory;

  @BeforeAll
  static void apply() throws IOException {
    project = QuestionedProject.in(Files.createDirectory(directory.resolve("project")));
    changed =
        project.copyTo(
            directory.resolve("changed"),
            List.of("ownerId", "assigneeId", ", Gone", "", "  title:", "  points: int\n  title:"));
  }

  @AfterAll
  static void close() throws SQLException {
    project.close();
  }

  private static void assertRefused(String resolve, String message) throws IOException {
    Map<String, String> before = AppliedProject.tree(changed.root());
    assertThatThrownBy(() -> changed.plan(Optional.of(resolve), Optional.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessage(message.stripTrailing());
    assertThat(AppliedProject.tree(changed.root())).isEqualTo(before);
  }

  @Test
  void refusesAnAnswerThatMatchesNoQuestion() throws IOException {
    assertRefused(
        "Task.title backfill \"x\"; drop Task.code",
        """
        The answer `Task.title backfill "x"` fits no open question.
        The answer `drop Task.code` fits no open question.
        Open questions:
          Task.ownerId is gone, Task.assigneeId is new, both __User.id. One field renamed, or two fields?
            rename Task.ownerId -> Task.assigneeId
            drop Task.ownerId
          add Task.points: int
            required, no default: what do existing rows get?
            Task.points backfill 0
          drop value Status.Gone
            what becomes of rows that hold Gone?
            Status.Gone -> Status.Open
            Status.Gone -> Status.Done
            Status.Gone -> none
        """);
  }

  @Test
  void refusesTwoAnswersToOneQuestion() throws IOException {
    assertRefused(
        "Task.points backfill 0; Task.points backfill 1",
        "The answers `Task.points backfill 0` and `Task.points backfill 1` contradict each other:"
            + " both are about Task.points. Give one of them.");
    assertRefused(
        "drop Task.ownerId; rename Task.ownerId -> Task.assigneeId",
        "The answers `drop Task.ownerId` and `rename Task.ownerId -> Task.assigneeId` contradict"
            + " each other: both are about Task.ownerId. Give one of them.");
    assertRefused(
        "Status.Gone -> none; Status.Gone -> Status.Done; rename value Status.Gone -> Status.Done",
        """
        The answers `Status.Gone -> none` and `Status.Gone -> Status.Done` contradict each other: \
        both are about value Status.Gone. Give one of them.
        The answers `Status.Gone -> none` and `rename value Status.Gone -> Status.Done` contradict \
        each other: both are about value Status.Gone. Give one of them.
        The answers `Status.Gone -> Status.Done` and `rename value Status.Gone -> Status.Done` \
        contradict each other: both are about value Status.Gone. Give one of them.
        """);
  }

  @Test
  void refusesTwoRenamesToOneName() throws IOException {
    assertRefused(
        "rename Task.ownerId -> Task.assigneeId; rename Task.code -> Task.assigneeId",
        "The answers `rename Task.ownerId -> Task.assigneeId` and `rename Task.code ->"
            + " Task.assigneeId` contradict each other: both rename to Task.assigneeId. Give one of"
            + " them.");
  }

  @Test
  void refusesAnUnknownEnumValue() throws IOException {
    assertRefused(
        "Status.Gone -> Status.Opne; drop value Status.Gone -> Status.Lost",
        """
        -Dkizaki.resolve:1:1: error PLN002: Status has no value Opne
            Status.Gone -> Status.Opne; drop value Status.Gone -> Status.Lost
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: did you mean Open?
        -Dkizaki.resolve:1:29: error PLN002: Status has no value Lost
            Status.Gone -> Status.Opne; drop value Status.Gone -> Status.Lost
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: it has Open, Done
        """);
  }

  @Test
  void acceptsTheSameAnswerTwice() throws IOException {
    QuestionedProject own =
        project.copyTo(directory.resolve("twice"), List.of("  title:", "  points: int\n  title:"));
    own.plan(Optional.of("Task.points backfill 0; Task.points backfill 0"), Optional.empty());
    assertThat(own.written().get("plan.migration")).contains("backfill 0\n");
  }
}
