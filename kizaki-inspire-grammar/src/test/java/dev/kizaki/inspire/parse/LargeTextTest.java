package dev.kizaki.inspire.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.source.SourceText;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts of a size at which anything but linear time would take minutes. The time limit only keeps
 * the build from hanging.
 */
@Timeout(600)
class LargeTextTest {
  private static final int MANY = 8_000;

  @Test
  void manyEntities() {
    String text =
        repeat(
            "entity E# {\n"
                + "  id: uuid @primaryKey = uuid() @unique([id])\n"
                + "  name: string = \"x\" @minLength(1) @unique\n"
                + "  ownerId: __User.id? @onDelete(setNull) @index @unique([name, ownerId])\n"
                + "  @grant read where a == b\n"
                + "}\n");
    ParseResult<InspireFile> result = InspireParser.parseSchema(SourceText.of("big", text));
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.tree().declarations().size()).isEqualTo(MANY);
  }

  @Test
  void manyStatements() {
    String text =
        "migration \"0001_big\" {\n" + repeat("  add Task.f#: int = 1 backfill 2 // why\n") + "}";
    ParseResult<PlanFile> result = InspireParser.parsePlan(SourceText.of("big", text));
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.tree().items().size()).isEqualTo(MANY);
    assertThat(result.tree().comments().size()).isEqualTo(MANY);
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void badTextsEndToo(String text) {
    SourceText source = SourceText.of("big", text);
    assertThat(InspireParser.parseSchema(source).hasErrors()).isTrue();
    assertThat(InspireParser.parsePlan(source).hasErrors()).isTrue();
    assertThat(InspireParser.parseAnswers(source).hasErrors()).isTrue();
  }

  static Stream<String> badTexts() {
    return Stream.of(
        "{".repeat(MANY),
        "}".repeat(MANY),
        "entity A { a: int = " + "[".repeat(MANY),
        "entity A { a: " + "b.".repeat(MANY),
        "routes " + "{".repeat(MANY),
        "routes " + "{(".repeat(MANY) + "}".repeat(MANY),
        "@validation type A = " + "B<".repeat(MANY),
        "entity A { @grant " + "(".repeat(MANY),
        "entity A { @grant " + "a ".repeat(MANY) + "(" + "}",
        "entity A {\n" + "@grant read\n".repeat(MANY),
        "entity A { " + "@unique([a]) ".repeat(MANY),
        "entity A {\n" + "name string\n".repeat(MANY) + "}",
        "entity A {\n".repeat(MANY),
        "entity A { a: string = \"" + "\\q".repeat(MANY) + "\" }",
        "\"".repeat(MANY),
        "'".repeat(MANY),
        "/*".repeat(MANY),
        "$".repeat(MANY),
        "@ ".repeat(MANY),
        "migration \"a\" {\n" + "drop\n".repeat(MANY) + "}",
        "migration \"a\" " + "{ [RESOLVE] either ".repeat(MANY),
        "migration \"a\" {\n add entity B {\n" + "drop A.b\n".repeat(MANY),
        "Task.a backfill ".repeat(MANY),
        "x ".repeat(MANY),
        "\u0000".repeat(MANY));
  }

  /** Whether a word is the first on its line is asked for each word. */
  @Test
  void manyWordsBeforeALongLineEnds() {
    String text =
        "entity A { " + "name string, ".repeat(MANY) + "/*" + "x".repeat(8_000_000) + "*/";
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(InspireParser.parseSchema(SourceText.of("big", text)).hasErrors()).isTrue();
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(5));
  }

  /** A small stack is the caller's choice; the parser still answers. */
  @Test
  void smallStack() throws InterruptedException {
    String text = "entity A { a: json = " + "[".repeat(150) + "]".repeat(150) + " }";
    StringBuilder printed = new StringBuilder();
    Thread thread =
        new Thread(
            null,
            () ->
                InspireParser.parseSchema(SourceText.of("deep", text))
                    .diagnostics()
                    .forEach(diagnostic -> printed.append(diagnostic.message())),
            "small stack",
            100_000);
    thread.start();
    thread.join();
    assertThat(printed.toString()).isIn("", "the text is nested too deeply to be read");
  }

  private static String repeat(String item) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < MANY; index++) {
      text.append(item.replace("#", Integer.toString(index)));
    }
    return text.toString();
  }
}
