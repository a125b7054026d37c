package dev.kizaki.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordWrapTest {
  @Test
  void breaksAtBlanks() {
    assertThat(WordWrap.lines("one two three", 7)).containsExactly("one two", "three");
    assertThat(WordWrap.lines("one two three", 6)).containsExactly("one", "two", "three");
    assertThat(WordWrap.lines("one two three", 13)).containsExactly("one two three");
  }

  @Test
  void aLongWordHasALineOfItsOwn() {
    assertThat(WordWrap.lines("a very-long-word b", 5)).containsExactly("a", "very-long-word", "b");
  }

  @Test
  void noTextHasNoLine() {
    assertThat(WordWrap.lines("", 10)).isEmpty();
  }
}
