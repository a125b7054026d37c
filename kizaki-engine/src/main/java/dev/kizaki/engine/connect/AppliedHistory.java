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
   * @param embedded whether the database is the project's embedded one, which can be reset
   * @return the committed migrations that are not applied
   * @throws Refusal when the applied migrations are not the first ones of the committed history
   */
  public static List<CommittedMigration> pending(
      List<AppliedMigration> applied, List<CommittedMigration> committed, boolean embedded) {
    refuseGap(applied);
    refuseForeign(applied, committed);
    String alternative =
        embedded
            ? "run `mvn kizaki:reset` to build the local database again from the history."
            : "pull the missing migrations, or apply to another database.";
    String changed =
        embedded
            ? "If a merge or a switch to another branch changed it, " + alternative
            : """
            If the database belongs to another project, use a databaseSchema of this project's \
            own.\
            """;
    for (int i = 0; i < applied.size(); i++) {
      AppliedMigration row = applied.get(i);
      if (i >= committed.size()) {
        throw ahead(applied.subList(i, applied.size()), alternative);
      }
      refuseDifference(row, committed.get(i), byNumber(committed), alternative, changed);
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
      List<AppliedMigration> applied, List<CommittedMigration> committed) {
    Set<String> known =
        committed.stream().map(CommittedMigration::digest).collect(Collectors.toSet());
    int common = Math.min(applied.size(), committed.size());
    boolean sameNames =
        IntStream.range(0, common)
            .allMatch(i -> applied.get(i).name().equals(committed.get(i).name()));
    if (!sameNames && applied.stream().noneMatch(row -> known.contains(row.digest()))) {
      throw new Refusal(
          """
          The database contains the history of another project: %s %s not in the migrations \
          directory; use a databaseSchema of this project's own.\
          """
              .formatted(names(applied), applied.size() == 1 ? "is" : "are"));
    }
  }

  private static void refuseDifference(
      AppliedMigration row,
      CommittedMigration here,
      Map<Integer, CommittedMigration> committed,
      String alternative,
      String changed) {
    boolean sameDigest = row.digest().equals(here.digest());
    boolean sameName = row.name().equals(here.name());
    if (sameDigest && sameName) {
      return;
    }
    if (sameDigest) {
      throw new Refusal(
          "Migration %s was renamed to %s after it was applied; rename its directory back."
              .formatted(row.name(), here.name()));
    }
    if (sameName) {
      throw new Refusal(
          """
          Migration %s was changed after it was applied (digest %s, applied %s); restore its \
          directory from version control, and put the change into a new migration. %s\
          """
              .formatted(row.name(), shortened(here.digest()), shortened(row.digest()), changed));
    }
    if (!committed.containsKey(row.number())) {
      throw new Refusal(
          """
          Migration %s is applied, but its directory does not exist; restore it from version \
          control, or %s\
          """
              .formatted(row.name(), alternative));
    }
    throw new Refusal(
        """
        The database has %s applied where the migrations directory has %s: the migration was \
        rewritten after this database applied it, or the database belongs to another branch. \
        Switch to that branch, or %s\
        """
            .formatted(row.name(), here.name(), alternative));
  }

  private static Refusal ahead(List<AppliedMigration> surplus, String alternative) {
    return new Refusal(
        "The database is ahead of the migrations directory: %s %s applied, but not there; %s"
            .formatted(names(surplus), surplus.size() == 1 ? "is" : "are", alternative));
  }

  private static String names(List<AppliedMigration> rows) {
    return MigrationNames.of(rows.stream().map(AppliedMigration::name).toList());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
