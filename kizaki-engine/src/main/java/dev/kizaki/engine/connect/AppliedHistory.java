package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares the applied migrations with the committed history. The applied migrations must be the
 * first ones of the history, with the same names and digests. A digest covers all earlier
 * migrations, so the first difference is the cause of all later ones.
 */
public final class AppliedHistory {
  private AppliedHistory() {}

  /**
   * The committed migrations that are not applied.
   *
   * @param applied the rows of the history table, by number
   * @param committed the history on disk, by number; each migration names the one before it as its
   *     parent
   * @param advice the next step if this is refused
   * @throws Refusal when the applied migrations are not the first ones of the committed history
   */
  public static List<CommittedMigration> pending(
      List<AppliedMigration> applied, List<CommittedMigration> committed, HistoryAdvice advice) {
    requireBeginning(applied, committed, advice);
    return List.copyOf(committed.subList(applied.size(), committed.size()));
  }

  /**
   * Refuses a database whose applied migrations are not the first ones of the committed history.
   *
   * @param applied the rows of the history table, by number
   * @param committed the history on disk, by number
   * @param embedded whether the database is the project's embedded one
   */
  public static void requireBeginning(
      List<AppliedMigration> applied, List<CommittedMigration> committed, boolean embedded) {
    requireBeginning(
        applied,
        committed,
        new HistoryAdvice(
            embedded ? HistoryAdvice.Kind.EMBEDDED : HistoryAdvice.Kind.CONFIGURED, "migrations"));
  }

  /**
   * Refuses a database whose applied migrations are not the first ones of the committed history.
   *
   * @param advice the next step
   */
  public static void requireBeginning(
      List<AppliedMigration> applied, List<CommittedMigration> committed, HistoryAdvice advice) {
    refuseGap(applied);
    refuseForeign(applied, committed, advice);
    for (int i = 0; i < applied.size(); i++) {
      AppliedMigration row = applied.get(i);
      if (i >= committed.size()) {
        throw ahead(applied.subList(i, applied.size()), i > 0, advice);
      }
      refuseDifference(row, committed.get(i), byNumber(committed), advice);
    }
  }

  /** Whether the applied migrations are the first ones of the committed history. */
  public static boolean isBeginning(
      List<AppliedMigration> applied, List<CommittedMigration> committed) {
    return applied.size() <= committed.size() && isAlike(applied, committed);
  }

  /**
   * Whether the database has the whole committed history, which is not empty, and more migrations
   * after it.
   */
  public static boolean isAhead(
      List<AppliedMigration> applied, List<CommittedMigration> committed) {
    return !committed.isEmpty() && applied.size() > committed.size() && isAlike(applied, committed);
  }

  /** Whether the two histories are the same as far as both go. */
  private static boolean isAlike(
      List<AppliedMigration> applied, List<CommittedMigration> committed) {
    return IntStream.range(0, applied.size()).allMatch(i -> applied.get(i).number() == i + 1)
        && IntStream.range(0, Math.min(applied.size(), committed.size()))
            .allMatch(
                i ->
                    applied.get(i).digest().equals(committed.get(i).digest())
                        && applied.get(i).name().equals(committed.get(i).name()));
  }

  private static Map<Integer, CommittedMigration> byNumber(List<CommittedMigration> committed) {
    return committed.stream()
        .collect(Collectors.toMap(CommittedMigration::number, Function.identity()));
  }

  private static void refuseGap(List<AppliedMigration> applied) {
    for (int i = 0; i < applied.size(); i++) {
      if (applied.get(i).number() != i + 1) {
        throw new Refusal(
            RefusalCode.HISTORY_ROW_MISSING,
            """
            The database's history table has no row for migration %d, but one for %s: a row was \
            deleted by hand; restore it.\
            """
                .formatted(i + 1, applied.get(i).name()));
      }
    }
  }

