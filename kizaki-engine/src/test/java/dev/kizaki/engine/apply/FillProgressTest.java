package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.jdbc.FillPosition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the progress of a fill is printed. */
final class FillProgressTest {
  private static final Duration RUNNING = Duration.ofMillis(32_100);

  @Test
  void rowsRateAndTimeLeft() {
    assertThat(text(0, at(522), 3_001_234, Duration.ZERO))
        .isEqualTo(
            "46 % after 32.1 s, 1,560,000 of about 3,000,000 rows, 48,800 per second, about 36 s"
                + " left");
  }

  @Test
  void pausesDoNotCount() {
    assertThat(text(0, at(522), 3_001_234, Duration.ofMillis(30_100)))
        .endsWith(" 783,000 per second, about 2 s left");
  }

  /** A run that goes on with the work of another one. */
  @Test
  void onlyThisRunCounts() {
    assertThat(text(500, at(522), 1000, Duration.ZERO))
        .isEqualTo("46 % after 32.1 s, 522 of about 1,000 rows, about 14 min left");
  }

  @Test
  void theSweepHasWrittenAlmostAll() {
    assertThat(text(0, new FillPosition(500, 1000, FillPosition.SWEEP, 1), 64_200, Duration.ZERO))
        .isEqualTo(
            "95 % after 32.1 s, 64,200 of about 64,200 rows, 2,000 per second, about 1 s left");
  }

  @Test
  void withoutAnEstimateAndWithoutProgress() {
    assertThat(text(0, at(522), 0, Duration.ZERO)).isEqualTo("46 % after 32.1 s, about 36 s left");
    assertThat(text(522, at(522), 0, Duration.ZERO)).isEqualTo("46 % after 32.1 s");
  }

  private static FillPosition at(long page) {
    return new FillPosition(page, 1000, 3, 1);
  }

  private static String text(long first, FillPosition position, long rows, Duration paused) {
    return new FillProgress(at(first), position, rows, RUNNING, paused).text();
  }
}
