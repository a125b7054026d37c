package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeCharactersTest {
  @Test
  void unprintableCharactersAreEscaped() {
    String text = "a\u0007\n\t\u200B\u2028\u202Eé😀";
    assertThat(UnsafeCharacters.escaped(text))
        .isEqualTo("a\\u0007\\u000A\\u0009\\u200B\\u2028\\u202Eé😀");
    assertThat(UnsafeCharacters.escapedLines(text))
        .isEqualTo("a\\u0007\n\t\\u200B\\u2028\\u202Eé😀");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x1F, 0x7F, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069})
  void theLanguageAndSnapshotsEscapeControlsAndDirections(int character) {
    assertThat(UnsafeCharacters.isControlOrDirection(character)).isTrue();
    assertThat(UnsafeCharacters.isInvisible(character)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0xAD, 0x61C, 0x200B, 0x200F, 0x2028, 0x2029, 0x2060, 0x206F, 0xFEFF, 0xD800})
  void snapshotsAlsoEscapeInvisibleCharacters(int character) {
    assertThat(UnsafeCharacters.isControlOrDirection(character)).isFalse();
    assertThat(UnsafeCharacters.isInvisible(character)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x20, 0x7E, 0xA0, 0x200A, 0x2010, 0x2027, 0x202F, 0x205F, 0x2070, 0x1F600})
  void otherCharactersAreSafe(int character) {
    assertThat(UnsafeCharacters.isControlOrDirection(character)).isFalse();
    assertThat(UnsafeCharacters.isInvisible(character)).isFalse();
  }
}
