package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.shape.ExternalTable;
import java.util.List;
import java.util.Optional;

/** Refuses a schema that names another table for a system entity than the history. */
final class MovedSystemEntity {
  private MovedSystemEntity() {}

  /**
   * @throws Refusal when a difference is that of a table that no statement changes
   */
  static void refuse(List<Difference> differences) {
    Optional<Difference.SystemEntityMoved> moved =
        differences.stream()
            .filter(Difference.SystemEntityMoved.class::isInstance)
            .map(Difference.SystemEntityMoved.class::cast)
            .findFirst();
    if (moved.isPresent() && moved.get().before() instanceof ExternalTable external) {
      throw new Refusal(
          RefusalCode.EXTERNAL_CHANGED,
          """
          external %1$s names other columns or another table than the history, and no statement \
          changes it. Declare the columns under another name, such as %1$s2, and let references \
          lead to that.\
          """
              .formatted(external.name()));
    }
    if (moved.isPresent()) {
      throw new Refusal(
          RefusalCode.USER_TABLE_MOVED,
          """
          The parameter userTable names another table than the history: the first migration that \
          refers to __User decides which table it is. Set userTable to the table that this \
          migration names.\
          """);
    }
  }
}
