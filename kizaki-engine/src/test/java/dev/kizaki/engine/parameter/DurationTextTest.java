package dev.kizaki.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "5 s, PT5S",
    "5s, PT5S",
    "' 5  s ', PT5S",
    "5, PT5S",
    "500 ms, PT0.5S",
    "500ms, PT0.5S",
    "1 ms, PT0.001S",
    "2 min, PT2M",
    "PT5S, PT5S",
    "PT1M30S, PT1M30S",
    "2147483647 ms, PT596H31M23.647S"
  })
  void isRead(String text, Duration expected) {
    assertThat(DurationText.parse("lockTimeout", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "5 h", "-5 s", "1.5 s", "5 S", "s", "5 s 3 ms", "1234567890123"})
  void isNoDuration(String text) {
    assertThatThrownBy(() -> DurationText.parse("statementTimeout", text))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The parameter statementTimeout is \""
                + text
                + "\", which is not a duration; write it as 500 ms, 5 s, 2 min or PT5S (a number"
                + " without a unit means seconds).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0 ms",
        "PT0.0001S",
        "PT-5S",
        "2147483648 ms",
        "999999999999 min",
        "P99999999D"
      })
  void isOutOfRange(String text) {
    assertThatThrownBy(() -> DurationText.parse("lockTimeout", text))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The parameter lockTimeout is \""
                + text
                + "\"; it must be from 1 ms to 2147483647 ms.");
  }
}
