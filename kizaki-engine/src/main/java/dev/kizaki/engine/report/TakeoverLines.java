package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.PendingComparison;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.takeover.Obstacle;
import dev.kizaki.engine.takeover.Takeover;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a database has already of the pending migrations, as lines. */
public final class TakeoverLines {
  private static final String HEADING =
      "The database has objects that are in the way of pending migrations, so nothing can be"
          + " applied.";

  private static final String REMEDY =
      """
      Rename or drop each object that holds a name. One that differs can also be made equal to \
      what its statement makes; then `mvn kizaki:apply` takes it over.\
      """;

  private static final String WITHOUT_HISTORY =
      """
      No migration is applied to this database, so nothing in it is taken over. Rename or drop \
      these objects, or use another databaseSchema.\
      """;

  private TakeoverLines() {}

  /**
   * Why nothing can be applied to the database; empty if nothing prevents it.
   *
   * @param last the number of the last migration to apply
   * @param allowDrift whether to apply although the database has drifted; what is in the way of a
   *     statement prevents it nevertheless
   * @param hasHistory whether a migration is applied
   */
  public static Optional<String> refusal(
      PendingComparison comparison,
      int last,
      boolean allowDrift,
      boolean hasHistory,
      String schema) {
    List<Obstacle> obstacles =
        comparison.takeovers().obstacles().stream().filter(each -> each.number() <= last).toList();
    CatalogComparison catalog = comparison.catalog();
    String reasons =
        Stream.of(
                allowDrift ? Optional.<String>empty() : DriftLines.refusal(catalog, schema),
                obstacles(obstacles, hasHistory))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    return Optional.of(reasons).filter(text -> !text.isEmpty());
  }

  /**
   * A line for each statement that is taken over, by the number of its migration.
   *
   * @param nulls counts the rows that hold null in a column
   */
  public static Map<Integer, Map<PlanStatementRef, String>> of(
      Takeovers takeovers, Function<Takeover.Nulls, OptionalLong> nulls) {
    Map<Integer, Map<PlanStatementRef, String>> lines = new HashMap<>();
    takeovers
        .all()
        .forEach(
            each ->
                lines
                    .computeIfAbsent(each.migration(), any -> new LinkedHashMap<>())
                    .put(
                        each.change().cause(),
                        each.text(each.nulls().map(nulls).orElse(OptionalLong.empty()))));
    return lines;
  }

  private static Optional<String> obstacles(List<Obstacle> obstacles, boolean hasHistory) {
    if (obstacles.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(HEADING);
    for (Obstacle each : obstacles) {
      lines.add(
          "Migration %s, statement %d: %s"
              .formatted(
                  each.migration(),
                  each.cause().ordinal() + 1,
                  StatementLines.first(each.cause().text())));
      each.lines().forEach(line -> lines.add("  " + line));
    }
    lines.add(hasHistory ? REMEDY : WITHOUT_HISTORY);
    return Optional.of(String.join("\n", lines));
  }
}
