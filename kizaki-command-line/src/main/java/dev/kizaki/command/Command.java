package dev.kizaki.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the program can do; each command is the goal of the same name. */
enum Command {
  APPLY("applies the pending migrations"),
  DRY_RUN("reports what apply would do; changes nothing"),
  STATUS("reports what is applied, what is pending and what has drifted"),
  ABORT("takes a migration back that apply has begun in stages and not finished");

  private final String description;

  Command(String description) {
    this.description = description;
  }

  /** The name on the command line, such as {@code dry-run}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One clause for the help. */
  String description() {
    return description;
  }

  static Optional<Command> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Command::word).toList();
  }
}
