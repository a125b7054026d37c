package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns a line that a person typed at a question into a fragment of the plan language. */
final class ReplyReader {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private ReplyReader() {}

  /**
   * Reads the number of a listed answer, a whole answer, or the value that the question expects. A
   * value is never a valid whole answer, so each reply has one meaning.
   *
   * @return empty if the question lists its answers and the reply is not one of them
   */
  static Optional<String> answer(PlanQuestion question, String reply) {
    if (!question.options().isEmpty() && NUMBER.matcher(reply).matches()) {
      int number = Integer.parseInt(reply);
      return number >= 1 && number <= question.options().size()
          ? Optional.of(question.options().get(number - 1).answer())
          : Optional.empty();
    }
    return isWholeAnswer(reply)
        ? Optional.of(reply)
        : question.template().map(template -> template.with(reply));
  }

  private static boolean isWholeAnswer(String reply) {
    ParseResult<AnswerFile> parsed = InspireParser.parseAnswers(SourceText.of("reply", reply));
    return parsed.diagnostics().isEmpty() && !parsed.tree().answers().isEmpty();
  }
}
