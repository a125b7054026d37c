package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.draft.OwnComments;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.inspire.format.StringLiterals;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;

/**
 * Writes a planned migration, and reports it after it is written.
 *
 * @param name the migration's name
 * @param fittingName a name without its number that would describe a rewritten draft better
 * @param base the shape before it
 * @param parent the digest of the migration before it; absent for the first
 */
record PlanWriter(
    MigrationsDirectory directory,
    Reporter reporter,
    String name,
    Optional<String> fittingName,
    PlannedMigration planned,
    Shape base,
    Optional<String> parent) {

  /**
   * A migration that was written.
   *
   * @param open the number of markers in its plan
   */
  record Written(Migration migration, int open) {}

  private Plan plan() {
    return new Plan(name, planned.plan().lines());
  }

  private Snapshot snapshot() {
    return new Snapshot(
        name, parent, NamingVersion.CURRENT, DigestVersion.CURRENT, planned.plan().target());
  }

  /** Whether a draft already is this plan; its layout and comments do not matter. */
  boolean agreesWith(LatestMigration draft) {
    return draft.name().text().equals(name)
        && draft.snapshot().filter(snapshot()::equals).isPresent()
        && PlanPrinter.items(draft.text().plan()).equals(PlanPrinter.items(plan()));
  }

  /** The planned migration, which is not written. Its plan has no open question. */
  Migration migration() {
    return migration(planned.text(name));
  }

  /** Writes a new migration. */
  Written generate() {
    Migration migration = migration(planned.text(name));
    directory.write(name, migration.planFileText(), migration.snapshotFileText());
    reporter.info("Generated " + file());
    return reported(migration);
  }

  /** Replaces the draft. A plan that already leads to the schema is left unchanged. */
  Written rewrite(LatestMigration draft) {
    String old = draft.name().text();
    if (planned.asItStands() && old.equals(name)) {
      Migration migration = migration(commented(draft));
      String snapshot = migration.snapshotFileText();
      if (migration.planText().equals(draft.text())) {
        directory.writeSnapshot(name, snapshot);
      } else {
        directory.replace(name, name, migration.planFileText(), snapshot);
      }
      reporter.info("Accepted " + file() + " as it stands.");
      return reported(migration);
    }
    Migration migration = migration(text(draft));
    directory.replace(old, name, migration.planFileText(), migration.snapshotFileText());
    reporter.info(
        "Rewriting %s/ because it is still unapplied locally.".formatted(directory.shown(old)));
    if (!old.equals(name)) {
      reporter.info("Renamed to " + directory.shown(name) + "/");
    }
    fittingName.ifPresent(
        fitting ->
            reporter.info(
                "The name %s no longer describes the change; -Dkizaki.name=%s would fit."
                    .formatted(name, fitting)));
    return reported(migration);
  }

  /** The text of a draft that stays, with the comments of kizaki that it must have. */
  private PlanText commented(LatestMigration draft) {
    return OwnComments.updated(draft.draft(base), draft.text(), draft.number() == 1);
  }

  /** The text of the plan file: that of the draft, as far as the plan is the draft. */
  private String text(LatestMigration draft) {
    if (planned.asItStands()) {
      PlanText commented = commented(draft);
      return renamed(commented, commented.source().text());
    }
    return ExtendedDraft.of(draft.text(), planned.plan().lines())
        .map(text -> renamed(draft.text(), text))
        .orElseGet(() -> planned.text(name));
  }

  /**
   * Removes a draft.
   *
   * @param base the migration that the schema agrees with again; absent for an empty schema
   */
  void remove(LatestMigration draft, Optional<String> base) {
    String removed = directory.shown(draft.name().text());
    directory.remove(draft.name().text());
    reporter.info(
        base.map(to -> "Removed %s/ because the schema is back at %s.".formatted(removed, to))
            .orElseGet(() -> "Removed %s/ because the schema is empty again.".formatted(removed)));
    reportLost();
  }

  /**
   * Reads the text in the way every later goal reads it, because that gives the markers' places.
   */
  private Migration migration(String planText) {
    return migration(PlanReader.read(SourceText.of(file(), planText)));
  }

  private Migration migration(PlanText plan) {
    return Migration.of(MigrationName.of(name), directory.path().resolve(name), plan, snapshot());
  }

  private Written reported(Migration migration) {
    reportLost();
    PlanReport report = report();
    report.statements(plan());
    report.notes(migration.planText());
    return new Written(migration, report.open());
  }

  private void reportLost() {
    planned.lost().forEach(each -> reporter.warn("No longer applies: " + each));
  }

  PlanReport report() {
    return new PlanReport(reporter, base, file());
  }

  private String file() {
    return directory.shown(name) + "/" + MigrationFiles.PLAN;
  }

  /**
   * @param text begins as the draft does
   */
  private String renamed(PlanText draft, String text) {
    return text.substring(0, draft.name().start())
        + StringLiterals.quote(name)
        + text.substring(draft.name().end());
  }
}
