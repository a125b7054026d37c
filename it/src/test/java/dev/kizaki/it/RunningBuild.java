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

/** A Maven that runs beside the test. */
final class RunningBuild implements AutoCloseable {
  /** For the slowest machine; a test waits no longer than a line takes to come. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How a process ends that gets signal 9. */
  private static final int KILLED = 128 + 9;

  /** Maven resets the terminal's colour as its last deed, although it was asked for none. */
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

  private final Process process;
  private final long started = System.nanoTime();
  private final Thread reader;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();

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
          said.add(text);
          lines.add(text);
        }
        line = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for these lines, in this order; others may stand between them. */
  void expect(String... expected) throws InterruptedException {
    for (String each : expected) {
      String line;
      do {
        line = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(line).as("waiting for `%s` after %s", each, heard).isNotNull();
        heard.add(line);
      } while (!line.equals(each));
    }
  }

  /** How long ago it was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Whether it has printed this line by now. */
  boolean hasSaid(String line) {
    return said.contains(line);
  }

  /** Every line it has printed by now. */
  List<String> said() {
    return List.copyOf(said);
  }

  /**
   * SIGKILL, for Maven's own process and nothing else, as soon as the moment has come.
   *
   * @return whether it was killed; if not, it had ended before
   */
  boolean kill(KillMoment.Reached moment) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && !moment.reached(this)) {
      assertThat(System.nanoTime()).as("still running after %s", said).isLessThan(deadline);
      Thread.sleep(0, 200_000);
    }
    process.toHandle().destroyForcibly(); // the process's own method closes what is still read
    int exitCode = process.waitFor();
    reader.join(PATIENCE.toMillis());
    return exitCode == KILLED;
  }

  /** What a terminal sends at Ctrl-C; the lines that come until the build has ended. */
  List<String> interrupt() throws IOException, InterruptedException {
    // The script that starts Maven replaces itself by Java, so that this is Maven's own process.
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    reader.join(PATIENCE.toMillis());
    List<String> last = new ArrayList<>();
    lines.drainTo(last);
    return last;
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
