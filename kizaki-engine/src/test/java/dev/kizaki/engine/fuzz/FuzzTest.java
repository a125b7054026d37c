package dev.kizaki.engine.fuzz;

import dev.kizaki.inspire.testing.RandomSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged inputs of each reader are read or refused in a documented way, in a time that follows
 * from their size.
 */
final class FuzzTest {
  private static final int TRIES = 100;

  @TempDir static Path folder;
  private static List<FuzzTarget> targets;

  @BeforeAll
  static void targets() {
    targets = FuzzTargets.in(folder);
  }

  @TestFactory
  Stream<DynamicTest> damagedInputs() {
    return targets.stream()
        .map(
            target ->
                DynamicTest.dynamicTest(
                    target.name(),
                    () -> new FuzzRun(target).tries(RandomSeed.random(), tries(target))));
  }

  /** A history is a directory, whose files take long to write. */
  private static int tries(FuzzTarget target) {
    return target.name().equals("history") ? TRIES / 10 : TRIES;
  }

  /** {@code -Dkizaki.test.fuzz=MINUTES}: the targets share the time, and the seed is free. */
  @TestFactory
  @EnabledIfSystemProperty(named = "kizaki.test.fuzz", matches = "[0-9]+")
  Stream<DynamicTest> forSomeTime(TestReporter reporter) {
    Duration time = Duration.ofMinutes(Long.getLong("kizaki.test.fuzz")).dividedBy(targets.size());
    return targets.stream()
        .map(
            target ->
                DynamicTest.dynamicTest(
                    target.name(),
                    () ->
                        reporter.publishEntry(
                            target.name(),
                            new FuzzRun(target).during(new Random(), time) + " inputs")));
  }

  /**
   * {@code -Dkizaki.test.input=FILE}: an input that a run has kept; its name begins as the target.
   */
  @Test
  @EnabledIfSystemProperty(named = "kizaki.test.input", matches = ".+")
  void keptInput() throws IOException {
    Path file = Path.of(System.getProperty("kizaki.test.input"));
    String name = file.getFileName().toString().replaceFirst("-.*", "");
    FuzzTarget target =
        targets.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    new FuzzRun(target).once(Files.readAllBytes(file));
  }
}
