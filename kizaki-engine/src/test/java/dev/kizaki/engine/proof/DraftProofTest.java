package dev.kizaki.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A draft that was made for another schema before does not lead to its target. */
class DraftProofTest {
  private static final Shape BEFORE = shape("entity T { a: int }");
  private static final Shape MORE = shape("entity T { a: int } entity U { b: int }");
  private static final Shape OTHER = shape("entity U { b: int }");
  private static final PlannerResult DRAFT =
      Planner.plan(BEFORE, shape("entity T { a: int  c: int? }"), Answers.none(), List.of(), false);
  private static final List<PlanStatement> STATEMENTS =
      Plan.statements(DRAFT.lines(), Decision.EITHER);

  @Test
  void aDraftLeadsFromItsSchemaToItsTarget() {
    assertThatCode(() -> DraftProof.require(BEFORE, DRAFT)).doesNotThrowAnyException();
    assertThat(DraftProof.holds(BEFORE, DRAFT)).isTrue();
    assertThat(DraftProof.leadsTo(BEFORE, STATEMENTS, DRAFT.schema())).isTrue();
    assertThat(DraftProof.firstInvalid(BEFORE, STATEMENTS)).isEmpty();
  }

  @Test
  void aDraftThatLeadsElsewhereIsAnError() {
    assertThatThrownBy(() -> DraftProof.require(MORE, DRAFT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the plan does not lead to the schema");
    assertThat(DraftProof.holds(MORE, DRAFT)).isFalse();
    assertThat(DraftProof.leadsTo(MORE, STATEMENTS, DRAFT.schema())).isFalse();
    assertThat(DraftProof.firstInvalid(MORE, STATEMENTS)).isEmpty();
  }

  @Test
  void aDraftWithAnInvalidStatementIsAnError() {
    assertThatThrownBy(() -> DraftProof.require(OTHER, DRAFT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the plan has a statement at an invalid position: add T.c: int?");
    assertThat(DraftProof.holds(OTHER, DRAFT)).isFalse();
    assertThat(DraftProof.leadsTo(OTHER, STATEMENTS, DRAFT.schema())).isFalse();
    assertThat(DraftProof.firstInvalid(OTHER, STATEMENTS)).contains(STATEMENTS.get(0));
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
