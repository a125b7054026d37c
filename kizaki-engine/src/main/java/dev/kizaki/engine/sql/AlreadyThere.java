package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * Stands in the place of the commands of a statement whose effect is in the database already. The
 * applier compares the objects of the statement with the catalog and runs no command.
 *
 * @param cause the statement
 */
public record AlreadyThere(PlanStatementRef cause) implements SqlStep {
  public AlreadyThere {
    Objects.requireNonNull(cause, "cause");
  }
}
