package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.text.StatementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks whether the text of an object in SQL is right that names what the plan renames or drops.
 *
 * @param object the name of the object
 * @param gone what is gone: {@code title, but Task.title is Task.name now}
 */
public record ObjectTextQuestion(String object, List<String> gone) implements ChangeQuestion {
  private static final int NAMED = 3;
  private static final String REPLY =
      "Change it in the schema and plan again, or say that the text is right:";
  private static final Pattern LINE =
      Pattern.compile(
          "The text of \\w+ names .*|It names \\d+ more that are gone\\.|"
              + Pattern.quote(REPLY)
              + "|change object \\w+ \\{\\}");

  public ObjectTextQuestion {
    Objects.requireNonNull(object, "object");
    gone = List.copyOf(gone);
  }

  /** Whether a comment is a line of such a question. */
  public static boolean asks(String comment) {
    return LINE.matcher(comment).matches();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    gone.stream()
        .limit(NAMED)
        .forEach(each -> lines.add("The text of %s names %s.".formatted(object, each)));
    if (gone.size() > NAMED) {
      lines.add("It names %d more that are gone.".formatted(gone.size() - NAMED));
    }
    lines.add(REPLY);
    lines.add(StatementText.of(ChangeObject.none(object)));
    return lines;
  }

  @Override
  public List<String> above() {
    return lines();
  }

  @Override
  public Optional<String> beside() {
    return Optional.empty();
  }

  @Override
  public List<ChangeQuestion> inside() {
    return List.of();
  }

  @Override
  public List<String> asked() {
    return lines();
  }
}
