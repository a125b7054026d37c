package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Contradictions;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.planner.UnusedAnswer;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answers in a request: in a parameter, in a file, or in both.
 *
 * @param dropsAndAdds whether {@code drop and add} is among them
 */
record GivenAnswers(List<Answer> answers, boolean dropsAndAdds) {
  GivenAnswers {
    answers = List.copyOf(answers);
  }

  /**
   * @throws Refusal when the answers cannot be read or contradict each other
   */
  static GivenAnswers read(PlanRequest request, Shape target) {
    List<SourceText> sources = new ArrayList<>();
    request.resolve().map(text -> SourceText.of("-Dkizaki.resolve", text)).ifPresent(sources::add);
    request.resolveFile().map(GivenAnswers::file).ifPresent(sources::add);
    List<Answer> answers = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    boolean dropsAndAdds = false;
    for (SourceText source : sources) {
      AnswerReader.Result result = AnswerReader.read(source, target);
      answers.addAll(result.answers());
      dropsAndAdds |= result.dropsAndAdds();
      problems.addAll(result.diagnostics());
    }
    if (!problems.isEmpty()) {
      throw Refusal.ofDiagnostics(DiagnosticPrinter.printAll(problems).stripTrailing());
    }
    List<String> contradictions = Contradictions.among(answers);
    if (!contradictions.isEmpty()) {
      throw new Refusal(RefusalCode.ANSWERS_CONTRADICT, String.join("\n", contradictions));
    }
    return new GivenAnswers(answers, dropsAndAdds);
  }

  private static SourceText file(Path path) {
    try {
      return SourceText.of(path.toString(), Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new Refusal(
          RefusalCode.ANSWERS_ENCODING,
          "The parameter resolveFile names %s, which is not valid UTF-8; save the file as UTF-8."
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new Refusal(
          RefusalCode.ANSWERS_UNREADABLE,
          "The parameter resolveFile names %s, which cannot be read; name a file that contains answers."
              .formatted(path),
          e);
    }
  }

  /**
   * Refuses answers to which the plan has no question, because they would be ignored silently.
   *
   * @throws Refusal when there is such an answer
   */
  static void refuseUnused(List<UnusedAnswer> unused, PlannerResult plan) {
    if (unused.isEmpty()) {
      return;
    }
    List<String> open = plan.questions().stream().flatMap(each -> each.lines().stream()).toList();
    throw new Refusal(
        RefusalCode.ANSWER_UNUSED,
        unused.stream().map(UnusedAnswer::sentence).collect(Collectors.joining("\n"))
            + "\n"
            + (open.isEmpty()
                ? "There is no open question. Leave the answer out."
                : "Open questions:\n  " + String.join("\n  ", open)));
  }
}
