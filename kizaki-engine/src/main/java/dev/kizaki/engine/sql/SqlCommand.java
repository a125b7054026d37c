package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One SQL command, as data: what it says, what it does to others while it runs, and what its role
 * needs.
 *
 * @param text the command, without a final semicolon
 * @param cause the plan statement it serves
 * @param transactional whether it may run inside a transaction
 * @param locks the strongest lock it takes on each table that existed before the migration, other
 *     tables than the one it names included (PostgreSQL documentation, section 13.3)
 * @param needs the rights its role must have; for what the migration itself makes it has them
 * @param open whether it holds SQL of the plan that may lock, read and need more than is said here
 * @param effect what it does to the answers of data checks behind it; may say too much
 * @param evaluates whether it evaluates expressions over rows, which may mean something else under
 *     other settings of the session
 * @param ddl what it does in words that other tools have too
 */
public record SqlCommand(
    String text,
    PlanStatementRef cause,
    boolean transactional,
    List<TableLock> locks,
    List<Requirement> needs,
    boolean open,
    DataEffect effect,
    boolean evaluates,
    Optional<DatabaseChange> ddl)
    implements SqlStep {
  public SqlCommand {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(ddl, "ddl");
    locks = List.copyOf(locks);
    needs = List.copyOf(needs);
  }
}
