package dev.kizaki.engine.goal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PromptedAnswersTest {
  private static final Shape BEFORE = shape("entity Task { title: string  ownerId: string }");
  private static final Shape AFTER =
      shape("entity Task { title: string  assigneeId: string  points: int }");

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("schema", schema)).tree()),
            Optional.empty())
        .shape()
        .orElseThrow();
  }

  /** How often a plan is made while these replies are given, and the plan in the end. */
  private static int plans(PlannedMigration[] last, String... replies) {
    MigrationPlanner planning = new MigrationPlanner(BEFORE, AFTER, false, Optional.empty());
    Deque<String> left = new ArrayDeque<>(List.of(replies));
    AtomicInteger plans = new AtomicInteger();
    last[0] =
        PromptedAnswers.complete(
                planning.with(List.of()),
                List.of(),
                (lines, prompt) -> Optional.ofNullable(left.poll()),
                AFTER,
                answers -> {
                  plans.incrementAndGet();
                  return planning.with(answers);
                },
                line -> {})
            .planned();
    assertThat(left).isEmpty();
    return plans.get();
  }

  @Test
  void eachAnswerIsPlannedOnce() {
    PlannedMigration[] last = new PlannedMigration[1];
    assertThat(plans(last, "1", "5")).isEqualTo(2);
    assertThat(last[0].text("0002_x"))
        .isEqualTo(
            """
            migration "0002_x" {
              rename Task.ownerId -> Task.assigneeId
              add Task.points: int backfill 5
            }
            """);
  }

  @Test
  void whatIsNoAnswerIsNotPlanned() {
    PlannedMigration[] last = new PlannedMigration[1];
    assertThat(plans(last, "?", "7", "", "\"x\"", "")).isZero();
    assertThat(last[0].plan().questions()).hasSize(2);
  }

  @Test
  void anAnswerThatFitsNoQuestionLeavesThePlan() {
    PlannedMigration[] last = new PlannedMigration[1];
    assertThat(plans(last, "rename Task.ownerId -> Task.keeperId", "", "")).isEqualTo(1);
    assertThat(last[0].plan().questions()).hasSize(2);
  }
}
