package dev.kizaki.engine.goals;

import dev.kizaki.engine.api.Prompter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Gives one scripted reply after another, then ends the input; records the screen. */
final class ScriptedPrompter implements Prompter {
  private final Deque<String> replies;
  private final StringBuilder screen = new StringBuilder();

  ScriptedPrompter(List<String> replies) {
    this.replies = new ArrayDeque<>(replies);
  }

  @Override
  public Optional<String> ask(List<String> lines, String prompt) {
    lines.forEach(line -> screen.append(line).append('\n'));
    Optional<String> reply = Optional.ofNullable(replies.poll());
    screen.append(prompt).append(reply.orElse("<end>")).append('\n');
    return reply;
  }

  /** Everything that was shown and typed. */
  String screen() {
    return screen.toString();
  }

  /** The replies that were not used. */
  List<String> left() {
    return List.copyOf(replies);
  }
}
