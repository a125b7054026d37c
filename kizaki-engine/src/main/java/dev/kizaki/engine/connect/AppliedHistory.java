package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.Refusal;
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
 * Compares what a database has gone through with the committed history. The one must be the
 * beginning of the other, name by name and digest by digest; since a digest covers all that came
 * before it, the first place where they part is where something happened.
 */
public final class AppliedHistory {
  private AppliedHistory() {}

  /**
   * What is left to apply.
   *
   * @param applied the database's rows, by number
   * @param committed the history on disk, by number, already checked for its chain
   * @param embedded whether the database is the project's own, which may be thrown away
   * @return the committed migrations that are not applied
   * @throws Refusal when the applied ones are not the beginning of the committed ones
   */
  public static List<CommittedMigration> pending(
      List<AppliedMigration> applied, List<CommittedMigration> committed, boolean embedded) {
    refuseGap(applied);
    refuseForeign(applied, committed);
    String wayBack =
        embedded
            ? "run `mvn kizaki:reset` to build the local database again from the history."
            : "pull the missing migrations, or apply to another database.";
    String changed =
        embedded
            ? "If a merge or a change of branch brought it, " + wayBack
            : "If the database belongs to another project, use a databaseSchema of this project's"
                + " own.";
    for (int i = 0; i < applied.size(); i++) {
      AppliedMigration row = applied.get(i);
      if (i >= committed.size()) {
        throw ahead(applied.subList(i, applied.size()), wayBack);
      }
      refuseDifference(row, committed.get(i), byNumber(committed), wayBack, changed);
    }
    return List.copyOf(committed.subList(applied.size(), committed.size()));
  }

  private static Map<Integer, CommittedMigration> byNumber(List<CommittedMigration> committed) {
    return committed.stream()
        .collect(Collectors.toMap(CommittedMigration::number, Function.identity()));
  }

  private static void refuseGap(List<AppliedMigration> applied) {
    for (int i = 0; i < applied.size(); i++) {
      if (applied.get(i).number() != i + 1) {
        throw new Refusal(
            "The database's history table has no row for migration "
                + (i + 1)
                + ", but one for "
                + applied.get(i).name()
                + ": a row was deleted by hand; restore it.");
      }
    }
  }

  /**
   * Another project's history has no digest in common. Neither has one whose first migration was
   * changed, since each digest covers the ones before it; but that one still has the same names.
   */
  private static void refuseForeign(
      List<AppliedMigration> applied, List<CommittedMigration> committed) {
    Set<String> known =
        committed.stream().map(CommittedMigration::digest).collect(Collectors.toSet());
    int common = Math.min(applied.size(), committed.size());
    boolean sameNames =
        IntStream.range(0, common)
            .allMatch(i -> applied.get(i).name().equals(committed.get(i).name()));
    if (!sameNames && applied.stream().noneMatch(row -> known.contains(row.digest()))) {
      throw new Refusal(
          "The database holds the history of another project: "
              + names(applied)
              + (applied.size() == 1 ? " is" : " are")
              + " not in the migrations directory; use a databaseSchema of this project's own.");
    }
  }

  private static void refuseDifference(
      AppliedMigration row,
      CommittedMigration here,
      Map<Integer, CommittedMigration> committed,
      String wayBack,
      String changed) {
    boolean sameDigest = row.digest().equals(here.digest());
    boolean sameName = row.name().equals(here.name());
    if (sameDigest && sameName) {
      return;
    }
    if (sameDigest) {
      throw new Refusal(
          "Migration "
              + row.name()
              + " was renamed to "
              + here.name()
              + " after it was applied; rename its directory back.");
    }
    if (sameName) {
      throw new Refusal(
          "Migration "
              + row.name()
              + " was changed after it was applied (digest "
              + shortened(here.digest())
              + ", applied "
              + shortened(row.digest())
              + "); restore its directory from version control, and put the change into a new"
              + " migration. "
              + changed);
    }
    if (!committed.containsKey(row.number())) {
      throw new Refusal(
          "Migration "
              + row.name()
              + " is applied, but its directory is gone; restore it from version control, or "
              + wayBack);
    }
    throw new Refusal(
        "The database went through "
            + row.name()
            + " where the migrations directory has "
            + here.name()
            + "; it followed another branch: switch to it, or "
            + wayBack);
  }

  private static Refusal ahead(List<AppliedMigration> surplus, String wayBack) {
    return new Refusal(
        "The database is ahead of the migrations directory: "
            + names(surplus)
            + (surplus.size() == 1 ? " is" : " are")
            + " applied, but not there; "
            + wayBack);
  }

  private static String names(List<AppliedMigration> rows) {
    return MigrationNames.of(rows.stream().map(AppliedMigration::name).toList());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
