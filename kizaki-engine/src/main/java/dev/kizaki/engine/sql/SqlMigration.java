package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A migration, ready to run.
 *
 * @param number its position in the history, from 1
 * @param name the directory's name, such as {@code 0004_add_status}
 * @param digest its digest, 64 hexadecimal digits
 * @param parent the digest of the migration before it; absent for the first
 * @param forms what is kept in the history table of the objects that it makes or changes
 * @param gains what its statements about objects make, in their order
 * @param stagedOrder the indexes of its statements in the order in which they are carried out in
 *     stages; empty if that is the order of the plan
 */
public record SqlMigration(
    int number,
    String name,
    String digest,
    Optional<String> parent,
    List<SqlStep> steps,
    List<PrintedForm> forms,
    List<ExpectedGain> gains,
    List<Integer> stagedOrder) {
  public SqlMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(parent, "parent");
    steps = List.copyOf(steps);
    forms = List.copyOf(forms);
    gains = List.copyOf(gains);
    stagedOrder = List.copyOf(stagedOrder);
  }

  /** A migration without statements about objects, of which the order is that of the plan. */
  public SqlMigration(
      int number,
      String name,
      String digest,
      Optional<String> parent,
      List<SqlStep> steps,
      List<PrintedForm> forms) {
    this(number, name, digest, parent, steps, forms, List.of(), List.of());
  }

  /** This migration with other steps. */
  public SqlMigration withSteps(List<SqlStep> others) {
    return new SqlMigration(number, name, digest, parent, others, forms, gains, stagedOrder);
  }

  /** This migration with another order in stages. */
  public SqlMigration withStagedOrder(List<Integer> order) {
    return new SqlMigration(number, name, digest, parent, steps, forms, gains, order);
  }
}
