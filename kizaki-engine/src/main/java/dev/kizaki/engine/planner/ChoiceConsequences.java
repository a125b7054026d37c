package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Field;
import java.util.Objects;
import java.util.Optional;

/**
 * What the two choices about a rename do to the rows that exist.
 *
 * @param ifRenamed what happens to them if one element was renamed
 * @param ifTwo what happens to them if one was dropped and another one added
 */
public record ChoiceConsequences(String ifRenamed, String ifTwo) {
  public ChoiceConsequences {
    Objects.requireNonNull(ifRenamed, "ifRenamed");
    Objects.requireNonNull(ifTwo, "ifTwo");
  }

  static ChoiceConsequences ofField(Field gone, Field added) {
    boolean sameType = FieldMatcher.isSameType(gone.type(), added.type());
    return new ChoiceConsequences(
        sameType
            ? "rows keep their values"
            : "rows keep their values, as %s".formatted(added.type().text()),
        "values of %s are deleted, rows get %s".formatted(gone.name(), newValue(added)));
  }

  private static String newValue(Field added) {
    Optional<DefaultValue> value = added.defaultValue();
    if (value.isPresent()) {
      return value.get().equals(DefaultValue.Function.AUTOINCREMENT) ? "numbers" : "the default";
    }
    return added.nullable() ? "null" : "what you say";
  }

  static ChoiceConsequences ofEntity(String gone, String added) {
    return new ChoiceConsequences(
        "its rows stay", "the rows of %s are deleted, %s starts empty".formatted(gone, added));
  }

  static ChoiceConsequences ofEnum(String gone, String added) {
    return new ChoiceConsequences(
        "rows keep their values",
        "fields that go from %s to %s are converted".formatted(gone, added));
  }

  static ChoiceConsequences ofValue(String gone, String added) {
    return new ChoiceConsequences(
        "rows with %s have %s".formatted(gone, added),
        "you say what rows with %s get".formatted(gone));
  }

  /** Both in one line of comment. */
  String sentence(ElementKind kind) {
    return "Renamed: %s. Two %s: %s.".formatted(ifRenamed, kind.plural(), ifTwo);
  }
}
