package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One SQL command as data: its text, its effects on other sessions while it runs, and the
 * privileges that its role needs.
 *
 * @param text the command, without a final semicolon
 * @param cause the plan statement that it belongs to
 * @param transactional whether it may run inside a transaction
 * @param locks the strongest lock that it takes on each table that existed before the migration,
 *     including tables that it does not name (PostgreSQL documentation, section 13.3)
 * @param needs the privileges that its role must have, without those on objects that the migration
 *     itself creates
 * @param features what it needs a newer server for than the oldest supported one
 * @param open whether it contains SQL of the plan that may lock, read and need more than is listed
 *     here
 * @param effect the data whose change may alter the results of later data checks; may include too
 *     much
 * @param evaluates whether it evaluates expressions over rows, whose meaning depends on settings of
 *     the session
 * @param ddl its effect as a change that other tools know too; absent if it is only SQL
 * @param online how the same is done without blocking others; absent if the command blocks them for
 *     a moment only, or if there is no such way
 * @param together the same word as in other commands of the migration, if all of these and what is
 *     between them must run in one transaction; absent if the command need not
 */
public record SqlCommand(
    String text,
    PlanStatementRef cause,
    boolean transactional,
    List<TableLock> locks,
    List<Requirement> needs,
    Set<ServerFeature> features,
    boolean open,
    DataEffect effect,
    boolean evaluates,
    Optional<DatabaseChange> ddl,
    Optional<OnlineForm> online,
    Optional<String> together)
    implements SqlStep {
  /** Runs deferred triggers; from then on, the transaction defers none. */
  public static final String RUN_WAITING_TRIGGERS = "SET CONSTRAINTS ALL IMMEDIATE";

  public SqlCommand {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(ddl, "ddl");
    Objects.requireNonNull(online, "online");
    Objects.requireNonNull(together, "together");
    locks = List.copyOf(locks);
    needs = List.copyOf(needs);
    features = Set.copyOf(features);
  }

  /** The command with another way of doing the same. */
  public SqlCommand withOnline(OnlineForm form) {
    return new SqlCommand(
        text,
        cause,
        transactional,
        locks,
        needs,
        features,
        open,
        effect,
        evaluates,
        ddl,
        Optional.of(form),
        together);
  }

  /** The command for another statement, or another place of it. */
  public SqlCommand withCause(PlanStatementRef other) {
    return new SqlCommand(
        text,
        other,
        transactional,
        locks,
        needs,
        features,
        open,
        effect,
        evaluates,
        ddl,
        online,
        together);
  }

  /** Runs the triggers that wait for the end of the transaction, for the given statement. */
  public static SqlCommand runningWaitingTriggers(PlanStatementRef cause) {
    return new SqlCommand(
        RUN_WAITING_TRIGGERS,
        cause,
        true,
        List.of(),
        List.of(),
        Set.of(),
        false,
        DataEffect.NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
