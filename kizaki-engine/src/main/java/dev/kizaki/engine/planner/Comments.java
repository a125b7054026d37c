package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words of the comments that a plan has beside its statements, for the person who reviews it.
 */
final class Comments {
  static final String TOGETHER =
      "These depend on each other: renamed together, or none. To mix, answer one and plan again.";

  /** Room in a line, so that it stays within 100 columns behind its slashes. */
  private static final int WIDTH = 95;

  /** Room for {@code , and 10 more.} at the end of a line. */
  private static final int MORE = 14;

  private Comments() {}

  /** The question with those of its example answers that there are. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static String withExamples(String question, Optional<String>... examples) {
    List<String> texts = Stream.of(examples).flatMap(Optional::stream).toList();
    return texts.isEmpty() ? question : question + " Such as " + String.join(" ", texts);
  }

  static String servedOtherwise(String field) {
    return "what starts with " + field + " serves its look-ups";
  }

  static String takesAlong(FieldGroup group) {
    return "takes along "
        + (group instanceof Unique ? "unique" : "index")
        + "("
        + group.text()
        + ")";
  }

  /**
   * The question over a choice.
   *
   * @param evidence the strongest first; what does not fit into the line is left out
   */
  static String renamed(ElementKind kind, String gone, String added, List<String> evidence) {
    StringBuilder line = new StringBuilder(gone + " is gone, " + added + " is new");
    String question = ". One " + kind.word() + " renamed, or two " + kind.plural() + "?";
    for (int i = 0; i < evidence.size(); i++) {
      if (i == 0 || line.length() + evidence.get(i).length() + question.length() <= WIDTH - 2) {
        line.append(", ").append(evidence.get(i));
      }
    }
    return line + question;
  }

  /**
   * What else was plausible; absent where nothing was.
   *
   * @param others what the one that is gone might have become as well
   * @param rivals what else might have become the new one
   */
  static Optional<String> otherCandidates(
      String gone, List<String> others, String added, List<String> rivals) {
    List<String> texts = new ArrayList<>();
    others.forEach(each -> texts.add(gone + " -> " + each));
    rivals.forEach(each -> texts.add(each + " -> " + added));
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder("Also possible: ").append(texts.get(0));
    for (int i = 1; i < texts.size(); i++) {
      if (line.length() + texts.get(i).length() > WIDTH - MORE) {
        return Optional.of(line + ", and " + (texts.size() - i) + " more.");
      }
      line.append(", ").append(texts.get(i));
    }
    return Optional.of(line + ".");
  }
}
