package dev.kizaki.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.testing.RandomSeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes migrations all the time, on a real file system. */
@FullRun
final class KilledWriterTest {
  private static final int KILLS = 60;

  @TempDir Path temporary;

  @Test
  void everyKillLeavesTheOldStateOrTheNewOne(TestReporter reporter) throws Exception {
    List<Map<String, String>> states = EndlessWriting.states(temporary.resolve("states"));
    SampleHistory history = EndlessWriting.begun(temporary.resolve("project"));
    Random random = RandomSeed.random();
    Set<Map<String, String>> seen = new HashSet<>();
    int unfinished = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      killAfter(random.nextInt(40), history);
      Map<String, String> left = history.tree();
      unfinished += left.equals(EndlessWriting.visible(history)) ? 0 : 1;
      history.directory().list();
      Map<String, String> found = EndlessWriting.visible(history);
      assertThat(found).as("kill %s left %s, seed %s", kill, left, RandomSeed.value()).isIn(states);
      seen.add(found);
    }
    history.directory().tidy();
    assertThat(history.tree()).isEqualTo(EndlessWriting.visible(history));
    String line =
        "writing migrations: recovered %d / %d kills, %d of them within a write, in %d states"
            .formatted(KILLS, KILLS, unfinished, seen.size());
    System.out.println(line);
    reporter.publishEntry("kills", line);
  }

  private static void killAfter(int milliseconds, SampleHistory history)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriting.class.getName(),
                history.migrations().getParent().toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
      assertThat(output.readLine()).isEqualTo("ready");
      Thread.sleep(milliseconds);
      assertThat(writer.isAlive()).as("it writes until it is killed").isTrue();
    } finally {
      writer.destroyForcibly();
      writer.waitFor();
    }
  }
}
