package dev.kizaki.engine.apply;

import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which migrations were applied before this run and which this run has applied so far. */
final class ApplyProgress {
  private final List<AppliedMigration> before;
  private final List<SqlMigration> pending;
  private final List<SqlMigration> done = new ArrayList<>();

  /**
   * @param before the migrations that were applied when the lock was taken
   * @param pending the migrations that this run applies
   */
  ApplyProgress(List<AppliedMigration> before, List<SqlMigration> pending) {
    this.before = List.copyOf(before);
    this.pending = List.copyOf(pending);
  }

  void applied(SqlMigration migration) {
    done.add(migration);
  }

  /** The digests that the history table must hold now, in order. */
  List<String> digests() {
    return Stream.concat(
            before.stream().map(AppliedMigration::digest), done.stream().map(SqlMigration::digest))
        .toList();
  }

  /**
   * Which migrations are applied and which are not, in one line; ends a message about a failure.
   */
  String state() {
    List<String> applied =
        Stream.concat(
                before.stream().map(AppliedMigration::name), done.stream().map(SqlMigration::name))
            .toList();
    List<String> notApplied =
        pending.subList(done.size(), pending.size()).stream().map(SqlMigration::name).toList();
    return "Applied: %s. Not applied: %s."
        .formatted(MigrationNames.of(applied), MigrationNames.of(notApplied));
  }
}
