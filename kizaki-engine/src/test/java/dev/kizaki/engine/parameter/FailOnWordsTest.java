package dev.kizaki.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import org.junit.jupiter.api.Test;

class FailOnWordsTest {
  private static final String LEGAL =
      "allowed words are: drift, unresolved, history, changelog, pending, database, none.";

  @Test
  void wordsBetweenCommas() {
    assertThat(FailOnWords.parse("drift, pending ,database"))
        .containsExactlyInAnyOrder(FailOn.DRIFT, FailOn.PENDING, FailOn.DATABASE);
  }

  @Test
  void noneMeansNothing() {
    assertThat(FailOnWords.parse(" none ")).isEmpty();
  }

  @Test
  void unknownWord() {
    refused("drift,Pending", "The parameter failOn has an unknown word, \"Pending\"; " + LEGAL);
  }

  @Test
  void noneBesideOthers() {
    refused("none,drift", "The parameter failOn has an unknown word, \"none\"; " + LEGAL);
  }

  @Test
  void emptyWord() {
    refused("", "The parameter failOn has an empty word; " + LEGAL);
    refused("drift,", "The parameter failOn has an empty word; " + LEGAL);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> FailOnWords.parse(text))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }
}
