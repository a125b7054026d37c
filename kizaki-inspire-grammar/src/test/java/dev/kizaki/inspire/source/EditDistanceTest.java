package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0, 0",
    "'', abc, 3, 3",
    "abc, '', 3, 3",
    "abc, abc, 0, 0",
    "kitten, sitting, 3, 3",
    "uniqe, unique, 1, 1",
    "inedx, index, 2, 1",
    "ca, abc, 3, 3",
    "abcd, badc, 3, 2",
  })
  void countsChanges(String left, String right, int levenshtein, int withSwaps) {
    assertThat(EditDistance.levenshtein(left, right)).isEqualTo(levenshtein);
    assertThat(EditDistance.levenshtein(right, left)).isEqualTo(levenshtein);
    assertThat(EditDistance.withSwaps(left, right)).isEqualTo(withSwaps);
    assertThat(EditDistance.withSwaps(right, left)).isEqualTo(withSwaps);
  }
}
