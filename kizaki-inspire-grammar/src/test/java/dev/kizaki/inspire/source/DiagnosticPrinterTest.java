package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
  @Test
  void placeCodeLineCaretHintAndRelatedPlaces() {
    SourceText source =
        SourceText.of("app.inspire", "entity Task {\n  name: string\n  name: int\n}\n");
    SourceSpan first = spanOf(source, "name");
    SourceSpan second = source.span(31, 35);
    Diagnostic diagnostic =
        Diagnostic.error(DiagnosticCode.DUPLICATE_NAME, second, "field 'name' exists twice")
            .withHint("rename one of them")
            .withRelated(first, "the first one is here");
    assertThat(DiagnosticPrinter.print(diagnostic))
        .isEqualTo(
            """
            app.inspire:3:3: error INS101: field 'name' exists twice
                  name: int
                  ^^^^
              hint: rename one of them
              app.inspire:2:3: the first one is here
                  name: string
                  ^^^^
            """);
  }

  @Test
  void aWarningSaysSo() {
    SourceText source = SourceText.of("app.inspire", "namespace X {}");
    Diagnostic diagnostic =
        Diagnostic.warning(DiagnosticCode.NAMESPACE_SCOPE, source.span(10, 11), "no scope");
    assertThat(DiagnosticPrinter.print(diagnostic))
        .isEqualTo(
            """
            app.inspire:1:11: warning INS401: no scope
                namespace X {}
                          ^
            """);
  }

  @Test
  void notMoreThanAPersonReads() {
    SourceText source = SourceText.of("a", "xy");
    Diagnostic one = Diagnostic.error(DiagnosticCode.SYNTAX, source.span(0, 1), "one");
    assertThat(DiagnosticPrinter.printAll(Collections.nCopies(1_000, one)).lines())
        .hasSize(3_000)
        .last()
        .isEqualTo("    ^");
    assertThat(DiagnosticPrinter.printAll(Collections.nCopies(1_002, one)).lines())
        .hasSize(3_001)
        .last()
        .isEqualTo("2 more are not shown.");
  }

  @Test
  void noneAndSeveral() {
    assertThat(DiagnosticPrinter.printAll(List.of())).isEmpty();
    SourceText source = SourceText.of("a", "xy");
    Diagnostic one = Diagnostic.error(DiagnosticCode.SYNTAX, source.span(0, 1), "one");
    Diagnostic two = Diagnostic.error(DiagnosticCode.SYNTAX, source.span(1, 2), "two");
    assertThat(DiagnosticPrinter.printAll(List.of(one, two)))
        .isEqualTo(
            """
            a:1:1: error INS001: one
                xy
                ^
            a:1:2: error INS001: two
                xy
                 ^
            """);
  }

  @Test
  void anEmptySpanAtTheEndHasOneCaret() {
    assertQuoted("ab", "", 2, "    ab\n      ^\n");
    assertQuoted("", "", 0, "    \n    ^\n");
    assertQuoted("ab\n", "", 3, "    \n    ^\n");
  }

  @Test
  void tabsAreRepeatedUnderTheLine() {
    assertQuoted("\ta:\tb", "b", 4, "    \ta:\tb\n    \t  \t^\n");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndMarksNone() {
    assertQuoted("漢字 x", "x", 3, "    漢字 x\n         ^\n");
    assertQuoted("😀 x", "x", 3, "    😀 x\n       ^\n");
    assertQuoted("e\u0301 x", "x", 3, "    e\u0301 x\n      ^\n");
    assertQuoted("a漢字b", "漢字", 1, "    a漢字b\n     ^^^^\n");
  }

  @Test
  void charactersThatCannotBePrintedAreShownAsQuestionMarks() {
    assertQuoted("a\u001B[1m x", "x", 6, "    a?[1m x\n          ^\n");
    assertQuoted("a\u202E x", "x", 3, "    a? x\n       ^\n");
  }

  @Test
  void aSpanOverSeveralLinesIsMarkedOnItsFirst() {
    assertQuoted("ab {\n}\n", "{\n}", 3, "    ab {\n       ^\n");
  }

  @Test
  void longLinesAreCutAroundTheCaret() {
    String line = "a".repeat(100) + "X" + "b".repeat(100);
    assertQuoted(
        line,
        "X",
        100,
        "    ..." + "a".repeat(60) + "X" + "b".repeat(59) + "...\n    " + " ".repeat(63) + "^\n");
    assertQuoted("X" + "b".repeat(200), "X", 0, "    X" + "b".repeat(119) + "...\n    ^\n");
    assertQuoted(
        "a".repeat(200) + "X",
        "X",
        200,
        "    ..." + "a".repeat(60) + "X\n    " + " ".repeat(63) + "^\n");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    String line = "😀".repeat(150) + "X";
    String quoted = QuotedLine.of(SourceText.of("a", line).span(300, 301));
    assertThat(quoted.codePoints().filter(c -> c >= 0xD800 && c < 0xE000)).isEmpty();
    assertThat(quoted.lines().skip(1)).containsExactly("    " + " ".repeat(3 + 60) + "^");
  }

  private static void assertQuoted(String text, String part, int start, String expected) {
    SourceText source = SourceText.of("a", text);
    SourceSpan span = source.span(start, start + part.length());
    assertThat(span.text()).isEqualTo(part);
    assertThat(QuotedLine.of(span)).isEqualTo(expected);
  }

  private static SourceSpan spanOf(SourceText source, String part) {
    int start = source.text().indexOf(part);
    return source.span(start, start + part.length());
  }
}
