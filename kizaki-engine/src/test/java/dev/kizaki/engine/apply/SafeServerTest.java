package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers whose concurrent builds can corrupt indexes; none of them can be started by the tests.
 */
final class SafeServerTest {
  @ParameterizedTest
  @CsvSource({
    "14.0, true",
    "14.3, true",
    "14.3 (Debian 14.3-1.pgdg110+1), true",
    "14.4, false",
    "14.19, false",
    "14.30, false",
    "15.0, false",
    "13.14.3, false",
    "18.0, false"
  })
  void onlyTheFirstReleasesOf14AreUnsafe(String version, boolean unsafe) {
    assertThat(SafeServer.isUnsafe(version)).isEqualTo(unsafe);
  }
}
