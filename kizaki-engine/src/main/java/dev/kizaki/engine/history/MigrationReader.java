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

/**
 * Reads the migrations of one history in order. Each snapshot holds the whole schema; the entities
 * that it shares with the snapshot before it are read only once.
 */
final class MigrationReader {
  private final SnapshotReader snapshots = new SnapshotReader();
  private final EntityTokenCache cache = new EntityTokenCache();

  /**
   * Reads both files of each migration, and checks that they have the name of the directory.
   *
   * @throws Refusal when a file is damaged or belongs to another migration
   */
  static List<Migration> read(List<MigrationFiles> files) {
    return EachMigration.mapRuns(
        files,
        run -> {
          MigrationReader reader = new MigrationReader();
          return run.stream().map(reader::read).toList();
        });
  }

  private Migration read(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    checkName(files, files.plan(), "plan", plan.plan().migration());
    Snapshot snapshot = snapshots.read(files.snapshot());
    checkName(files, files.snapshot(), "snapshot", snapshot.migration());
    return new Migration(files, plan, snapshot, Digest.of(plan.plan(), snapshot, cache));
  }

  /** Reads both files without a check of the names in them. */
  Migration readUnchecked(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    Snapshot snapshot = snapshots.read(files.snapshot());
    return new Migration(files, plan, snapshot, Digest.of(plan.plan(), snapshot, cache));
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
