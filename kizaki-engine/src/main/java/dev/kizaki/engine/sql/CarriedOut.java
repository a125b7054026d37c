package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Set;

/**
 * How far a migration in stages is, by the statements of its plan.
 *
 * @param whole how many statements are carried out as a whole; they are the first ones of the plan
 * @param begun the commands of the next statement that were run, or begun, in their order; empty if
 *     no statement is carried out in part
 * @param writes whether rows were written for that statement, into a column that stays
 * @param takenOver the indexes of the statements whose effect was in the database before
 */
public record CarriedOut(
    int whole, List<SqlCommand> begun, boolean writes, Set<Integer> takenOver) {
  public CarriedOut {
    begun = List.copyOf(begun);
    takenOver = Set.copyOf(takenOver);
  }
}
