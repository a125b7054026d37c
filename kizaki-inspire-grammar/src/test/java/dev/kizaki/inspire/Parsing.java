package dev.kizaki.inspire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.format.AstFormatter;
import dev.kizaki.inspire.format.FileFormatter;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.function.Function;

/**
 * Parses valid text. Each call also checks the spans of the tree, and that formatting and parsing
 * again gives the same tree and the same text, so that no test can forget it.
 */
public final class Parsing {
  private Parsing() {}

  public static InspireFile schema(String text) {
    return check(text, InspireParser::parseSchema, AstFormatter::format);
  }

  public static PlanFile plan(String text) {
    return check(text, InspireParser::parsePlan, FileFormatter::format);
  }

  public static AnswerFile answers(String text) {
    return check(text, InspireParser::parseAnswers, FileFormatter::format);
  }

  private static <T extends Node> T check(
      String text, Function<SourceText, ParseResult<T>> parser, Function<T, String> formatter) {
    T tree = parse(text, parser);
    String formatted = formatter.apply(tree);
    T again = parse(formatted, parser);
    assertThat(Trees.withoutSpans(again))
        .as("read again from:\n%s", formatted)
        .isEqualTo(Trees.withoutSpans(tree));
    assertThat(formatter.apply(again)).isEqualTo(formatted);
    return tree;
  }

  private static <T extends Node> T parse(
      String text, Function<SourceText, ParseResult<T>> parser) {
    ParseResult<T> result = parser.apply(SourceText.of("test.inspire", text));
    assertThat(DiagnosticPrinter.printAll(result.diagnostics())).isEmpty();
    Trees.checkSpans(result.tree());
    return result.tree();
  }
}
