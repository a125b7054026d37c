package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Maven build that runs while the test continues. */
final class RunningBuild implements AutoCloseable {
  /** Long enough for the slowest machine; a test continues as soon as the line is printed. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** The exit code of a process that is killed by signal 9. */
  private static final int KILLED = 128 + 9;

  /** Maven resets the terminal's colour at its end, even if colours are disabled. */
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

  private final Process process;
  private final long started = System.nanoTime();
  private final Thread reader;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> linesSoFar = new ArrayList<>();
  private final List<String> printed = new CopyOnWriteArrayList<>();

  RunningBuild(Process process) {
    this.process = process;
    reader = new Thread(this::read, "running-build");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        String text = COLOUR.matcher(line).replaceAll("");
        if (!text.isBlank()) {
          printed.add(text);
          lines.add(text);
        }
        line = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for these lines in this order; other lines may be printed between them. */
  void expect(String... expected) throws InterruptedException {
    for (String each : expected) {
      String line;
      do {
        line = lines.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(line).as("waiting for `%s` after %s", each, linesSoFar).isNotNull();
        linesSoFar.add(line);
      } while (!line.equals(each));
    }
  }

  /** The time since the start. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Whether the build has printed this line. */
  boolean hasPrinted(String line) {
    return printed.contains(line);
  }

  /** Every line that was printed so far. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  /**
   * Sends SIGKILL to Maven's own process only, as soon as the moment has come.
   *
   * @return whether the build was killed; false if it ended before
   */
  boolean kill(KillMoment.Reached moment) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (process.isAlive() && !moment.reached(this)) {
      assertThat(System.nanoTime()).as("still running after %s", printed).isLessThan(deadline);
      Thread.sleep(0, 200_000);
    }
    process.toHandle().destroyForcibly(); // the process's own method closes what is still read
    int exitCode = process.waitFor();
    reader.join(TIMEOUT.toMillis());
    return exitCode == KILLED;
  }

  /**
   * Sends SIGINT, as a terminal does at Ctrl-C. Returns the lines that are printed until the build
   * ends.
   */
  List<String> interrupt() throws IOException, InterruptedException {
    // The start script of Maven replaces itself by Java, so this is the process of Maven itself.
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    reader.join(TIMEOUT.toMillis());
    List<String> last = new ArrayList<>();
    lines.drainTo(last);
    return last;
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
