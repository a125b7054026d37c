package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Unique;
import java.util.List;

/** What a plan says beside its statements, to the person who reviews it. */
final class Comments {
  static final String FILL_NEW = "required, no default: what do existing rows get?";
  static final String FILL_NULLS = "required now: what do rows without a value get?";

  static final String TOGETHER =
      "These depend on each other: renamed together, or none. To mix, answer one and plan again.";

  private Comments() {}

  static String convert(String before, String after) {
    return before + " to " + after + " can change or refuse values: how is a row converted?";
  }

  static String otherTarget(String before, String after) {
    return "rows point at " + before + ": what do they point at in " + after + "?";
  }

  static String convertAndFill(String convert) {
    return convert + " And " + FILL_NULLS;
  }

  static String rowsOf(String value) {
    return "what becomes of rows that hold " + value + "?";
  }

  static String servedOtherwise(String field) {
    return "what starts with " + field + " serves its look-ups";
  }

  static String takesAlong(FieldGroup group) {
    return "takes along "
        + (group instanceof Unique ? "unique" : "index")
        + "("
        + group.text()
        + ")";
  }

  /** The comment over a choice. */
  static String renamed(Kind kind, String gone, String added, String evidence) {
    return gone
        + " is gone, "
        + added
        + " is new"
        + (evidence.isEmpty() ? "" : ", " + evidence)
        + ". One "
        + kind.word()
        + " renamed, or two "
        + kind.plural()
        + "?";
  }

  static String otherCandidates(List<String> names) {
    return "Also possible: " + String.join(", ", names) + ".";
  }
}
