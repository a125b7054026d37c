package dev.kizaki.engine.planner;

import dev.kizaki.engine.goal.plan.AnswerReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a draft leaves open, and the answers it would take. Every answer is a fragment of
 * the plan language, as {@link AnswerReader} reads it.
 *
 * @param asked what is asked, in lines; the first says what it is about
 * @param options the answers that can be listed, the likeliest first
 * @param template the answer but for its value, where a value is asked for
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
   * @param answer the answer: {@code rename Task.ownerId -> Task.assigneeId}
   * @param words what it is, in lines to choose from
   * @param effect what it does to rows
   * @param statements what the plan then says, as far as it is known; several lines for some
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
   * An answer that waits for its value.
   *
   * @param start what stands before the value: {@code Task.points backfill}
   * @param owner the enum, where the value is one of its values and is named with it; empty
   *     elsewhere
   * @param example a value that would be taken
   * @param none what {@code none} says here
   */
  public record AnswerTemplate(String start, String owner, String example, String none) {
    public AnswerTemplate {
      Objects.requireNonNull(start, "start");
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(example, "example");
      Objects.requireNonNull(none, "none");
    }

    /** The whole answer with this value. */
    public String with(String value) {
      boolean isBareLabel =
          !owner.isEmpty() && !value.equals(NONE) && !value.startsWith(owner + ".");
      return start + " " + (isBareLabel ? owner + "." : "") + value;
    }
  }

  /** The value that says that there is none to give. */
  public static final String NONE = "none";

  /** The same for the same question, whatever else the plan says by now. */
  public String subject() {
    return template.map(AnswerTemplate::start).orElseGet(() -> options.get(0).answer());
  }

  /** Answers to copy: all that can be listed, else one example. */
  public List<String> examples() {
    return options.isEmpty()
        ? template.stream().map(each -> each.with(each.example())).toList()
        : options.stream().map(Option::answer).toList();
  }

  /** The question and its answers as a list item: the first line from column 0, others indented. */
  public List<String> lines() {
    return Stream.concat(
            asked.stream().limit(1),
            Stream.concat(asked.stream().skip(1), examples().stream()).map(line -> "  " + line))
        .toList();
  }
}
