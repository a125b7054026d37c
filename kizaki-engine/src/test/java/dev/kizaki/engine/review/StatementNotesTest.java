package dev.kizaki.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reviewer learns about generated fields beyond the text of the plan. */
class StatementNotesTest {
  private static final Shape BASE =
      shape(
          """
          entity Invoice {
            net: int
            code: int = generated(sql("net * 100")) @unique
            sum: int? = generated(sql("net + 1"))
            plain: int
            @check(sql("sum > 0"))
            @index([sum desc, net])
          }
          entity Note { invoice: Invoice.code? }
          """);

  @Test
  void aChangedExpressionNamesWhatIsAddedAgain() {
    assertThat(
            notes(
                """
                change Invoice.code: int = generated(sql("net * 100")) -> int = generated(sql("net"))
                """))
        .containsExactly(
            """
            Invoice.code is dropped and added again, with unique Invoice([code]), the \
            reference Note.invoice, and its values are computed again.\
            """);
  }

  @Test
  void aChangedTypeNamesWhatIsComputedFromIt() {
    assertThat(notes("change Invoice.net: int -> bigint"))
        .containsExactly(
            """
            Invoice.code is dropped and added again, with unique Invoice([code]), the \
            reference Note.invoice, and its values are computed again.\
            """,
            """
            Invoice.sum is dropped and added again, with index Invoice([sum desc, net]), \
            check Invoice(sum > 0), and its values are computed again.\
            """);
  }

  @Test
  void aChangedDefaultIsForLaterRows() {
    assertThat(notes("change Invoice.plain: int -> int = sql(\"1 + 1\")"))
        .containsExactly(
            "Existing values of Invoice.plain stay; the default is for later inserts.");
  }

  @Test
  void anotherNullabilityComputesNothingAgain() {
    assertThat(
            notes(
                """
                change Invoice.code: int = generated(sql("net * 100")) -> \
                int? = generated(sql("net * 100"))
                """))
        .isEmpty();
  }

  private static List<String> notes(String statement) {
    SourceText plan = SourceText.of("plan", "migration \"0002_x\" {\n" + statement + "\n}\n");
    return StatementNotes.of(
            BASE, PlanReader.read(plan).lines().stream().map(PlanLine::item).toList())
        .get(0);
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }
}
