package dev.kizaki.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The text of {@code --help}. */
final class Help {
  private Help() {}

  /**
   * The lines.
   *
   * @param command limits the options to those of a command
   */
  static List<String> lines(String program, Optional<Command> command) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Usage: %s %s [options]"
            .formatted(program, command.map(Command::word).orElse("<command>")));
    lines.add("");
    lines.add("Commands:");
    for (Command each : Command.values()) {
      if (command.isEmpty() || command.get() == each) {
        lines.add("  %-9s %s".formatted(each.word(), each.description()));
      }
    }
    lines.add("");
    lines.add("Options:");
    for (Option option : Option.values()) {
      if (command.isEmpty() || option.commands().contains(command.get())) {
        lines.add("  " + synopsis(option));
        lines.add("      " + option.description() + remark(option, command.isEmpty()));
      }
    }
    lines.add("  --help, --version");
    lines.add("");
    lines.add("Each option can also be set by a variable, such as KIZAKI_LOCK_TIMEOUT, or in the");
    lines.add("properties file. The command line wins over variables, variables over the file.");
    lines.add("");
    lines.add("Exit codes: 0 success, 1 refused, 2 wrong usage, 3 broken environment,");
    lines.add("4 a state of --fail-on, 5 internal error.");
    return lines;
  }

  private static String synopsis(Option option) {
    if (option == Option.PASSWORD) {
      return option.variable() + ", or password in the properties file";
    }
    return option.option() + option.argument().map("="::concat).orElse("");
  }

  private static String remark(Option option, boolean withCommands) {
    List<String> remarks = new ArrayList<>();
    if (withCommands && option.commands().size() < Command.values().length) {
      remarks.add(
          String.join(
              " and ",
              Arrays.stream(Command.values())
                  .filter(option.commands()::contains)
                  .map(Command::word)
                  .toList()));
    }
    if (!option.isSwitch() && !option.standard().isEmpty()) {
      remarks.add("default " + option.standard());
    }
    return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
  }
}
