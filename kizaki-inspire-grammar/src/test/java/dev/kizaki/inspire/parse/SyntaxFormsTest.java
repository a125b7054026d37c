package dev.kizaki.inspire.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.Parsing;
import dev.kizaki.inspire.Resources;
import dev.kizaki.inspire.Trees;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.StatementNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of the languages, from the files in {@code forms}. */
class SyntaxFormsTest {
  @ParameterizedTest
  @CsvSource({
    "lexical, 8",
    "declarations, 43",
    "entity-items, 3",
    "types, 4",
    "annotations, 7",
  })
  void schemaFilesParse(String name, int declarations) {
    InspireFile file = Parsing.schema(Resources.read("forms/" + name + ".inspire"));
    assertThat(file.declarations().size()).isEqualTo(declarations);
  }

  @ParameterizedTest
  @ValueSource(strings = {"every-statement", "words-as-names"})
  void planFilesParse(String name) {
    String text = Resources.read("forms/" + name + ".migration");
    assertThat(Parsing.plan(text).items()).isNotEmpty();
  }

  @Test
  void theStatementFileHasEveryStatement() {
    PlanFile plan = Parsing.plan(Resources.read("forms/every-statement.migration"));
    Set<Class<? extends PlanItemNode>> found =
        plan.items().stream().map(PlanItemNode::getClass).collect(Collectors.toSet());
    assertThat(found)
        .containsAll(
            Arrays.stream(StatementNode.class.getPermittedSubclasses())
                .map(type -> type.asSubclass(PlanItemNode.class))
                .toList());
  }

  @Test
  void everyLineOfWordsIsOneStatement() {
    String text = Resources.read("forms/words-as-names.migration");
    long lines = text.lines().filter(line -> line.startsWith("  ")).count();
    assertThat(Parsing.plan(text).items().size()).isEqualTo((int) lines);
  }

  @Test
  void answersParse() {
    AnswerFile answers = Parsing.answers(Resources.read("forms/answers.txt"));
    assertThat(answers.answers().size()).isEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forms/lexical.inspire",
        "forms/declarations.inspire",
        "forms/entity-items.inspire",
        "forms/types.inspire",
        "forms/annotations.inspire"
      })
  void lineEndsAndByteOrderMarkDoNotMatter(String name) {
    String text = Resources.read(name);
    assertSame(Parsing.schema("\uFEFF" + text.replace("\n", "\r\n")), Parsing.schema(text));
    assertSame(Parsing.schema(text.replace("\n", "\r")), Parsing.schema(text));
  }

  private static void assertSame(Node left, Node right) {
    assertThat(Trees.withoutSpans(left)).isEqualTo(Trees.withoutSpans(right));
  }
}
