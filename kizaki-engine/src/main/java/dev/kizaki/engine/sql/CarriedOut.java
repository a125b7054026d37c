package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Set;

/**
 * How far a migration in stages is, by the statements of its plan.
 *
 * @param order the indexes of the statements in the order in which they are carried out
 * @param whole how many statements are carried out as a whole; they are the first ones in the order
 * @param together how many statements after these are carried out together: the next one, and drops
 *     before it that wait for it; 0 if none is left
 * @param begun the commands of these that were run, or begun, in their order; empty if none is
 *     carried out in part
 * @param writes whether rows were written for them, into a column that stays
 * @param takenOver the places in the order of the statements whose effect was in the database
 *     before, from 0
 */
public record CarriedOut(
    List<Integer> order,
    int whole,
    int together,
    List<SqlCommand> begun,
    boolean writes,
    Set<Integer> takenOver) {
  public CarriedOut {
    order = List.copyOf(order);
    begun = List.copyOf(begun);
    takenOver = Set.copyOf(takenOver);
  }
}
