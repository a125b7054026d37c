package dev.kizaki.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program in a pseudo-terminal of 80 columns, which {@code script} of util-linux creates: typed
 * text passes through the line editing of a terminal, including signals.
 */
final class Terminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  private final Process process;
  private final OutputStream keyboard;
  private final StringBuilder screen = new StringBuilder();
  private final Thread reader;

  private Terminal(Process process) {
    this.process = process;
    this.keyboard = process.getOutputStream();
    this.reader = new Thread(this::read, "terminal");
    reader.setDaemon(true);
    reader.start();
  }

  /** Whether this machine has the program {@code script}. */
  static boolean isAvailable() {
    return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
  }

  /**
   * @param command the program and its arguments
   * @param suffix a suffix for the shell, such as a redirection or a pipe
   */
  static Terminal start(Path directory, String mavenOpts, List<String> command, String suffix) {
    String line =
        "stty cols 80 rows 24; exec "
            + command.stream().map(Terminal::quoted).collect(Collectors.joining(" "))
            + suffix;
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qefc", line, "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("MAVEN_OPTS", mavenOpts);
    builder.environment().put("TERM", "dumb");
    builder.environment().remove("CI"); // the build of this project may run on a server
    try {
      return new Terminal(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void read() {
    byte[] bytes = new byte[1024];
    try (InputStream output = process.getInputStream()) {
      for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
        synchronized (screen) {
          screen.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
          screen.notifyAll();
        }
      }
    } catch (IOException e) {
      // The program has ended, so there is nothing more to read.
    }
  }

  /** Waits until the screen ends with this prompt. */
  Terminal expect(String prompt) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    synchronized (screen) {
      while (!screen.toString().endsWith(prompt)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError("waited for \"" + prompt + "\", but there is:\n" + screen);
        }
        waitForMore(Math.min(left, 100));
      }
    }
    return this;
  }

  private void waitForMore(long milliseconds) {
    try {
      screen.wait(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Types a line and Enter. */
  Terminal type(String line) {
    return press(line + "\r");
  }

  Terminal pressCtrlC() {
    return press(CTRL_C);
  }

  Terminal pressCtrlD() {
    return press(CTRL_D);
  }

  private Terminal press(String keys) {
    try {
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the end of the program. The input stays open, so that the program could ask again.
   */
  Build end() {
    try {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running:\n" + screen());
      }
      reader.join(TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Build(process.exitValue(), screen().lines().toList());
  }

  private String screen() {
    synchronized (screen) {
      return screen.toString().replace("\r", "");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
