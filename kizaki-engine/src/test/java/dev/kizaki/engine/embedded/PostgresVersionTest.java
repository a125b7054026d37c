package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresVersionTest {
  @ParameterizedTest
  @CsvSource({
    "14, 14, 14.19.0",
    "15, 15, 15.14.0",
    "16, 16, 16.10.0",
    "17, 17, 17.6.0",
    "18, 18, 18.0.0",
    "17.5.0, 17, 17.5.0",
    "17.5, 17, 17.5.0",
    "' 18 ', 18, 18.0.0"
  })
  void aMajorStandsForTestedBinariesAndAFullVersionForItself(
      String written, int major, String binaries) {
    assertThat(PostgresVersion.parse(written)).isEqualTo(new PostgresVersion(major, binaries));
  }

  @ParameterizedTest
  @ValueSource(strings = {"13", "19", "9.6", "", "seventeen", "17.x", "17.6.0.1", "17-beta"})
  void anythingElseIsRefused(String written) {
    assertThatThrownBy(() -> PostgresVersion.parse(written))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "The embedded database cannot be PostgreSQL `"
                + written
                + "`; set postgresVersion to one of 14, 15, 16, 17, 18, or to a full version of one"
                + " of them such as 17.6.0.");
  }

  @Test
  void majorAndBinariesMustAgree() {
    assertThatThrownBy(() -> new PostgresVersion(17, "18.0.0"))
        .isInstanceOf(EmbeddedServerException.class);
  }
}
