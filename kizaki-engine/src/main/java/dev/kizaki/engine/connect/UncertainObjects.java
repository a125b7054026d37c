package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** The objects and the remedy in one line: the names of a few objects, otherwise the number. */
  public String text() {
    String objects =
        names.size() <= NAMED
            ? names.stream().map(ObjectName::text).collect(Collectors.joining(", "))
            : names.size() + " objects";
    return "Cannot tell whether expressions were changed: %s. %s".formatted(objects, remedy);
  }
}
