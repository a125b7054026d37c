package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotReader;
import dev.kizaki.engine.text.RestoreAdvice;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the migrations of one history in order. Each snapshot holds the whole schema; the entities
 * that it shares with the snapshot before it are read only once.
 */
final class MigrationReader {
  private final SnapshotReader snapshots = new SnapshotReader();
  private final EntityTokenCache cache = new EntityTokenCache();

  /**
   * Reads both files of each migration, and checks that they have the name of the directory. The
   * texts of the snapshots are not kept: each holds the whole schema, so that those of a long
   * history would need most of the memory.
   *
   * @param migrations what the function takes, for each migration in order
   * @param files reads the texts of the files; must be a pure function
   * @throws Refusal when a file is damaged or belongs to another migration
   */
  static <T> List<Migration> read(List<T> migrations, Function<T, MigrationFiles> files) {
    return EachMigration.mapRuns(
        migrations,
        run -> {
          MigrationReader reader = new MigrationReader();
          return run.stream().map(files).map(reader::read).toList();
        });
  }

  private Migration read(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    checkName(files, files.plan(), "plan", plan.plan().migration());
    Snapshot snapshot = snapshots.read(files.snapshot());
    checkName(files, files.snapshot(), "snapshot", snapshot.migration());
    return migration(files, plan, snapshot);
  }

  private Migration migration(MigrationFiles files, PlanText plan, Snapshot snapshot) {
    return new Migration(
        files.name(), files.directory(), plan, snapshot, Digest.of(plan.plan(), snapshot, cache));
  }

  /** Reads both files without a check of the names in them. */
  Migration readUnchecked(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    Snapshot snapshot = snapshots.read(files.snapshot());
    return migration(files, plan, snapshot);
  }

  /**
   * Parses a plan.
   *
   * @throws Refusal with every error
   */
  static PlanText plan(SourceText source) {
    return withoutErrors(PlanReader.read(source));
  }

  private static PlanText withoutErrors(PlanText plan) {
    if (plan.hasErrors()) {
      throw Refusal.ofDiagnostics(DiagnosticPrinter.printAll(plan.diagnostics()).stripTrailing());
    }
    return plan;
  }

  private static void checkName(MigrationFiles files, SourceText file, String what, String stated) {
    if (!stated.equals(files.name().text())) {
      throw new Refusal(
          RefusalCode.MIGRATION_FILE_FOREIGN,
          """
          %s: this is the %s of "%s", but it is in the directory %s.
          If the directory was renamed, give it its name back. Otherwise the file was changed.
          %s\
          """
              .formatted(
                  file.name(), what, stated, files.name(), RestoreAdvice.forFile(file.name())));
    }
  }
}
