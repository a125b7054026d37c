package dev.kizaki.command;

import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arguments of the program.
 *
 * @param command the command; absent if there is none
 * @param options the options with their values; a switch without a value has {@code true}
 * @param wish what the program prints instead of running a command
 */
record Arguments(Optional<Command> command, Map<Option, String> options, Optional<Wish> wish) {
  /** What the program can print about itself. */
  enum Wish {
    HELP,
    VERSION
  }

  private static final String HELP = "--help";
  private static final String VERSION = "--version";

  Arguments {
    Objects.requireNonNull(command, "command");
    options = Map.copyOf(options);
    Objects.requireNonNull(wish, "wish");
  }

  /**
   * Reads arguments.
   *
   * @throws UsageException when one is unknown, empty or given twice
   */
  static Arguments read(List<String> arguments) {
    Optional<Command> command = Optional.empty();
    Optional<Wish> wish = Optional.empty();
    Map<Option, String> options = new EnumMap<>(Option.class);
    for (String argument : arguments) {
      if (argument.equals(HELP) || argument.equals("-h")) {
        wish = Optional.of(Wish.HELP);
      } else if (argument.equals(VERSION)) {
        wish = wish.or(() -> Optional.of(Wish.VERSION));
      } else if (argument.startsWith("-")) {
        add(argument, options);
      } else if (command.isPresent()) {
        throw surplus(argument, command.get());
      } else {
        command = Optional.of(command(argument));
      }
    }
    command.ifPresent(wanted -> options.keySet().forEach(each -> requireReadBy(each, wanted)));
    return new Arguments(command, options, wish);
  }

  private static Command command(String word) {
    return Command.ofWord(word)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s is not a command; the commands are: %s%s"
                        .formatted(
                            shown(word),
                            String.join(", ", Command.words()),
                            DidYouMean.nearest(word, Command.words())
                                .map("; did you mean %s?"::formatted)
                                .orElse("."))));
  }

  private static UsageException surplus(String argument, Command command) {
    return Command.ofWord(argument).isPresent()
        ? new UsageException(
            "%s and %s are two commands; run one at a time.".formatted(command.word(), argument))
        : new UsageException(
            "%s is neither an option nor a command; write the value of an option behind an equals sign, as in --target=0007_x."
                .formatted(shown(argument)));
  }

  private static void add(String argument, Map<Option, String> options) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Option option = option(name);
    if (option == Option.PASSWORD) {
      throw new UsageException(
          "--password is not an option, because other users of the machine can read the options of a program; set KIZAKI_PASSWORD, or name a file with --password-file.");
    }
    String value = equals < 0 && option.isSwitch() ? "true" : argument.substring(equals + 1);
    if (equals < 0 && !option.isSwitch()) {
      throw new UsageException(
          "%s has no value; write %s=%s.".formatted(name, name, option.argument().orElseThrow()));
    }
    if (value.isBlank()) {
      throw new UsageException(
          "%s is empty; give it a value or leave it out.".formatted(option.option()));
    }
    if (options.put(option, value) != null) {
      throw new UsageException("%s is given twice; keep one.".formatted(option.option()));
    }
  }

  private static Option option(String name) {
    return Optional.of(name)
        .filter(text -> text.startsWith("--"))
        .flatMap(text -> Option.ofWord(text.substring(2)))
        .orElseThrow(() -> unknown(name));
  }

  private static UsageException unknown(String name) {
    List<String> known =
        Stream.concat(
                Arrays.stream(Option.values())
                    .filter(each -> each != Option.PASSWORD)
                    .map(Option::option),
                Stream.of(HELP, VERSION))
            .toList();
    return new UsageException(
        "%s is not an option%s"
            .formatted(
                shown(name),
                DidYouMean.nearest(name, known).map("; did you mean %s?"::formatted).orElse(".")));
  }

  private static void requireReadBy(Option option, Command command) {
    if (!option.commands().contains(command)) {
      throw new UsageException(
          "%s has no option %s; only %s."
              .formatted(
                  command.word(),
                  option.option(),
                  option.commands().stream()
                      .sorted()
                      .map(Command::word)
                      .reduce((first, second) -> first + " and " + second)
                      .map(
                          readers ->
                              readers + (option.commands().size() == 1 ? " has it" : " have it"))
                      .orElseThrow()));
    }
  }

  /**
   * An argument as a message quotes it: on one line, and not too long. An address is not quoted,
   * because it can contain a password.
   */
  private static String shown(String argument) {
    if (argument.contains("://")) {
      return "An address";
    }
    String safe = UnsafeCharacters.escaped(argument);
    return safe.length() > 60 ? safe.substring(0, 60) + "…" : safe.isEmpty() ? "\"\"" : safe;
  }
}
