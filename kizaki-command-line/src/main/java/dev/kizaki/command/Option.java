package dev.kizaki.command;

import static dev.kizaki.command.Command.ABORT;
import static dev.kizaki.command.Command.APPLY;
import static dev.kizaki.command.Command.DRY_RUN;
import static dev.kizaki.command.Command.STATUS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The options. Each has the name of a parameter of the goals in other letters: {@code
 * --lock-timeout} is {@code kizaki.lockTimeout}. The variable {@code KIZAKI_LOCK_TIMEOUT} and the
 * property {@code lock-timeout} of the properties file are the same option.
 */
enum Option {
  URL("<url>", "", "the address of the database, in one of the forms of libpq or JDBC"),
  USERNAME("<name>", "", "the database user, if the address names none"),
  PASSWORD("<password>", "", "the password; not as an option, because others could read it"),
  PASSWORD_FILE("<file>", "", "a file that contains the password and nothing else"),
  DATABASE_SCHEMA("<name>", "public", "the PostgreSQL schema of the tables"),
  LOCK_TIMEOUT("<duration>", "5 s", "how long a command waits for a lock before it is retried"),
  STATEMENT_TIMEOUT("<duration>", "", "how long one command may run"),
  CHECK_TIMEOUT("<duration>", "30 s", "how long one data check may run before the first statement"),
  IGNORE("<patterns>", "", "database objects that are not reported as drift, with commas between"),
  TARGET("<migration>", "", "the last migration to apply", APPLY),
  AHEAD("refuse|accept", "refuse", "what to do if the database has newer migrations", APPLY),
  PHASE("expand|contract", "", "one of the two phases of a deploy", APPLY, DRY_RUN),
  RENAMES("views|columns", "views", "how a phase keeps both names of a field", APPLY, DRY_RUN),
  STATEMENTS("<file>", "", "statements of the application to check for a phase", APPLY, DRY_RUN),
  ALLOW_BROKEN_STATEMENTS("goes on with a phase that breaks statements", APPLY, DRY_RUN),
  ALLOW_DRIFT("goes on although others have changed the database", APPLY, DRY_RUN),
  ONLINE("auto|never|always", "auto", "which statements run in stages", APPLY, DRY_RUN),
  ONLINE_THRESHOLD("<size>", "16 MB", "the size of a table for online=auto", APPLY, DRY_RUN),
  FILL_DUTY("<fraction>", "0.5", "the part of the time in which rows are written", APPLY),
  MAX_REPLICA_LAG("<duration>", "10 s", "no rows are written while a replica lags more", APPLY),
  SQL("prints the SQL of each statement", DRY_RUN),
  FAIL_ON("<states>", "history", "states for exit code 4: history, pending, database", STATUS),
  COMPARE("compares what expressions mean, with temporary views", STATUS),
  DROP_DATA("deletes what others have written into new tables and fields", ABORT),
  CONFIG("<file>", "", "a properties file with options, without the two dashes"),
  FORMAT("text|json", "text", "lines of text, or one JSON object a line");

  /** What the names of all variables begin with. */
  static final String VARIABLE_PREFIX = "KIZAKI_";

  private final Optional<String> argument;
  private final String standard;
  private final String description;
  private final Set<Command> commands;

  /** An option with a value; without commands, for all of them. */
  Option(String argument, String standard, String description, Command... commands) {
    this.argument = Optional.of(argument);
    this.standard = standard;
    this.description = description;
    this.commands =
        commands.length == 0 ? EnumSet.allOf(Command.class) : Set.copyOf(Arrays.asList(commands));
  }

  /** An option that is on or off. */
  Option(String description, Command... commands) {
    this.argument = Optional.empty();
    this.standard = "false";
    this.description = description;
    this.commands = Set.copyOf(Arrays.asList(commands));
  }

  /** The name without dashes: {@code lock-timeout}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name on the command line: {@code --lock-timeout}. */
  String option() {
    return "--" + word();
  }

  /** The name in the environment: {@code KIZAKI_LOCK_TIMEOUT}. */
  String variable() {
    return VARIABLE_PREFIX + name();
  }

  /** The name of the parameter of the goals, without {@code kizaki.}: {@code lockTimeout}. */
  String parameter() {
    StringBuilder name = new StringBuilder();
    for (String part : word().split("-")) {
      name.append(
          name.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return name.toString();
  }

  /** What the value is, for the help; absent if the option is on or off. */
  Optional<String> argument() {
    return argument;
  }

  boolean isSwitch() {
    return argument.isEmpty();
  }

  /** The value if none is given; empty for none. */
  String standard() {
    return standard;
  }

  /** One clause for the help. */
  String description() {
    return description;
  }

  /** The commands that read it. */
  Set<Command> commands() {
    return commands;
  }

  static Optional<Option> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  static Optional<Option> ofVariable(String variable) {
    return Arrays.stream(values()).filter(each -> each.variable().equals(variable)).findFirst();
  }

  static Optional<Option> ofParameter(String parameter) {
    return Arrays.stream(values()).filter(each -> each.parameter().equals(parameter)).findFirst();
  }
}
