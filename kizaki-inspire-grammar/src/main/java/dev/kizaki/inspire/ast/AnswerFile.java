package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** Answers to open questions: fragments of the plan language, {@code ;} or newline between. */
public record AnswerFile(List<AnswerNode> answers, SourceSpan span) implements Node {
  public AnswerFile {
    answers = List.copyOf(answers);
  }
}
