package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Objects of which it is unknown whether they are still as the migrations made them.
 *
 * @param names at least one
 * @param remedy how to find out, as a sentence
 */
public record UncertainObjects(List<ObjectName> names, String remedy) {
  /** The largest number of objects that a line names. */
  private static final int NAMED = 3;

  private static final String COMPARE =
      "`mvn kizaki:status -Dkizaki.compare` compares their meaning.";

  private static final String GRANT =
      """
      Comparing their meaning needs the right to create temporary objects: GRANT TEMPORARY ON \
      DATABASE to the role, and run the same command again.\
      """;

  private static final String LOCKED =
      "Their texts could not be compared; run the same command again when no session changes them.";

  private static final String BY_EYE =
      """
      PostgreSQL prints another text of them than after their migration, as it does in another \
      version or after a restore. Compare it by eye; the next migration that changes them keeps it.\
      """;

  public UncertainObjects {
    names = List.copyOf(names);
  }

  /**
   * The objects of expressions.
   *
   * @param compared whether everything was tried to compare their meaning
   * @return absent if there is none
   */
  public static Optional<UncertainObjects> of(ExpressionDrift expressions, boolean compared) {
    String remedy = !expressions.mayCompare() ? GRANT : compared ? LOCKED : COMPARE;
    return expressions.unknown().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UncertainObjects(
                expressions.unknown().stream().map(UncertainExpression::name).distinct().toList(),
                remedy));
  }

  /**
   * The objects of expressions, and what the objects in SQL made.
   *
   * @param compared whether everything was tried to compare their meaning
   * @return absent if there is none
   */
  static Optional<UncertainObjects> of(
      ExpressionDrift expressions, ObjectDrift objects, boolean compared) {
    if (objects.unknown().isEmpty()) {
      return of(expressions, compared);
    }
    Stream<ObjectName> made = objects.unknown().stream().map(each -> each.object().name());
    Stream<ObjectName> others = expressions.unknown().stream().map(UncertainExpression::name);
    boolean locked = objects.unknown().stream().anyMatch(each -> each.live().isEmpty());
    String remedy =
        !expressions.mayCompare() ? GRANT : !compared ? COMPARE : locked ? LOCKED : BY_EYE;
    return Optional.of(
        new UncertainObjects(Stream.concat(others, made).distinct().toList(), remedy));
  }

  /** The objects and the remedy in one line: the names of a few objects, otherwise the number. */
  public String text() {
    String objects =
        names.size() <= NAMED
            ? names.stream().map(ObjectName::text).collect(Collectors.joining(", "))
            : names.size() + " objects";
    return "Cannot tell whether expressions were changed: %s. %s".formatted(objects, remedy);
  }
}
