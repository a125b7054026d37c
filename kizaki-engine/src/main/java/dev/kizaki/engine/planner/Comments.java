package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The texts of the comments that a plan prints next to its statements, for the reviewer. */
final class Comments {
  static final String TOGETHER =
      "These depend on each other: renamed together, or none. To mix, answer one and plan again.";

  /**
   * The longest text of a comment, in characters, so that the line has at most 100 with its
   * slashes.
   */
  private static final int WIDTH = 95;

  /** The space, in characters, for {@code , and 10 more.} at the end of a line. */
  private static final int MORE = 14;

  private Comments() {}

  /** Returns the question, followed by the example answers that exist. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static String withExamples(String question, Optional<String>... examples) {
    List<String> texts = Stream.of(examples).flatMap(Optional::stream).toList();
    return texts.isEmpty()
        ? question
        : "%s Such as %s".formatted(question, String.join(" ", texts));
  }

  static String servedOtherwise(String field) {
    return "what starts with %s serves its look-ups".formatted(field);
  }

  static String servesReference(String field) {
    return "serves the look-ups of the reference %s".formatted(field);
  }

  static String noReference(String field) {
    return "%s is no longer a reference".formatted(field);
  }

  static String noIndex(String field) {
    return "%s has @noIndex".formatted(field);
  }

  static String retyped(String field) {
    return "%s gets another type".formatted(field);
  }

  static String takesAlong(FieldGroup group) {
    return "takes along %s(%s)"
        .formatted(group instanceof Unique ? "unique" : "index", group.text());
  }

  static String takesAlong(EntityReference reference) {
    return "takes along reference(%s)".formatted(reference.text());
  }

  /**
   * Returns the question that is printed above a choice.
   *
   * @param evidence the strongest first; evidence that does not fit on the line is omitted
   */
  static String renamed(ElementKind kind, String dropped, String added, List<String> evidence) {
    return question(
        "%s is gone, %s is new".formatted(dropped, added),
        evidence,
        ". One %s renamed, or two %s?".formatted(kind.word(), kind.plural()));
  }

  /** The same, if the schema has another element of the old name. */
  static String renamedOrChanged(String changed, String added, List<String> evidence) {
    return question(
        "%s has another type, %s is new".formatted(changed, added),
        evidence,
        ". Was it renamed, or changed?");
  }

  private static String question(String start, List<String> evidence, String question) {
    StringBuilder line = new StringBuilder(start);
    for (int i = 0; i < evidence.size(); i++) {
      if (i == 0 || line.length() + evidence.get(i).length() + question.length() <= WIDTH - 2) {
        line.append(", ").append(evidence.get(i));
      }
    }
    return line + question;
  }

  /**
   * Returns the other plausible renames; empty if there are none.
   *
   * @param others other added elements that the dropped one may have been renamed to
   * @param rivals other dropped elements that may have been renamed to the added one
   */
  static Optional<String> otherCandidates(
      String dropped, List<String> others, String added, List<String> rivals) {
    List<String> texts = new ArrayList<>();
    others.forEach(each -> texts.add("%s -> %s".formatted(dropped, each)));
    rivals.forEach(each -> texts.add("%s -> %s".formatted(each, added)));
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
