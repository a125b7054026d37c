package dev.kizaki.command;

/** How the program ends; docs/bundle.md lists the numbers, which never change. */
enum ExitCode {
  /** The command has done what it was to do. */
  SUCCESS(0),
  /** The user can correct the cause; the message says how. */
  REFUSED(1),
  /** The arguments, a variable or the properties file cannot be used. */
  USAGE(2),
  /** Something around the program is broken: for example, the database does not answer. */
  ENVIRONMENT(3),
  /** {@code status} has found a state that {@code --fail-on} names. */
  STATUS_FAILS(4),
  /** A bug of kizaki. */
  INTERNAL_ERROR(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
