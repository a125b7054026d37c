package dev.kizaki.inspire.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.RandomTree;
import dev.kizaki.inspire.Trees;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any tree, written and read again, is the same tree. */
class RoundTripTest {
  @Property(tries = 300)
  void schemaFiles(@ForAll long seed) {
    InspireFile tree = new RandomTree(seed, false).inspireFile();
    check(tree, AstFormatter.format(tree), InspireParser::parseSchema, AstFormatter::format);
  }

  @Property(tries = 300)
  void planFiles(@ForAll long seed) {
    PlanFile tree = new RandomTree(seed, true).planFile();
    check(tree, FileFormatter.format(tree), InspireParser::parsePlan, FileFormatter::format);
  }

  @Property(tries = 300)
  void answers(@ForAll long seed) {
    AnswerFile tree = new RandomTree(seed, true).answerFile();
    check(tree, FileFormatter.format(tree), InspireParser::parseAnswers, FileFormatter::format);
  }

  private static <T extends Node> void check(
      T tree,
      String text,
      Function<SourceText, ParseResult<T>> parser,
      Function<T, String> formatter) {
    ParseResult<T> result = parser.apply(SourceText.of("random", text));
    assertThat(DiagnosticPrinter.printAll(result.diagnostics())).as(text).isEmpty();
    assertThat(Trees.withoutSpans(result.tree())).as(text).isEqualTo(Trees.withoutSpans(tree));
    Trees.checkSpans(result.tree());
    String again = formatter.apply(result.tree());
    ParseResult<T> second = parser.apply(SourceText.of("random", again));
    assertThat(formatter.apply(second.tree())).isEqualTo(again);
  }
}
