package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.snapshot.RestoreAdvice;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotReader;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;

/**
 * Reads the migrations of one history, in their order: each snapshot holds the whole schema, and
 * what it shares with the one before is read only once.
 */
final class MigrationReader {
  private final SnapshotReader snapshots = new SnapshotReader();
  private final EntityTokenCache forms = new EntityTokenCache();

  /**
   * Reads both files and holds their names against the directory's.
   *
   * @throws Refusal when a file is damaged, or is another migration's
   */
  Migration read(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    checkName(files, files.plan(), "plan", plan.plan().migration());
    Snapshot snapshot = snapshots.read(files.snapshot());
    checkName(files, files.snapshot(), "snapshot", snapshot.migration());
    return new Migration(files, plan, snapshot, Digest.of(plan.plan(), snapshot, forms));
  }

  /** Reads both files, whatever name they call themselves by. */
  Migration readUnnamed(MigrationFiles files) {
    PlanText plan = plan(files.plan());
    Snapshot snapshot = snapshots.read(files.snapshot());
    return new Migration(files, plan, snapshot, Digest.of(plan.plan(), snapshot, forms));
  }

  /**
   * Reads a plan's text.
   *
   * @throws Refusal with every error
   */
  static PlanText plan(SourceText source) {
    PlanText plan = PlanReader.read(source);
    if (plan.hasErrors()) {
      throw new Refusal(DiagnosticPrinter.printAll(plan.diagnostics()).stripTrailing());
    }
    return plan;
  }

  private static void checkName(MigrationFiles files, SourceText file, String what, String stated) {
    if (!stated.equals(files.name().text())) {
      throw new Refusal(
          file.name()
              + ": this is the "
              + what
              + " of \""
              + stated
              + "\", and it stands in the directory "
              + files.name()
              + ".\n"
              + "If the directory was renamed, give it its name back. Otherwise the file was"
              + " changed.\n"
              + RestoreAdvice.forFile(file.name()));
    }
  }
}
