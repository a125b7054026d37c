package dev.kizaki.engine.planner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that a draft leaves open, and its possible answers. Every answer is a fragment of the
 * plan language that {@code -Dkizaki.resolve} accepts.
 *
 * @param asked the question, in lines; the first line names the subject
 * @param options the answers that can be listed, the likeliest first
 * @param template the answer without its value, if the question asks for a value
 */
public record PlanQuestion(
    List<String> asked, List<Option> options, Optional<AnswerTemplate> template) {
  public PlanQuestion {
    asked = List.copyOf(asked);
    options = List.copyOf(options);
    Objects.requireNonNull(template, "template");
  }

  /**
   * A listed answer.
   *
   * @param answer the answer, for example {@code rename Task.ownerId -> Task.assigneeId}
   * @param words what it means, in the lines of a menu
   * @param effect what it does to rows
   * @param statements what the plan then contains, as far as it is known; may be several lines
   */
  public record Option(String answer, List<String> words, String effect, List<String> statements) {
    public Option {
      Objects.requireNonNull(answer, "answer");
      words = List.copyOf(words);
      Objects.requireNonNull(effect, "effect");
      statements = List.copyOf(statements);
    }
  }

  /**
   * An answer to which the user adds the value.
   *
   * @param start the part before the value, for example {@code Task.points backfill}
   * @param owner the enum, if the value is one of its values and is written with the enum's name;
   *     otherwise empty
   * @param example a value that would be accepted, and what it loses
   * @param none the meaning of {@code none} in this answer
   */
  public record AnswerTemplate(String start, String owner, ExampleAnswer example, String none) {
    public AnswerTemplate {
      Objects.requireNonNull(start, "start");
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(example, "example");
      Objects.requireNonNull(none, "none");
    }

    /** Returns the whole answer with this value. */
    public String with(String value) {
      boolean isBareLabel =
          !owner.isEmpty() && !value.equals(NONE) && !value.startsWith(owner + ".");
      return start + " " + (isBareLabel ? owner + "." : "") + value;
    }
  }

  /** The value that states that there is no value. */
  public static final String NONE = "none";

  /** Identifies the question: it stays the same when other parts of the plan change. */
  public String subject() {
    return template.map(AnswerTemplate::start).orElseGet(() -> options.get(0).answer());
  }

  /** Returns answers to copy: all listed ones or, if none are listed, one example. */
  public List<String> examples() {
    return options.isEmpty()
        ? template.stream().map(each -> each.with(each.example().value())).toList()
        : options.stream().map(Option::answer).toList();
  }

  /**
   * Returns the question and its answers as a list item: the first line starts at column 0, the
   * others are indented.
   */
  public List<String> lines() {
    return Stream.concat(
            asked.stream().limit(1),
            Stream.concat(asked.stream().skip(1), examples().stream()).map(line -> "  " + line))
        .toList();
  }
}
