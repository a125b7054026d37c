package dev.kizaki.engine.apply;

import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How far an applier has come. */
final class ApplyProgress {
  private final List<AppliedMigration> before;
  private final List<SqlMigration> pending;
  private final List<SqlMigration> done = new ArrayList<>();

  /**
   * @param before what was applied when the lock was taken
   * @param pending what is to be applied
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

  /** How the database is left, in one line. */
  String state() {
    List<String> applied =
        Stream.concat(
                before.stream().map(AppliedMigration::name), done.stream().map(SqlMigration::name))
            .toList();
    List<String> left =
        pending.subList(done.size(), pending.size()).stream().map(SqlMigration::name).toList();
    return "Applied: %s. Not applied: %s."
        .formatted(MigrationNames.of(applied), MigrationNames.of(left));
  }
}
