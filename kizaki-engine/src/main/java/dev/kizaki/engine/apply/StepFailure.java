package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Why and where the transaction of a migration failed. */
final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** lock_not_available, deadlock_detected, serialization_failure: the next attempt may succeed. */
  private static final Set<String> BLOCKED_BY_OTHERS = Set.of("55P03", "40P01", "40001");

  /** Where the transaction failed. */
  enum Place {
    /** Before the first step. */
    BEGIN,
    STEP,
    /** When the history row was inserted. */
    RECORD,
    /** At the commit. It may be unknown whether the server has executed it. */
    COMMIT,
    /** Before the first or after the last step: the applier no longer holds the lock. */
    LOCK
  }

  private final RefusalCode code;
  private final Place place;
  private final transient Optional<SqlStep> step;
  private final transient List<String> explanation;

  private StepFailure(
      RefusalCode code,
      Place place,
      Optional<SqlStep> step,
      List<String> explanation,
      SQLException cause) {
    super(String.join(" ", explanation), cause);
    this.code = code;
    this.place = place;
    this.step = step;
    this.explanation = List.copyOf(explanation);
  }

  static StepFailure at(Place place, SQLException cause) {
    return new StepFailure(RefusalCode.MIGRATION_FAILED, place, Optional.empty(), List.of(), cause);
  }

  static StepFailure of(SqlStep step, SQLException cause) {
    return new StepFailure(
        RefusalCode.MIGRATION_FAILED, Place.STEP, Optional.of(step), List.of(), cause);
  }

  static StepFailure ofCheck(DataCheck check, CheckOutcome.Found found) {
    return new StepFailure(
        RefusalCode.DATA_CHECK,
        Place.STEP,
        Optional.of(check),
        List.of(found.problem(), found.remedy()),
        null);
  }

  /**
   * The effect of the statement was in the database when the run began, and another session has
   * changed it since.
   */
  static StepFailure noLongerThere(AlreadyThere step, List<String> differences) {
    List<String> lines = new ArrayList<>();
    lines.add("Its effect was in the database when this run began, and was changed since:");
    lines.addAll(differences);
    lines.add("Run `mvn kizaki:apply` again.");
    return new StepFailure(
        RefusalCode.OBJECT_CHANGED_MEANWHILE, Place.STEP, Optional.of(step), lines, null);
  }

  /**
   * The statement about an object did not make what its text says.
   *
   * @param explanation sentences
   */
  static StepFailure ofGain(SqlStep step, List<String> explanation) {
    return new StepFailure(
        RefusalCode.OBJECT_MADE_OTHERWISE, Place.STEP, Optional.of(step), explanation, null);
  }

  /** After a migration was taken back, the catalog is another one than before it. */
  static StepFailure notTakenBack(List<String> differences) {
    List<String> lines = new ArrayList<>();
    lines.add("After that, the database would differ from what it was before:");
    lines.addAll(differences);
    lines.add("Run `mvn kizaki:apply` to go on with the migration.");
    return new StepFailure(
        RefusalCode.ABORT_IMPOSSIBLE, Place.RECORD, Optional.empty(), lines, null);
  }

  static StepFailure notOneStatement(SqlStep step, int statements) {
    return new StepFailure(
        RefusalCode.MIGRATION_FAILED,
        Place.STEP,
        Optional.of(step),
        List.of(
            "It contains %d statements and must be one; none of them was run."
                .formatted(statements)),
        null);
  }

  static StepFailure changedByDriver(SqlStep step) {
    return new StepFailure(
        RefusalCode.MIGRATION_FAILED,
        Place.STEP,
        Optional.of(step),
        List.of("The JDBC driver would send ?? as ?; write the operator in another form."),
        null);
  }

  static StepFailure transactionEnded(Optional<SqlStep> step) {
    return new StepFailure(
        RefusalCode.TRANSACTION_ENDED,
        Place.STEP,
        step,
        List.of(
            """
            The SQL ended the migration's transaction. The statements before it may have been \
            committed although the migration is not recorded; remove COMMIT and ROLLBACK from \
            the plan, and correct the database by hand.\
            """),
        null);
  }

  static StepFailure lockLost() {
    return new StepFailure(
        RefusalCode.LOCK_LOST,
        Place.LOCK,
        Optional.empty(),
        List.of("The lock for appliers was lost."),
        null);
  }

  /** The kind of refusal, as far as it does not depend on PostgreSQL's error. */
  RefusalCode code() {
    return code;
  }

  Place place() {
    return place;
  }

  /** The step that failed; absent if the failure was before the first or after the last step. */
  Optional<SqlStep> step() {
    return Objects.requireNonNullElse(step, Optional.empty());
  }

  /** What is wrong, if kizaki and not PostgreSQL found it; otherwise empty. */
  List<String> explanation() {
    return explanation;
  }

  Optional<SQLException> sql() {
    return Optional.ofNullable((SQLException) getCause());
  }

  /** The failure without its last sentence, which says what to do before a plan begins to run. */
  StepFailure withoutRemedy() {
    return new StepFailure(
        code, place, step(), explanation.subList(0, explanation.size() - 1), null);
  }

  /**
   * Whether PostgreSQL refuses rows, or values of them that do not fit a type (integrity constraint
   * violation and data exception, its documentation, app. A).
   */
  boolean refusesRows() {
    return sql()
        .map(SQLException::getSQLState)
        .filter(each -> each.startsWith("23") || each.startsWith("22"))
        .isPresent();
  }

  /** Whether the same migration may succeed if it is tried again. */
  boolean mayPass() {
    return sql().map(SQLException::getSQLState).filter(BLOCKED_BY_OTHERS::contains).isPresent();
  }
}
