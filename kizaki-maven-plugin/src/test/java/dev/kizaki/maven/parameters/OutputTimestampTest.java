package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The property that Maven's own plugins read. */
class OutputTimestampTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-11-01T01:30:00+01:30, 2026-11-01T00:00:00Z",
    "' 1793491200 ', 2026-11-01T00:00:00Z",
    "1980-01-01T00:00:02Z, 1980-01-01T00:00:02Z",
  })
  void times(String text, Instant time) {
    assertThat(OutputTimestamp.read(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "0"})
  void oneCharacterSwitchesItOff(String text) {
    assertThat(OutputTimestamp.read(text)).isEqualTo(OutputTimestamp.NONE);
    assertThat(OutputTimestamp.read(null)).isEqualTo(OutputTimestamp.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-01", "${git.commit.time}", "yesterday", "-1793491200"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> OutputTimestamp.read(text))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The property project.build.outputTimestamp is \"%s\"; write it as 2026-11-01T00:00:00Z."
                .formatted(text));
  }

  @Test
  void aTimeThatAJarCannotHoldIsRefused() {
    for (String text :
        new String[] {"1979-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "999999999999"}) {
      assertThatThrownBy(() -> OutputTimestamp.read(text))
          .hasMessageEndingWith("it must be from 1980-01-01T00:00:02Z to 2099-12-31T23:59:59Z.");
    }
  }
}
