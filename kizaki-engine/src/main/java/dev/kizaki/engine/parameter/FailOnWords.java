package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameter {@code failOn}: words separated by commas, or {@code none} alone. */
public final class FailOnWords {
  private static final String NONE = "none";

  private FailOnWords() {}

  /**
   * Reads the list.
   *
   * @throws Refusal when the list is empty or contains an unknown word
   */
  public static Set<FailOn> parse(String text) {
    Set<FailOn> failOn = EnumSet.noneOf(FailOn.class);
    if (text.strip().equals(NONE)) {
      return failOn;
    }
    for (String word : text.split(",", -1)) {
      failOn.add(FailOn.ofWord(word.strip()).orElseThrow(() -> unknown(word.strip())));
    }
    return failOn;
  }

  private static Refusal unknown(String word) {
    String allowed =
        Stream.concat(Arrays.stream(FailOn.values()).map(FailOn::word), Stream.of(NONE))
            .collect(Collectors.joining(", "));
    return new Refusal(
        RefusalCode.PARAMETER_WORD,
        word.isEmpty()
            ? "The parameter failOn has an empty word; allowed words are: %s.".formatted(allowed)
            : "The parameter failOn has an unknown word, \"%s\"; allowed words are: %s."
                .formatted(word, allowed));
  }
}
