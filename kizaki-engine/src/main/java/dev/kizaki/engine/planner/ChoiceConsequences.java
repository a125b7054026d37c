package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Field;
import java.util.Objects;
import java.util.Optional;

/**
 * The effects of the two sides of a choice on existing rows.
 *
 * @param ifRenamed the effect if one element was renamed
 * @param ifTwo the effect if one element was dropped and another one was added
 * @param nameStays whether the schema has an element of the old name, so that the element was
 *     either renamed and its name used again, or changed
 */
public record ChoiceConsequences(String ifRenamed, String ifTwo, boolean nameStays) {
  public ChoiceConsequences {
    Objects.requireNonNull(ifRenamed, "ifRenamed");
    Objects.requireNonNull(ifTwo, "ifTwo");
  }

  ChoiceConsequences(String ifRenamed, String ifTwo) {
    this(ifRenamed, ifTwo, false);
  }

  /**
   * @param now the field that has the old name in the new schema
   */
  static ChoiceConsequences ofRetypedField(Field before, Field now, Field added) {
    return new ChoiceConsequences(
        "rows keep their values in %s, %s gets %s"
            .formatted(added.name(), now.name(), newValue(now)),
        "values of %s are converted from %s to %s"
            .formatted(now.name(), before.type().text(), now.type().text()),
        true);
  }

  static ChoiceConsequences ofField(Field dropped, Field added) {
    // A pair of references is formed only if both refer to the same field, or to a renamed one.
    boolean sameType =
        FieldMatcher.isSameType(dropped.type(), added.type())
            || dropped.reference().isPresent() && added.reference().isPresent();
    return new ChoiceConsequences(
        sameType
            ? "rows keep their values"
            : "rows keep their values, as %s".formatted(added.type().text()),
        "values of %s are deleted, rows get %s".formatted(dropped.name(), newValue(added)));
  }

  private static String newValue(Field added) {
    Optional<DefaultValue> value = added.defaultValue();
    if (value.isPresent()) {
      return added.ownsSequence() ? "numbers" : "the default";
    }
    return added.nullable() ? "null" : "what you say";
  }

  static ChoiceConsequences ofEntity(String dropped, String added) {
    return new ChoiceConsequences(
        "its rows stay", "the rows of %s are deleted, %s starts empty".formatted(dropped, added));
  }

  static ChoiceConsequences ofEnum(String dropped, String added) {
    return new ChoiceConsequences(
        "rows keep their values",
        "fields that go from %s to %s are converted".formatted(dropped, added));
  }

  static ChoiceConsequences ofSequence(String dropped, String added) {
    return new ChoiceConsequences(
        "its position stays",
        "the position of %s is lost, %s starts anew".formatted(dropped, added));
  }

  static ChoiceConsequences ofValue(String dropped, String added) {
    return new ChoiceConsequences(
        "rows with %s have %s".formatted(dropped, added),
        "you say what rows with %s get".formatted(dropped));
  }

  /** Returns both effects in one comment line. */
  String sentence(ElementKind kind) {
    if (nameStays) {
      return "Renamed: %s. Changed: %s.".formatted(ifRenamed, ifTwo);
    }
    return "Renamed: %s. Two %s: %s.".formatted(ifRenamed, kind.plural(), ifTwo);
  }
}
