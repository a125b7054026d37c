package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.postgres.RestoringSql;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drift of a database as {@code status} prints it: a line each, and below it the way back. */
public final class DriftLines {
  /** What to do about it. */
  public static final String REMEDY =
      "Undo each change by hand; what is to stay, put into the schema and run `mvn kizaki:plan`.";

  private static final String WAYS_ON =
      "-Dkizaki.ignore leaves out what others added, -Dkizaki.allowDrift applies in spite of all.";

  /** As many as one reads of what stops a run; {@code status} has all. */
  private static final int SHOWN = 20;

  private DriftLines() {}

  /** Why nothing is applied to a database that has drifted; empty for one that has not. */
  public static Optional<String> refusal(CatalogComparison catalog, String schema) {
    if (catalog.drift().isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add("The database is not what its migrations made, so that nothing can be applied.");
    CatalogComparison shown =
        new CatalogComparison(
            catalog.drift().subList(0, Math.min(SHOWN, catalog.drift().size())), List.of());
    lines.addAll(of(shown, schema));
    int more = catalog.drift().size() - shown.drift().size();
    if (more > 0) {
      lines.add("and " + more + " more; `mvn kizaki:status` lists them all.");
    }
    lines.add(REMEDY + " " + WAYS_ON);
    return Optional.of(String.join("\n", lines));
  }

  public static List<String> of(CatalogComparison catalog, String schema) {
    RestoringSql restoring = new RestoringSql(schema);
    List<String> lines = new ArrayList<>();
    for (DriftItem gap : catalog.drift()) {
      lines.add("Database drift: " + gap.text());
      // What holds a line end or worse is for -Dkizaki.format=json alone.
      restoring
          .of(gap)
          .filter(sql -> sql.codePoints().noneMatch(UnsafeCharacters::isUnprintable))
          .ifPresent(sql -> lines.add("  undo: " + sql));
    }
    return lines;
  }
}
