package dev.kizaki.engine.goal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import org.junit.jupiter.api.Test;

/** Which fragments of the plan language are answers. */
class AnswerReaderTest {
  private static AnswerReader.Result read(String answers) {
    return AnswerReader.read(SourceText.of("answers", answers), Shape.empty());
  }

  @Test
  void whatOldReadersSeeIsNoAnswer() {
    assertThat(read("drop Task.code").answers()).hasSize(1);
    AnswerReader.Result kept = read("drop Task.code keep 1");
    assertThat(kept.answers()).isEmpty();
    assertThat(kept.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("keep answers no question; write it into the plan");
  }

  @Test
  void aStatementOverRowsIsNoAnswer() {
    assertThat(read("expand run sql(\"select 1\")").diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("an answer is a rename, a drop, or a value for rows");
  }
}
