package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.parse.GroupForm.Problem;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of a check: {@code notValid: true} and {@code named: "…"}. */
final class CheckForm {
  static final String NOT_VALID = "notValid";
  static final String NAMED = "named";

  static final Set<String> OPTION_WORDS = Set.of(NOT_VALID, NAMED);

  private CheckForm() {}

  /** The first mistake, if there is one. */
  static Optional<Problem> check(List<Value.Option> options) {
    Set<String> seen = new HashSet<>();
    return options.stream()
        .flatMap(option -> problem(option, !seen.add(option.name().text())).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Value.Option option, boolean again) {
    String word = option.name().text();
    if (!OPTION_WORDS.contains(word)) {
      return Optional.of(
          new Problem(
              option.span(),
              "a check takes named and notValid, found '%s'".formatted(word),
              DidYouMean.hint(word, "", OPTION_WORDS).orElse("delete it")));
    }
    if (again) {
      return Optional.of(
          new Problem(option.span(), "'%s' is written twice".formatted(word), "keep one of them"));
    }
    if (word.equals(NAMED)) {
      return option.value() instanceof Value.Text
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  option.span(),
                  "named takes a name in double quotes",
                  "write named: \"positive\""));
    }
    return option.value() instanceof Value.Boolean flag && flag.value()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                option.span(), "notValid takes true", "write notValid: true, or delete it"));
  }
}
