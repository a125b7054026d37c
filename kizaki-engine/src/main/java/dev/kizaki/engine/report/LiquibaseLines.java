package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.read.ExecutedChangeSets;
import dev.kizaki.engine.catalog.read.LiquibaseLock;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages about a migration that Liquibase has applied only in part, with the next step. Liquibase
 * commits each change set separately, so after a failure or a kill the change sets before it
 * remain.
 */
public final class LiquibaseLines {
  private static final String RELEASE =
      "If Liquibase no longer runs there, release its lock with `liquibase release-locks`.";

  private LiquibaseLines() {}

  /** The change sets of a migration that cannot be rolled back: their ordinals, and why. */
  @FunctionalInterface
  public interface Irreversible {
    /** Nothing is known about any change set. */
    Irreversible UNKNOWN = migration -> Map.of();

    /** Returns those of the migration with this name that are known. */
    Map<Integer, String> of(String migration);
  }

  /**
   * Why nothing can be applied now; empty if Liquibase holds no lock and left nothing half done.
   */
  public static Optional<String> refusal(
      LiquibaseRecord record,
      List<AppliedMigration> applied,
      List<CommittedMigration> committed,
      Irreversible irreversible) {
    List<String> sentences = halfDone(record, applied, Optional.of(committed), irreversible);
    return sentences.isEmpty()
        ? record.lock().map(LiquibaseLines::running)
        : Optional.of(String.join("\n", sentences));
  }

  /**
   * Why {@code plan} must not rewrite a migration; empty if Liquibase has executed none of its
   * change sets.
   */
  public static Optional<String> draftRefusal(
      LiquibaseRecord record, List<AppliedMigration> applied, String migration) {
    return record.halfDone(applied).stream()
        .filter(each -> each.migration().equals(migration))
        .findFirst()
        .map(each -> sentence(record, each, false, "planned", Irreversible.UNKNOWN));
  }

  private static String running(LiquibaseLock lock) {
    return """
    Liquibase is changing the database: its lock is held by %s. Nothing was changed; run again \
    when Liquibase is done. %s\
    """
        .formatted(lock.description(), RELEASE);
  }

  /**
   * A message for each migration that is half done.
   *
   * @param committed the history; absent if it is broken
   * @param irreversible asked only about migrations that are half done
   */
  public static List<String> halfDone(
      LiquibaseRecord record,
      List<AppliedMigration> applied,
      Optional<List<CommittedMigration>> committed,
      Irreversible irreversible) {
    return record.halfDone(applied).stream()
        .map(each -> sentence(record, each, isMissing(each, committed), "applied", irreversible))
        .toList();
  }

  /**
   * @param missing whether the migration's directory does not exist
   * @param blocked the participle of what is not possible until then: applied or planned
   */
  private static String sentence(
      LiquibaseRecord record,
      ExecutedChangeSets each,
      boolean missing,
      String blocked,
      Irreversible irreversible) {
    return record
        .lock()
        .map(lock -> inProgress(each, lock, blocked))
        .orElseGet(() -> halfDone(each, missing, blocked, irreversible));
  }

  private static boolean isMissing(
      ExecutedChangeSets each, Optional<List<CommittedMigration>> committed) {
    return committed
        .filter(
            history -> history.stream().noneMatch(known -> known.name().equals(each.migration())))
        .isPresent();
  }

  private static String inProgress(ExecutedChangeSets each, LiquibaseLock lock, String blocked) {
    return """
    Liquibase is applying %s: %s, and its lock is held by %s. Nothing can be %s until \
    Liquibase is done; wait for it. %s\
    """
        .formatted(each.migration(), executed(each), lock.description(), blocked, RELEASE);
  }

  private static String halfDone(
      ExecutedChangeSets each, boolean missing, String blocked, Irreversible irreversible) {
    return """
    Liquibase has left %s half done%s: %s. %s%s Nothing can be %s until then.\
    """
        .formatted(
            each.migration(),
            missing ? ", and its directory is missing" : "",
            executed(each),
            missing
                ? """
                Restore its directory from version control, correct the cause and run `liquibase \
                update` again\
                """
                : "Correct the cause and run `liquibase update` again",
            notRolledBack(each, irreversible.of(each.migration()))
                .orElseGet(
                    () ->
                        """
                        , or %s. Liquibase refuses to roll back a change set that has deleted data.\
                        """
                            .formatted(rollback(each))),
            blocked);
  }

  /** The last of the executed change sets that is known to have no way back. */
  private static Optional<String> notRolledBack(
      ExecutedChangeSets each, Map<Integer, String> irreversible) {
    return each.ordinals().stream()
        .filter(irreversible::containsKey)
        .max(Comparator.naturalOrder())
        .map(
            ordinal ->
                ". Liquibase cannot roll back %s (%s)."
                    .formatted(each.id(ordinal), irreversible.get(ordinal)));
  }

  private static String rollback(ExecutedChangeSets each) {
    return each.rollbackCount().isPresent()
        ? "roll back with `liquibase rollback-count %d`".formatted(each.rollbackCount().getAsInt())
        : """
        roll back this migration with Liquibase, together with the change sets that `liquibase \
        history` shows after it\
        """;
  }

  private static String executed(ExecutedChangeSets each) {
    return each.count() == 1
        ? "1 of its change sets is executed, %s".formatted(each.last())
        : "%d of its change sets are executed, the last is %s".formatted(each.count(), each.last());
  }
}
