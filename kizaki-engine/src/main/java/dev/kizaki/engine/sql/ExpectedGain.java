package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the database is to gain by statements about objects that follow each other.
 *
 * @param statements the positions of the statements in the plan, from 0
 * @param made what the texts of the objects make that are there in the end
 * @param replaced what the objects that are changed or dropped had made
 */
public record ExpectedGain(List<Integer> statements, List<Made> made, Set<MadeName> replaced) {
  /** What the statement at a position makes. */
  public record Made(int statement, MadeName name) {
    public Made {
      Objects.requireNonNull(name, "name");
    }
  }

  public ExpectedGain {
    statements = List.copyOf(statements);
    made = List.copyOf(made);
    replaced = Set.copyOf(replaced);
  }
}