  /**
   * Refuses the history of another project. It has no digest in common with this one. This is also
   * true if the first migration was changed after it was applied, because each digest covers the
   * earlier migrations; but then the names are still the same.
   */
  private static void refuseForeign(
      List<AppliedMigration> applied, List<CommittedMigration> committed, HistoryAdvice advice) {
    Set<String> known =
        committed.stream().map(CommittedMigration::digest).collect(Collectors.toSet());
    int common = Math.min(applied.size(), committed.size());
    boolean sameNames =
        IntStream.range(0, common)
            .allMatch(i -> applied.get(i).name().equals(committed.get(i).name()));
    if (!sameNames && applied.stream().noneMatch(row -> known.contains(row.digest()))) {
      String are = applied.size() == 1 ? "is" : "are";
      throw new Refusal(
          advice.isEmbedded()
              ? RefusalCode.HISTORY_OF_OTHER_BRANCH
              : RefusalCode.HISTORY_OF_OTHER_PROJECT,
          advice.isEmbedded()
              ? """
              The embedded database has the history of another branch: %s %s not in the migrations \
              directory; switch to that branch, or %s.\
              """
                  .formatted(names(applied), are, advice.database())
              : """
              The database contains the history of another project: %s %s not in the migrations \
              directory; use a databaseSchema of this project's own.\
              """
                  .formatted(names(applied), are));
    }
  }

  private static void refuseDifference(
      AppliedMigration row,
      CommittedMigration here,
      Map<Integer, CommittedMigration> committed,
      HistoryAdvice advice) {
    boolean sameDigest = row.digest().equals(here.digest());
    boolean sameName = row.name().equals(here.name());
    if (sameDigest && sameName) {
      return;
    }
    if (sameDigest) {
      throw new Refusal(
          RefusalCode.APPLIED_RENAMED,
          """
          Migration %s was renamed to %s after it was applied; give its directory, its plan and its \
          snapshot the old name back.\
          """
              .formatted(row.name(), here.name()));
    }
    if (sameName) {
      throw new Refusal(
          RefusalCode.APPLIED_PLAN_CHANGED,
          """
          Migration %s was changed after it was applied (digest %s, applied %s); restore its \
          directory from version control, and put the change into a new migration. %s\
          """
              .formatted(
                  row.name(),
                  shortened(here.digest()),
                  shortened(row.digest()),
                  advice.isEmbedded()
                      ? "If a merge or a switch to another branch changed it, %s."
                          .formatted(advice.database())
                      : """
                      If the database belongs to another project, use a databaseSchema of this \
                      project's own.\
                      """));
    }
    if (!committed.containsKey(row.number())) {
      throw new Refusal(
          RefusalCode.APPLIED_MISSING,
          """
          Migration %s is applied, but its directory does not exist; if it was deleted, restore it \
          with %s; otherwise %s.\
          """
              .formatted(row.name(), advice.restore(List.of(row.name())), advice.database()));
    }
    throw new Refusal(
        RefusalCode.HISTORY_OF_OTHER_BRANCH,
        """
        The database has %s applied where the migrations directory has %s: the migration was \
        rewritten after this database applied it, or the database belongs to another branch. \
        Switch to that branch, or %s.\
        """
            .formatted(row.name(), here.name(), advice.database()));
  }

  /**
   * @param whole whether the database has the whole committed history, which is not empty
   */
  private static Refusal ahead(
      List<AppliedMigration> surplus, boolean whole, HistoryAdvice advice) {
    List<String> names = surplus.stream().map(AppliedMigration::name).toList();
    String accepted =
        whole && !advice.isEmbedded()
            ? " If this is an older release on purpose, set -Dkizaki.ahead=accept: then apply succeeds and does nothing."
            : "";
    return new Refusal(
        RefusalCode.APPLIED_MISSING,
        """
        The database is ahead of the migrations directory: %s %s applied, but not there; if %s \
        deleted, restore %s with %s; otherwise %s.%s\
        """
            .formatted(
                names(surplus),
                surplus.size() == 1 ? "is" : "are",
                surplus.size() == 1 ? "its directory was" : "their directories were",
                surplus.size() == 1 ? "it" : "them",
                advice.restore(names),
                advice.database(),
                accepted));
  }

  private static String names(List<AppliedMigration> rows) {
    return MigrationNames.of(rows.stream().map(AppliedMigration::name).toList());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
