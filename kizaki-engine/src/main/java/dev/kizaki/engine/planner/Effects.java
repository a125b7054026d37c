package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import java.util.Optional;

/** What each choice about a rename does to the rows that are there, in one line of comment. */
final class Effects {
  private static final String RENAMED = "Renamed: ";

  private Effects() {}

  /** Whether a comment says what choices do, so that a list of the choices need not. */
  static boolean isSaidBy(String comment) {
    return comment.startsWith(RENAMED);
  }

  static String ofField(Field gone, Field added) {
    boolean sameType = FieldMatcher.isSameType(gone.type(), added.type());
    return RENAMED
        + "rows keep their values"
        + (sameType ? "" : ", as " + added.type().text())
        + ". Two fields: values of "
        + gone.name()
        + " are deleted, rows get "
        + newValue(added)
        + ".";
  }

  private static String newValue(Field added) {
    Optional<DefaultValue> value = added.defaultValue();
    if (value.isPresent()) {
      return value.get().equals(DefaultValue.Function.AUTOINCREMENT) ? "numbers" : "the default";
    }
    return added.nullable() ? "null" : "what you say";
  }

  static String ofEntity(String gone, String added) {
    return RENAMED
        + "its rows stay. Two entities: the rows of "
        + gone
        + " are deleted, "
        + added
        + " starts empty.";
  }

  static String ofEnum(String gone, String added) {
    return RENAMED
        + "rows keep their values. Two enums: fields that go from "
        + gone
        + " to "
        + added
        + " are converted.";
  }

  static String ofValue(String gone, String added) {
    return RENAMED
        + "rows with "
        + gone
        + " have "
        + added
        + ". Two values: you say what rows with "
        + gone
        + " get.";
  }
}
