package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application of {@code src/it/deploy-in-phases} that uses its database until it is stopped. */
final class RunningApplication implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 90;
  private static final Pattern CALLS = Pattern.compile("version \\d has made \\d+ calls");
  private static final Pattern TASKS = Pattern.compile("version \\d has (\\d+) tasks");

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private RunningApplication(Process process) {
    this.process = process;
    reader = new Thread(this::read, "running-application");
    reader.setDaemon(true);
    reader.start();
  }

  static RunningApplication start(Path jar, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new RunningApplication(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the application has made some more calls, none of which may have failed. */
  void awaitCalls() {
    // What was printed already says nothing about the time from now on.
    List<String> before = new ArrayList<>();
    lines.drainTo(before);
    assertThat(before).allMatch(line -> CALLS.matcher(line).matches());
    assertThat(next()).matches(CALLS);
    assertThat(next()).matches(CALLS);
  }

  private String next() {
    try {
      return lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Ends the application, which reads all of its tasks once more.
   *
   * @return how many tasks it has
   */
  long stop() {
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      reader.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<String> rest = new ArrayList<>();
    lines.drainTo(rest);
    assertThat(rest).isNotEmpty();
    Matcher last = TASKS.matcher(rest.remove(rest.size() - 1));
    assertThat(last.matches()).as(rest::toString).isTrue();
    assertThat(rest).allMatch(line -> CALLS.matcher(line).matches());
    assertThat(process.exitValue()).isZero();
    return Long.parseLong(last.group(1));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
