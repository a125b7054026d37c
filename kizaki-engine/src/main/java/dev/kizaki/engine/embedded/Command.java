package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, without input. */
final class Command {
  private static final int NOT_FOUND = 127;

  /** The exit code, and the text that was written to both output streams. */
  record Result(int exitCode, String output) {}

  private Command() {}

  /** Runs a program that ends by itself. If the program does not exist, the exit code is 127. */
  static Result run(List<String> commandLine) throws IOException {
    Process process;
    try {
      process = prepare(commandLine).start();
    } catch (IOException e) {
      return new Result(NOT_FOUND, e.getMessage());
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    return new Result(await(process, commandLine, Duration.ofSeconds(10)), output);
  }

  /**
   * Runs a program that may leave another one running, as pg_ctl does. The output is written to a
   * file, because the other program could inherit a pipe, and reading from that pipe would not end.
   */
  static Result run(
      List<String> commandLine, Path workingDirectory, Path outputFile, Duration timeout)
      throws IOException {
    Process process =
        prepare(commandLine)
            .directory(workingDirectory.toFile())
            .redirectOutput(outputFile.toFile())
            .start();
    process.getOutputStream().close();
    int exitCode = await(process, commandLine, timeout);
    return new Result(
        exitCode, new String(Files.readAllBytes(outputFile), Charset.defaultCharset()));
  }

  private static ProcessBuilder prepare(List<String> commandLine) {
    ProcessBuilder builder = new ProcessBuilder(commandLine).redirectErrorStream(true);
    // PGDATA, PGPORT, PGOPTIONS and so on belong to the user's own server and must not affect this
    // one.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static int await(Process process, List<String> commandLine, Duration timeout) {
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new EmbeddedServerException(
          RefusalCode.EMBEDDED_STOPPED,
          "`%s` did not end within %d seconds; the machine may be overloaded: try again."
              .formatted(String.join(" ", commandLine), timeout.toSeconds()));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          RefusalCode.INTERRUPTED,
          "Interrupted while waiting for the embedded database; run again to continue.",
          e);
    }
  }
}
