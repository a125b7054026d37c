package dev.kizaki.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A text of ten times the size takes about ten times the processor time, whatever is repeated or
 * nested in it. With the square of its size, it would take a hundred times as much. Only large
 * texts show the difference, so that no build reads them.
 *
 * <p>{@code -Dkizaki.test.megabytes=10} reads texts of up to that size, and {@code
 * -Dkizaki.test.text=regex} only some of them.
 */
@EnabledIfSystemProperty(named = "kizaki.test.megabytes", matches = "[0-9]+")
final class LinearTimeTest {
  private static final int SIZE = 1_000_000 * Integer.getInteger("kizaki.test.megabytes", 1);
  private static final String ONLY = System.getProperty("kizaki.test.text", ".*");
  private static final int FACTOR = 10;
  private static final int MOST = 4 * FACTOR;

  /** Below this time, in nanoseconds, the compilers of the JVM take most of it. */
  private static final long LEAST = 400_000_000L;

  @TempDir static Path folder;
  private static Map<String, FuzzTarget> targets;

  @BeforeAll
  static void targets() {
    targets =
        FuzzTargets.in(folder).stream()
            .collect(Collectors.toMap(FuzzTarget::name, Function.identity()));
  }

  @TestFactory
  Stream<DynamicTest> longTexts() {
    List<LongTexts> texts =
        LongTexts.all().stream().filter(each -> each.toString().matches("(?s)" + ONLY)).toList();
    return texts.stream()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> assertLinear(each)));
  }

  private static void assertLinear(LongTexts texts) throws Exception {
    FuzzTarget.Reader reader = targets.get(texts.target()).reader();
    long whole = time(reader, texts.text().apply(SIZE));
    if (whole < LEAST) {
      return;
    }
    String part = texts.text().apply(SIZE / FACTOR);
    long tenth = Math.max(time(reader, part), time(reader, part));
    assertThat(whole)
        .as("%d ms, and a tenth of it %d ms", whole / 1_000_000, tenth / 1_000_000)
        .isLessThan(Math.max(LEAST, MOST * tenth));
  }

  private static long time(FuzzTarget.Reader reader, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    reader.read(bytes);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
  }
}
