package dev.kizaki.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers whose digits do not fit into memory, or that take long to read. */
final class HugeNumbersTest {
  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "0e-999999999", "-1.5e+999999999"})
  void anExponentInAPlanIsRefused(String number) {
    PlanText plan =
        PlanReader.read(
            SourceText.of(
                "plan", "migration \"0001_x\" {\n  add T.a: int = %s\n}\n".formatted(number)));
    assertThat(plan.diagnostics().get(0).message())
        .isEqualTo("'%s' is not a number".formatted(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "double"})
  void aZeroWithAnExponentInQuotesIsWrittenAsZero(String type) {
    assertThat(errors("\"0e-999999999\"", type))
        .extracting(each -> each.hint().orElse(""))
        .containsExactly("write 0 without quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decimal", "decimal(10, 2)", "int", "real"})
  void anExponentInQuotesIsRefused(String type) {
    assertThat(errors("\"1e999999999\"", type)).hasSize(1);
    assertThat(errors("\"-1e-999999999\"", type)).hasSize(1);
  }

  @Test
  void moreDigitsThanAnyTypeHasAreRefused() {
    String digits = "1".repeat(200_000);
    ParseResult<InspireFile> parsed =
        InspireParser.parseSchema(
            SourceText.of("a", "entity A { a: decimal = %s }".formatted(digits)));
    assertThat(parsed.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("a number of 200000 characters fits no type");
    assertThat(errors("\"" + digits + "\"", "int")).hasSize(1);
  }

  private static List<Diagnostic> errors(String value, String type) {
    InspireFile tree =
        InspireParser.parseSchema(
                SourceText.of("a", "entity A { a: %s = %s }".formatted(type, value)))
            .tree();
    return ShapeCompiler.compile(List.of(tree), Optional.empty()).diagnostics();
  }
}
