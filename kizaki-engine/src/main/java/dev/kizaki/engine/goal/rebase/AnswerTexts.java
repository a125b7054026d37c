package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers in a request, as texts. A {@code ;} or a line end separates them. */
final class AnswerTexts {
  /** A text in quotes, a comment, or a single character. */
  private static final Pattern PART =
      Pattern.compile(
          "\"\"\".*?(?:\"\"\"|\\z)|\"(?:\\\\.|[^\"\\\\])*(?:\"|\\z)|//[^\\n]*|.", Pattern.DOTALL);

  private AnswerTexts() {}

  /**
   * @throws Refusal when the file cannot be read
   */
  static List<String> of(RebaseRequest request) {
    List<String> answers = new ArrayList<>();
    request.resolve().ifPresent(text -> answers.addAll(split(text)));
    request.resolveFile().ifPresent(file -> answers.addAll(split(read(file))));
    return answers;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new Refusal(
          RefusalCode.REBASE_ANSWER,
          "The parameter resolveFile names %s, which is not valid UTF-8; save the file as UTF-8."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new Refusal(
          RefusalCode.REBASE_ANSWER,
          """
          The parameter resolveFile names %s, which cannot be read; name a file that contains \
          answers.\
          """
              .formatted(file),
          e);
    }
  }

  /** The answers of a text. A separator inside quotes or brackets does not count. */
  static List<String> split(String text) {
    List<String> answers = new ArrayList<>();
    StringBuilder answer = new StringBuilder();
    int depth = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      String part = parts.group();
      depth += part.length() == 1 ? nesting(part.charAt(0)) : 0;
      if (depth <= 0 && (part.equals(";") || part.equals("\n"))) {
        answers.add(answer.toString());
        answer.setLength(0);
      } else if (!part.startsWith("//")) {
        answer.append(part);
      }
    }
    answers.add(answer.toString());
    return answers.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  private static int nesting(char part) {
    return "{[(".indexOf(part) >= 0 ? 1 : "}])".indexOf(part) >= 0 ? -1 : 0;
  }
}
