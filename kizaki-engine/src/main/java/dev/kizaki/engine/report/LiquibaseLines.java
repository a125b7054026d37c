package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.read.ExecutedChangeSets;
import dev.kizaki.engine.catalog.read.LiquibaseLock;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a migration that Liquibase is in the middle of, with the way on. It commits each
 * change set by itself, so that one that fails, or a kill, leaves the ones before it.
 */
public final class LiquibaseLines {
  private static final String FREE =
      ", or, if no Liquibase runs there any more, free its lock with `liquibase release-locks`.";

  private LiquibaseLines() {}

  /** Why nothing is applied now; empty where Liquibase stands in nobody's way. */
  public static Optional<String> refusal(
      LiquibaseRecord record, List<AppliedMigration> applied, List<CommittedMigration> committed) {
    List<String> sentences = halfDone(record, applied, Optional.of(committed));
    return sentences.isEmpty()
        ? record.lock().map(LiquibaseLines::atWork)
        : Optional.of(String.join("\n", sentences));
  }

  /**
   * Why a migration is no draft that could be written anew; empty where Liquibase has executed none
   * of it.
   */
  public static Optional<String> noDraft(
      LiquibaseRecord record, List<AppliedMigration> applied, String migration) {
    return record.halfDone(applied).stream()
        .filter(each -> each.migration().equals(migration))
        .findFirst()
        .map(each -> sentence(record, each, false, "planned"));
  }

  private static String atWork(LiquibaseLock lock) {
    return "Liquibase is at work on the database: its lock is held by "
        + lock.description()
        + ". Nothing was changed; run again when it is done"
        + FREE;
  }

  /**
   * A sentence or two for each migration that is half done.
   *
   * @param committed the history; absent where it is broken
   */
  public static List<String> halfDone(
      LiquibaseRecord record,
      List<AppliedMigration> applied,
      Optional<List<CommittedMigration>> committed) {
    return record.halfDone(applied).stream()
        .map(each -> sentence(record, each, isGone(each, committed), "applied"))
        .toList();
  }

  /**
   * @param withheld what is not done to anything until this is settled
   */
  private static String sentence(
      LiquibaseRecord record, ExecutedChangeSets each, boolean gone, String withheld) {
    return record
        .lock()
        .map(lock -> inProgress(each, lock, withheld))
        .orElseGet(() -> left(each, gone, withheld));
  }

  private static boolean isGone(
      ExecutedChangeSets each, Optional<List<CommittedMigration>> committed) {
    return committed
        .filter(
            history -> history.stream().noneMatch(known -> known.name().equals(each.migration())))
        .isPresent();
  }

  private static String inProgress(ExecutedChangeSets each, LiquibaseLock lock, String withheld) {
    return "Liquibase is at work on "
        + each.migration()
        + ": "
        + executed(each)
        + ", and its lock is held by "
        + lock.description()
        + ". Until it is done nothing is "
        + withheld
        + "; wait for it"
        + FREE;
  }

  private static String left(ExecutedChangeSets each, boolean gone, String withheld) {
    return each.migration()
        + " was left half done by Liquibase"
        + (gone ? ", and its directory is gone: " : ": ")
        + executed(each)
        + "; "
        + (gone ? "restore its directory from version control, then " : "")
        + "run `liquibase update` again once its cause is mended, or take "
        + (each.count() == 1 ? "it" : "them")
        + " back with "
        + (each.rollbackCount().isPresent()
            ? "`liquibase rollback-count " + each.rollbackCount().getAsInt() + "`"
            : "Liquibase, together with what `liquibase history` shows behind "
                + (each.count() == 1 ? "it" : "them"))
        + ". Until then nothing is "
        + withheld
        + ".";
  }

  private static String executed(ExecutedChangeSets each) {
    return each.count() == 1
        ? "1 of its change sets is executed, " + each.last()
        : each.count() + " of its change sets are executed, " + each.last() + " the last";
  }
}
