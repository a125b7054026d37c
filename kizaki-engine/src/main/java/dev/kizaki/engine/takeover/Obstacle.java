package dev.kizaki.engine.takeover;

import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a pending statement cannot run: another object has a name that it needs, or the database has
 * an object that differs from the one that it makes.
 *
 * @param number the number of its migration
 * @param migration the name of its migration
 * @param cause the statement
 * @param lines what is in the way, and SQL that makes it equal, in lines
 * @param nulls a column that the statement requires and that is not required in the database
 */
public record Obstacle(
    int number,
    String migration,
    PlanStatementRef cause,
    List<String> lines,
    Optional<Takeover.Nulls> nulls) {
  public Obstacle {
    lines = List.copyOf(lines);
  }

  /** A copy that says how many rows hold null in the column that must be required. */
  public Obstacle withNulls(OptionalLong rows) {
    if (rows.isEmpty() || rows.getAsLong() == 0) {
      return this;
    }
    List<String> all = new ArrayList<>(lines);
    all.add(
        "%s %s null in %s; give them a value first."
            .formatted(
                Plurals.count(rows.getAsLong(), "row"),
                rows.getAsLong() == 1 ? "holds" : "hold",
                nulls.map(Takeover.Nulls::column).orElseThrow()));
    return new Obstacle(number, migration, cause, all, nulls);
  }
}
