package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options after the arrow of {@code @reference([a] -> B([c]), onDelete: cascade)}. They are
 * words only there. Whether they fit the fields is checked elsewhere.
 */
final class ReferenceForm {
  /** What a reference can do when the row that it refers to changes. */
  static final Set<String> ACTIONS =
      new TreeSet<>(Set.of("cascade", "noAction", "restrict", "setDefault", "setNull"));

  private static final String INITIALLY_DEFERRED = "initiallyDeferred";

  /** The words of all options. */
  static final Set<String> OPTION_WORDS =
      new TreeSet<>(Set.of("deferrable", "named", "noIndex", "notValid", "onDelete", "onUpdate"));

  private ReferenceForm() {}

  /** The first mistake, if there is one. */
  static Optional<GroupForm.Problem> check(List<Value.Option> options) {
    Set<String> seen = new HashSet<>();
    for (Value.Option option : options) {
      Optional<GroupForm.Problem> problem =
          seen.add(option.name().text())
              ? check(option)
              : problem(
                  option,
                  "'%s' is written twice".formatted(option.name().text()),
                  "keep one of them");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<GroupForm.Problem> check(Value.Option option) {
    String word = option.name().text();
    return switch (word) {
      case "onDelete", "onUpdate" ->
          isWord(option.value(), ACTIONS)
              ? Optional.empty()
              : problem(
                  option,
                  "%s takes noAction, restrict, cascade, setNull or setDefault, found %s"
                      .formatted(word, Expected.quote(option.value().span().text())),
                  DidYouMean.nearest(option.value().span().text(), ACTIONS)
                      .map(near -> "write %s: %s".formatted(word, near))
                      .orElse("write %s: cascade".formatted(word)));
      case "deferrable" ->
          isTrue(option.value()) || isWord(option.value(), Set.of(INITIALLY_DEFERRED))
              ? Optional.empty()
              : problem(
                  option,
                  "deferrable takes true or initiallyDeferred",
                  "write deferrable: true, or delete it");
      case "noIndex", "notValid" ->
          isTrue(option.value())
              ? Optional.empty()
              : problem(
                  option,
                  "%s takes true".formatted(word),
                  "write %s: true, or delete it".formatted(word));
      case "named" ->
          option.value() instanceof Value.Text
              ? Optional.empty()
              : problem(
                  option,
                  "named takes one name in double quotes",
                  "write named: \"order_customer_fkey\"");
      default ->
          problem(
              option,
              "a reference takes %s, found '%s'".formatted(String.join(", ", OPTION_WORDS), word),
              word.equals("index")
                  ? "write noIndex: true, or delete it"
                  : DidYouMean.hint(word, "", OPTION_WORDS).orElse("delete it"));
    };
  }

  private static boolean isWord(Value value, Set<String> words) {
    return value instanceof Value.Word word && words.contains(word.name().text());
  }

  private static boolean isTrue(Value value) {
    return value instanceof Value.Boolean flag && flag.value();
  }

  private static Optional<GroupForm.Problem> problem(
      Value.Option option, String message, String hint) {
    return Optional.of(new GroupForm.Problem(option.span(), message, hint));
  }
}
