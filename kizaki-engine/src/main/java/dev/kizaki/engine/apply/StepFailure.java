package dev.kizaki.engine.apply;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Why a migration's transaction did not come to its end, and where. */
final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Lock not available, deadlock detected, could not serialize: the next try may succeed. */
  private static final Set<String> OTHERS_IN_THE_WAY = Set.of("55P03", "40P01", "40001");

  /** Where it happened. */
  enum Place {
    /** Before the first step. */
    BEGIN,
    STEP,
    /** When the history row was written. */
    RECORD,
    /** When the commit was sent: whether it arrived may be unknown. */
    COMMIT,
    /** Between steps: the lock is no longer ours. */
    LOCK
  }

  private final Place place;
  private final transient Optional<SqlStep> step;
  private final transient List<String> explanation;

  private StepFailure(
      Place place, Optional<SqlStep> step, List<String> explanation, SQLException cause) {
    super(String.join(" ", explanation), cause);
    this.place = place;
    this.step = step;
    this.explanation = List.copyOf(explanation);
  }

  static StepFailure at(Place place, SQLException cause) {
    return new StepFailure(place, Optional.empty(), List.of(), cause);
  }

  static StepFailure of(SqlStep step, SQLException cause) {
    return new StepFailure(Place.STEP, Optional.of(step), List.of(), cause);
  }

  static StepFailure ofCheck(DataCheck check, CheckOutcome.Found found) {
    return new StepFailure(
        Place.STEP, Optional.of(check), List.of(found.problem(), found.remedy()), null);
  }

  static StepFailure notOneStatement(SqlStep step, int statements) {
    return new StepFailure(
        Place.STEP,
        Optional.of(step),
        List.of("It is " + statements + " statements, and must be one; nothing of it was run."),
        null);
  }

  static StepFailure changedByDriver(SqlStep step) {
    return new StepFailure(
        Place.STEP,
        Optional.of(step),
        List.of("The JDBC driver would send ?? as ?; write the operator in another way."),
        null);
  }

  static StepFailure transactionEnded(Optional<SqlStep> step) {
    return new StepFailure(
        Place.STEP,
        step,
        List.of(
            "The SQL ended the migration's transaction. What ran before that may have stayed in the"
                + " database although the migration is not recorded; take COMMIT and ROLLBACK out"
                + " of the plan, and set the database right by hand."),
        null);
  }

  static StepFailure lockLost() {
    return new StepFailure(
        Place.LOCK, Optional.empty(), List.of("The lock for appliers was lost."), null);
  }

  Place place() {
    return place;
  }

  /** The step it happened at; absent before the first and after the last. */
  Optional<SqlStep> step() {
    return Objects.requireNonNullElse(step, Optional.empty());
  }

  /** What is wrong where PostgreSQL did not say it. */
  List<String> explanation() {
    return explanation;
  }

  Optional<SQLException> sql() {
    return Optional.ofNullable((SQLException) getCause());
  }

  /** Whether the same migration may succeed when it is tried again. */
  boolean mayPass() {
    return sql().map(SQLException::getSQLState).filter(OTHERS_IN_THE_WAY::contains).isPresent();
  }
}
