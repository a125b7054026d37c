package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.format.StringLiterals;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;

/**
 * Writes what was planned, and says so once it is written.
 *
 * @param name the migration's
 * @param parent the digest of the migration before it
 */
record PlanWriter(
    MigrationsDirectory directory,
    Reporter reporter,
    String name,
    PlannedMigration planned,
    Optional<String> parent) {

  Plan plan() {
    return new Plan(name, planned.plan().lines());
  }

  private Snapshot snapshot() {
    return new Snapshot(
        name, parent, NamingVersion.CURRENT, DigestVersion.CURRENT, planned.plan().target());
  }

  /** Whether a draft says this already, in whatever layout a person gave it. */
  boolean isSaidBy(LatestMigration draft) {
    return draft.name().text().equals(name)
        && draft.snapshot().filter(snapshot()::equals).isPresent()
        && PlanPrinter.items(draft.plan()).equals(PlanPrinter.items(plan()));
  }

  /** Writes a new migration. */
  PlanReport generate() {
    String text = planned.text(name);
    directory.write(name, text, SnapshotJson.write(snapshot()));
    reporter.info("Generated " + directory.shown(name) + "/plan.migration");
    return said(text);
  }

  /** Writes the migration in the place of a draft, of which a plan that stands stays as it is. */
  PlanReport rewrite(LatestMigration draft) {
    String old = draft.name().text();
    String snapshot = SnapshotJson.write(snapshot());
    if (planned.asItStands() && old.equals(name)) {
      directory.writeSnapshot(name, snapshot);
      reporter.info("Accepted " + directory.shown(name) + "/plan.migration as it stands.");
      return said(draft.source().text());
    }
    String text = planned.asItStands() ? renamed(draft.source()) : planned.text(name);
    directory.replace(old, name, text, snapshot);
    reporter.info("Rewriting " + directory.shown(old) + "/ because it is still unapplied locally.");
    if (!old.equals(name)) {
      reporter.info("Renamed to " + directory.shown(name) + "/");
    }
    return said(text);
  }

  /** Takes a draft away. */
  void remove(LatestMigration draft, String back) {
    directory.remove(draft.name().text());
    reporter.info(
        "Removed "
            + directory.shown(draft.name().text())
            + "/ because the schema is back at "
            + back
            + ".");
    sayLost();
  }

  private PlanReport said(String text) {
    sayLost();
    PlanReport report = report();
    report.statements(plan());
    report.notes(plan(), text);
    return report;
  }

  private void sayLost() {
    planned.lost().forEach(each -> reporter.warn("No longer applies: " + each));
  }

  PlanReport report() {
    return new PlanReport(reporter, directory.shown(name) + "/plan.migration");
  }

  private String renamed(SourceText source) {
    SourceSpan old = InspireParser.parsePlan(source).tree().migration().span();
    return source.text().substring(0, old.start())
        + StringLiterals.quote(name)
        + source.text().substring(old.end());
  }
}
