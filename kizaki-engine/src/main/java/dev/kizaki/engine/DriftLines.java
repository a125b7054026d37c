package dev.kizaki.engine;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.Gap;
import dev.kizaki.engine.catalog.Shown;
import dev.kizaki.engine.postgres.RestoringSql;
import java.util.ArrayList;
import java.util.List;

/** Drift of a database as {@code status} prints it: a line each, and below it the way back. */
final class DriftLines {
  /** What to do about it. */
  static final String REMEDY =
      "Undo each change by hand; what is to stay, put into the schema and run `mvn kizaki:plan`.";

  private DriftLines() {}

  static List<String> of(CatalogComparison catalog, String schema) {
    RestoringSql restoring = new RestoringSql(schema);
    List<String> lines = new ArrayList<>();
    for (Gap gap : catalog.drift()) {
      lines.add("Database drift: " + gap.text());
      // What holds a line end or worse is for -Dkizaki.format=json alone.
      restoring.of(gap).filter(Shown::isFit).ifPresent(sql -> lines.add("  undo: " + sql));
    }
    return lines;
  }
}
