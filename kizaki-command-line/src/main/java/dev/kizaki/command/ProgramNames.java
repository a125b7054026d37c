package dev.kizaki.command;

import dev.kizaki.engine.api.CommandNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The names of commands and options in the engine's messages. A goal that needs the sources keeps
 * the name that it has in Maven, because it runs there.
 *
 * @param program how people call the program
 */
record ProgramNames(String program) implements CommandNames {
  ProgramNames {
    Objects.requireNonNull(program, "program");
  }

  @Override
  public Optional<String> command(String goal, List<Setting> settings) {
    Optional<Command> command = Command.ofWord(goal);
    StringBuilder text = new StringBuilder(program + " " + goal);
    for (Setting setting : settings) {
      Optional<Option> option = Option.ofParameter(setting.name());
      if (command.isEmpty()
          || option.filter(each -> each.commands().contains(command.get())).isEmpty()) {
        return Optional.empty();
      }
      text.append(' ').append(text(option.get(), setting));
    }
    return command.map(any -> text.toString());
  }

  @Override
  public Optional<String> setting(Setting setting) {
    return Option.ofParameter(setting.name()).map(option -> text(option, setting));
  }

  private static String text(Option option, Setting setting) {
    return option.option() + setting.value().map("="::concat).orElse("");
  }
}
