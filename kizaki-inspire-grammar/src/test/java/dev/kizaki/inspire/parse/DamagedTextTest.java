package dev.kizaki.inspire.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Resources;
import dev.kizaki.inspire.Trees;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.format.AstFormatter;
import dev.kizaki.inspire.format.FileFormatter;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever a text holds, parsing ends with a tree whose spans are sound and with diagnostics in
 * order; and where it finds no error, formatting and parsing again gives the same tree.
 */
class DamagedTextTest {
  private static final List<String> TEXTS = texts();
  private static final String[] SNIPPETS = {
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\"\"\"",
    "'",
    "\\",
    "/*",
    "*/",
    "//",
    "\n",
    " ",
    ",",
    ";",
    ":",
    ".",
    "->",
    "=",
    "?",
    "@",
    "@unique",
    "@grant",
    "@on(",
    "@validation type",
    "entity",
    "enum",
    "entity A {",
    "enum B {",
    "type C {",
    "namespace D {",
    "a",
    "b",
    "add",
    "drop",
    "add entity X {",
    "[RESOLVE]",
    "either {",
    "backfill",
    "sql(",
    "5",
    "-",
    "1.2.3",
    "name:",
    "a: b",
    "\u0000",
    "\uD83D",
    "é",
    "漢",
    "\t",
    "routes {",
    "migration \"x\" {"
  };

  @Property(tries = 600)
  void damagedTexts(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
    int damages = 1 + random.nextInt(4);
    for (int count = 0; count < damages; count++) {
      damage(text, random);
    }
    check(text.toString());
  }

  @Property(tries = 300)
  void garbage(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(60);
    for (int count = 0; count < pieces; count++) {
      text.append(SNIPPETS[random.nextInt(SNIPPETS.length)]);
      text.append(random.nextBoolean() ? " " : "");
    }
    check(text.toString());
  }

  @Property(tries = 300)
  void anyCharacters(@ForAll String text) {
    check(text);
  }

  private static void damage(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(random.nextInt(10) == 0 ? 400 : 12));
    switch (random.nextInt(5)) {
      case 0 -> text.setLength(at);
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
      default -> text.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
    }
  }

  private static void check(String text) {
    DamagedTextTest.<InspireFile>check(text, InspireParser::parseSchema, AstFormatter::format);
    DamagedTextTest.<PlanFile>check(text, InspireParser::parsePlan, FileFormatter::format);
    DamagedTextTest.<AnswerFile>check(text, InspireParser::parseAnswers, FileFormatter::format);
  }

  private static <T extends Node> void check(
      String text, Function<SourceText, ParseResult<T>> parser, Function<T, String> formatter) {
    ParseResult<T> result = parser.apply(SourceText.of("damaged", text));
    Trees.checkSpans(result.tree());
    List<Integer> starts = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      starts.add(diagnostic.span().start());
    }
    assertThat(starts).isSorted();
    String printed = DiagnosticPrinter.printAll(result.diagnostics());
    assertThat(printed.isEmpty()).isEqualTo(result.diagnostics().isEmpty());
    if (!result.hasErrors()) {
      String formatted = formatter.apply(result.tree());
      ParseResult<T> again = parser.apply(SourceText.of("formatted", formatted));
      assertThat(DiagnosticPrinter.printAll(again.diagnostics())).as(formatted).isEmpty();
      assertThat(Trees.withoutSpans(again.tree()))
          .as(formatted)
          .isEqualTo(Trees.withoutSpans(result.tree()));
    }
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String name :
        List.of(
            "lexical.inspire",
            "declarations.inspire",
            "entity-items.inspire",
            "types.inspire",
            "annotations.inspire",
            "every-statement.migration",
            "words-as-names.migration",
            "answers.txt")) {
      texts.add(Resources.read("forms/" + name));
    }
    for (String name : List.of("schema.txt", "recovery.txt", "plan.txt", "answers.txt")) {
      MessageCase.read(name).forEach(row -> texts.add(row.input()));
    }
    return texts;
  }
}
