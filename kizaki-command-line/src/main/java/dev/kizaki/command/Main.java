package dev.kizaki.command;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Starts the program. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the JVM with its {@link ExitCode}.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    // In a container, the locale is usually POSIX, and its character set has no more than ASCII.
    Charset charset =
        Optional.ofNullable(System.console()).map(Console::charset).orElse(StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
    ExitCode exit =
        new CommandRun(
                ProgramName.of(System.getProperty("java.class.path", "")),
                System.getenv(),
                Main.class.getClassLoader(),
                out,
                err)
            .run(List.of(arguments));
    out.flush();
    err.flush();
    System.exit(exit.number());
  }
}
