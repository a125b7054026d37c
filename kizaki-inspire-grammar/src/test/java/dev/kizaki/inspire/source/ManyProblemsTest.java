package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Many problems in a long text. If the text were read again for each of them, the test would take
 * minutes of processor time instead of a second.
 */
class ManyProblemsTest {
  private static final int LENGTH = 4_000_000;
  private static final int PROBLEMS = 50_000;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Test
  void onManyLines() {
    assertFast("2345678 \n", SourceSpan::place);
  }

  @Test
  void onOneLine() {
    assertFast("2345678, ", QuotedLine::of);
  }

  @Test
  void similarWordsAreNotLookedForAmongMany() {
    List<String> words = Collections.nCopies(2_000, "unique");
    assertThat(DidYouMean.nearest("uniqe", words)).hasValue("unique");
    assertThat(DidYouMean.nearest("uniqe", Collections.nCopies(2_001, "unique"))).isEmpty();
    assertThat(DidYouMean.nearest("u".repeat(100), List.of("u".repeat(99)))).isPresent();
    assertThat(DidYouMean.nearest("u".repeat(101), List.of("u".repeat(100)))).isEmpty();
  }

  private static void assertFast(String part, Function<SourceSpan, String> printed) {
    SourceText source = SourceText.of("a", part.repeat(LENGTH / part.length()));
    long start = processorTime();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      int place = (int) ((long) problem * source.text().length() / PROBLEMS);
      assertThat(printed.apply(source.span(place, place + 1))).isNotEmpty();
      assertThat(Duration.ofNanos(processorTime() - start)).isLessThan(LIMIT);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
