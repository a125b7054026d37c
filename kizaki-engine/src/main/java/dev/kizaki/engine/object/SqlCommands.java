package dev.kizaki.engine.object;

import java.util.List;
import java.util.Optional;

/** Splits a text of SQL into its commands, without reading what they do. */
public final class SqlCommands {
  private SqlCommands() {}

  /** The commands of a text, in order, each from its first to its last token. */
  public static List<String> of(String sql) {
    return Commands.of(sql).list().stream()
        .map(each -> sql.substring(each.get(0).start(), each.get(each.size() - 1).end()))
        .toList();
  }

  /** Why a text cannot be split: something is never closed, or there is no command. */
  public static Optional<ObjectProblem> problem(String sql) {
    Commands commands = Commands.of(sql);
    return commands
        .problem()
        .or(
            () ->
                commands.list().isEmpty()
                    ? Optional.of(new ObjectProblem(1, "the text contains no command"))
                    : Optional.empty());
  }
}
