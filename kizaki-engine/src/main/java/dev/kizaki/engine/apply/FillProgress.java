package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.FillPosition;
import dev.kizaki.engine.text.ReadableDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How far a stage is that writes rows in batches.
 *
 * @param first where this run began
 * @param position where it is
 * @param rows about how many rows the table has; 0 if that is not known
 * @param running how long this run has been at the stage
 * @param paused how much of that time it has paused for the sake of others
 */
public record FillProgress(
    FillPosition first, FillPosition position, long rows, Duration running, Duration paused) {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.DOWN);

  public FillProgress {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(paused, "paused");
  }

  /**
   * As {@code 47 % after 32.1 s, 1,410,000 of about 3,000,000 rows, 43,900 per second, about 36 s
   * left}. Counts are rounded down to three digits, because the number of rows is an estimate.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(position.percent()).append(" % after ").append(ReadableDuration.of(running));
    double active = running.minus(paused).toMillis() / 1000.0;
    double written = (position.written() - first.written()) * rows;
    if (rows > 0) {
      text.append(", %s of about %s rows".formatted(count(position.written() * rows), count(rows)));
      if (written >= active && active > 0) {
        text.append(", %s per second".formatted(count(written / active)));
      }
    }
    double done = position.share() - first.share();
    if (done > 0) {
      long left = (long) (active * (1 - position.share()) / done);
      text.append(", about %s left".formatted(ReadableDuration.of(Duration.ofSeconds(left))));
    }
    return text.toString();
  }

  private static String count(double number) {
    return String.format(
        Locale.ROOT, "%,d", new BigDecimal((long) number).round(THREE_DIGITS).longValue());
  }
}
