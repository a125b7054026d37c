package dev.kizaki.engine.naming;

import dev.kizaki.engine.api.Reporter;
import java.util.Objects;
import java.util.function.Supplier;

/** Passes each line to another reporter, with the names of the front end in it. */
public record NamingReporter(Reporter reporter, NamedCommands commands) implements Reporter {
  public NamingReporter {
    Objects.requireNonNull(reporter, "reporter");
    Objects.requireNonNull(commands, "commands");
  }

  @Override
  public void info(String line) {
    reporter.info(commands.in(line));
  }

  @Override
  public void warn(String line) {
    reporter.warn(commands.in(line));
  }

  @Override
  public void database(String line) {
    reporter.database(line);
  }

  @Override
  public void next(String line) {
    reporter.next(commands.in(line));
  }

  @Override
  public void status(Supplier<String> json) {
    reporter.status(() -> commands.in(json.get()));
  }

  @Override
  public int columns() {
    return reporter.columns();
  }

  @Override
  public boolean atConsole() {
    return reporter.atConsole();
  }
}
