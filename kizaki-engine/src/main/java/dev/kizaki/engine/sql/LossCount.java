package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * Counts the rows that lose something by a statement of a pending migration, in the database as it
 * is before the first of these migrations.
 *
 * @param migration the name of the migration
 * @param statement the position of the statement in its plan, from 0
 * @param query returns one row with two numbers: the rows of the table, and those that lose
 *     something
 * @param losing what the losing rows have, a phrase that follows "12 of 300 rows"; empty if all
 *     rows are lost
 */
public record LossCount(String migration, int statement, String query, String losing) {
  public LossCount {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(losing, "losing");
  }
}
