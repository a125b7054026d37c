package dev.kizaki.inspire.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConflictMarkersTest {
  private static final String CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n";

  @Test
  void eachConflictIsFoundAtItsFirstLine() {
    assertThat(ConflictMarkers.in(SourceText.of("x", "a\n" + CONFLICT + "b\n" + CONFLICT)))
        .extracting(SourceSpan::text)
        .containsExactly("<<<<<<< HEAD", "<<<<<<< HEAD");
  }

  /** The markers of Git are at the beginning of a line, and a conflict has an end. */
  @Test
  void otherTextsAreNoConflicts() {
    assertThat(ConflictMarkers.in(SourceText.of("x", "  " + CONFLICT.replace("\n", "\n  "))))
        .isEmpty();
    assertThat(ConflictMarkers.in(SourceText.of("x", "<<<<<<< HEAD\nours\n"))).isEmpty();
    assertThat(ConflictMarkers.in(SourceText.of("x", ""))).isEmpty();
  }
}
