package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.object.UnifiedDifference.Mismatch;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Differences lead from one text to the other, and fit no text but the first. */
class UnifiedDifferenceTest {
  private static final String BEFORE = "a\nb\n\nc\nd\ne\nf\ng";

  @Test
  void differenceHasThreeLinesOfContext() {
    assertThat(UnifiedDifference.between(BEFORE, "a\nb\n\nc\nd\nE\nf\ng"))
        .isEqualTo("@@ -3,6 +3,6 @@\n\n c\n d\n-e\n+E\n f\n g");
  }

  @Test
  void appliedDifferenceGivesTheOtherText() throws Mismatch {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String before = text(random);
      String after = text(random);
      String difference = UnifiedDifference.between(before, after);
      assertThat(UnifiedDifference.apply(difference, before)).isEqualTo(after);
    }
  }

  @Test
  void differenceOfLongTextsLeadsToTheOtherText() throws Mismatch {
    String before = lines("old", 2500);
    String after = lines("new", 2500).replaceAll("new(\\d*0)\\b", "old$1");
    assertThat(UnifiedDifference.apply(UnifiedDifference.between(before, after), before))
        .isEqualTo(after);
  }

  private static String lines(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> word + number)
        .collect(Collectors.joining("\n"));
  }

  private static String text(Random random) {
    return random
        .ints(1 + random.nextInt(20), 0, 6)
        .mapToObj(each -> each == 0 ? "" : each == 1 ? " " : each == 2 ? "@@" : "-+".repeat(each))
        .collect(Collectors.joining("\n", "x", ""));
  }

  @Test
  void differenceOfAnotherTextIsRefused() {
    String difference = UnifiedDifference.between(BEFORE, BEFORE.replace("e", "E"));
    refused(difference, BEFORE.replace("d", "D"), "line 5 of the text is \"D\", not \"d\"");
    refused(difference, "a\n" + BEFORE, "line 3 of the text is \"b\", not \"\"");
    refused(difference, "a\nb\n\nc", "line 5 of the text is \"the end of the text\", not \"d\"");
    refused(difference, "a", "\"@@ -3,6 +3,6 @@\" is not at a place in the text");
  }

  @Test
  void differenceThatIsDamagedIsRefused() {
    refused("", BEFORE, "\"\" is not the head of a difference such as @@ -1,3 +1,4 @@");
    refused("-a\n+b", BEFORE, "\"-a\" is not the head of a difference such as @@ -1,3 +1,4 @@");
    refused(
        "@@ -1,2 +1,2 @@\n a", BEFORE, "\"@@ -1,2 +1,2 @@\" promises more lines than follow it");
    refused(
        "@@ -1,1 +1,2 @@\n-a\n-b",
        BEFORE,
        "more lines follow \"@@ -1,1 +1,2 @@\" than it promises");
    refused(
        "@@ -1,1 +2,1 @@\n-a\n+b",
        BEFORE,
        "\"@@ -1,1 +2,1 @@\" states another line than the one reached");
  }

  @Test
  void largeTextsAreComparedInLittleTime() throws Mismatch {
    String before = "select 1;\n".repeat(100_000);
    String after = before.substring(0, 500_000) + "-- here\n" + before.substring(500_000);
    String difference = UnifiedDifference.between(before, after);
    assertThat(difference.lines().count()).isLessThan(20);
    assertThat(UnifiedDifference.apply(difference, before)).isEqualTo(after);
  }

  private static void refused(String difference, String before, String message) {
    assertThatThrownBy(() -> UnifiedDifference.apply(difference, before))
        .isInstanceOf(Mismatch.class)
        .hasMessage(message);
  }
}
