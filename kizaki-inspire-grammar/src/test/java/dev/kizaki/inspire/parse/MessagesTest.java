package dev.kizaki.inspire.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Trees;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import dev.kizaki.inspire.testing.ExpectedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is printed about texts with mistakes, letter by letter: see the files in {@code messages}.
 */
class MessagesTest {
  @TestFactory
  Stream<DynamicTest> schemaMessages() {
    return tests("schema.txt", "app.inspire", InspireParser::parseSchema);
  }

  @TestFactory
  Stream<DynamicTest> recoveryMessages() {
    return tests("recovery.txt", "app.inspire", InspireParser::parseSchema);
  }

  @TestFactory
  Stream<DynamicTest> planMessages() {
    return tests("plan.txt", "plan.migration", InspireParser::parsePlan);
  }

  @TestFactory
  Stream<DynamicTest> answerMessages() {
    return tests("answers.txt", "-Dkizaki.resolve", InspireParser::parseAnswers);
  }

  private static Stream<DynamicTest> tests(
      String file,
      String name,
      Function<SourceText, ? extends ParseResult<? extends Node>> parser) {
    List<MessageCase> cases = MessageCase.read(file);
    if (ExpectedTexts.areRewritten()) {
      MessageCase.write(
          file, cases.stream().map(row -> row.withOutput(print(row, name, parser))).toList());
    }
    return cases.stream()
        .map(row -> DynamicTest.dynamicTest(row.title(), () -> check(row, name, parser)));
  }

  private static void check(
      MessageCase row,
      String name,
      Function<SourceText, ? extends ParseResult<? extends Node>> parser) {
    ParseResult<? extends Node> result = parser.apply(SourceText.of(name, row.input()));
    assertThat(DiagnosticPrinter.printAll(result.diagnostics())).isEqualTo(row.output());
    assertThat(result.hasErrors()).isTrue();
    Trees.checkSpans(result.tree());
    List<Integer> starts = new ArrayList<>();
    result.diagnostics().forEach(diagnostic -> starts.add(diagnostic.span().start()));
    assertThat(starts).isSorted();
  }

  private static String print(
      MessageCase row,
      String name,
      Function<SourceText, ? extends ParseResult<? extends Node>> parser) {
    return DiagnosticPrinter.printAll(parser.apply(SourceText.of(name, row.input())).diagnostics());
  }
}
