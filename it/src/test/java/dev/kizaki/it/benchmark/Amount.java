package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * What was measured: a time, a memory, a size or a number.
 *
 * @param value how much, in this unit
 */
record Amount(double value, Unit unit) {
  /** The units of the measurements. */
  enum Unit {
    SECONDS("%.3f s"),
    MEGABYTES("%.1f MB"),
    JARS("%.0f jars");

    private final String format;

    Unit(String format) {
      this.format = format;
    }
  }

  private static final double BYTES_A_MEGABYTE = 1e6;

  Amount {
    Objects.requireNonNull(unit, "unit");
  }

  static Amount of(Duration duration) {
    return new Amount(Table.seconds(duration), Unit.SECONDS);
  }

  static Amount ofBytes(long bytes) {
    return new Amount(bytes / BYTES_A_MEGABYTE, Unit.MEGABYTES);
  }

  static Amount ofJars(int jars) {
    return new Amount(jars, Unit.JARS);
  }

  /** How many times this amount is the other one. */
  double times(Amount other) {
    return value / other.value;
  }

  String text() {
    return String.format(Locale.ROOT, unit.format, value);
  }
}
