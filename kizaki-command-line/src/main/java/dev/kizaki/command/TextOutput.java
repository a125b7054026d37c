package dev.kizaki.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lines for people: what was found and done on the standard output, warnings and errors on the
 * other one.
 *
 * @param atConsole whether a person reads the lines
 */
record TextOutput(PrintStream out, PrintStream err, boolean atConsole) implements Output {
  TextOutput {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  @Override
  public void info(String line) {
    out.println(line);
  }

  @Override
  public void warn(String line) {
    err.println("warning: " + line);
  }

  @Override
  public void error(String message, String printed, Optional<String> code) {
    err.println("error: " + printed);
  }

  @Override
  public void end(ExitCode exit, List<String> applied) {}
}
