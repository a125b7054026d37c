package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.postgres.RestoringOrder;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drift of a database as lines: one for each object, and below it the SQL that restores it. */
public final class DriftLines {
  /** What to do about drift. */
  public static final String REMEDY =
      """
      Undo each change by hand. A column, a unique constraint or an enum value that was added can \
      stay: put it into the schema, run `mvn kizaki:plan`, and `mvn kizaki:apply` takes it over. To \
      keep another change, undo it and then put it into the schema.\
      """;

  private static final String OPTIONS =
      """
      -Dkizaki.ignore leaves out objects that others added, -Dkizaki.allowDrift applies despite \
      the drift.\
      """;

  /** The most lines in a refusal; {@code status} prints them all. */
  private static final int SHOWN = 20;

  private DriftLines() {}

  /** Why nothing is applied to a database that has drifted; empty if it has not drifted. */
  public static Optional<String> refusal(CatalogComparison catalog, String schema) {
    return catalog.drift().isEmpty()
        ? Optional.empty()
        : Optional.of(
            refusal(
                catalog,
                schema,
                "The database differs from what its migrations made, so nothing can be applied.",
                REMEDY + " " + OPTIONS));
  }

  /** Why an adopted migration is neither recorded nor run, which no parameter changes. */
  public static String refusalOfBaseline(
      String migration, CatalogComparison catalog, String schema) {
    return refusal(
        catalog,
        schema,
        heading(migration) + " So it is neither recorded nor run.",
        """
        Make the database equal to what the migration makes, or use an empty databaseSchema, in \
        which the migration runs.\
        """);
  }

  /** What is wrong with a database that has some of what an adopted migration makes. */
  static String heading(String migration) {
    return "The database has objects of %s, but differs from what that migration makes."
        .formatted(migration);
  }

  private static String refusal(
      CatalogComparison catalog, String schema, String heading, String remedy) {
    List<String> lines = new ArrayList<>();
    lines.add(heading);
    CatalogComparison shown =
        new CatalogComparison(
            new RestoringOrder(catalog.drift(), schema)
                .items()
                .subList(0, Math.min(SHOWN, catalog.drift().size())),
            List.of());
    lines.addAll(of(shown, schema));
    int more = catalog.drift().size() - shown.drift().size();
    if (more > 0) {
      lines.add("and %d more; `mvn kizaki:status` lists them all.".formatted(more));
    }
    lines.add(remedy);
    return String.join("\n", lines);
  }

  /** A line for each difference; if SQL can restore the object, a second line with that SQL. */
  public static List<String> of(CatalogComparison catalog, String schema) {
    RestoringOrder order = new RestoringOrder(catalog.drift(), schema);
    List<String> lines = new ArrayList<>();
    for (DriftItem item : order.items()) {
      ("Database drift: " + item.text()).lines().forEach(lines::add);
      // SQL with line ends or control characters is only in the output of -Dkizaki.format=json.
      String mark = RestoringOrder.deletesValues(item) ? " -- deletes its values" : "";
      order
          .sql(item)
          .filter(sql -> sql.codePoints().noneMatch(UnsafeCharacters::isUnprintable))
          .ifPresent(sql -> lines.add("  undo: " + sql + mark));
    }
    return lines;
  }
}
