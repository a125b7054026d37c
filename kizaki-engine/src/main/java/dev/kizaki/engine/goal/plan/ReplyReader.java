package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line that somebody typed at a question, as a fragment of the plan language. */
final class ReplyReader {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private ReplyReader() {}

  /**
   * The number of a listed answer, a whole answer, or the value that the question waits for. No
   * value reads as a whole answer, so that each reply means one thing.
   *
   * @return empty where the question lists its answers and this is none
   */
  static Optional<String> answer(PlanQuestion question, String reply) {
    if (!question.options().isEmpty() && NUMBER.matcher(reply).matches()) {
      int number = Integer.parseInt(reply);
      return number >= 1 && number <= question.options().size()
          ? Optional.of(question.options().get(number - 1).answer())
          : Optional.empty();
    }
    return isWhole(reply)
        ? Optional.of(reply)
        : question.template().map(frame -> frame.with(reply));
  }

  private static boolean isWhole(String reply) {
    ParseResult<AnswerFile> parsed = InspireParser.parseAnswers(SourceText.of("reply", reply));
    return parsed.diagnostics().isEmpty() && !parsed.tree().answers().isEmpty();
  }
}
