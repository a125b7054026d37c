package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.ChangelogGenerator;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.inspire.source.DiagnosticPrinter;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * The committed history of a project, with its chain checked and its plans proven.
 *
 * @param migrations in order
 */
public record CommittedHistory(List<Migration> migrations) {
  public CommittedHistory {
    migrations = List.copyOf(migrations);
  }

  /**
   * @throws Refusal when it is no history: the message says which migration, what differs and how
   *     to mend it
   */
  public static CommittedHistory read(MigrationsDirectory directory) {
    return ForkedHistory.explained(
        directory,
        () -> {
          List<Migration> migrations = directory.read(CommittedHistory::plan);
          Chain.check(migrations, new PlanProof());
          return new CommittedHistory(migrations);
        });
  }

  /**
   * The history of a project.
   *
   * @throws Refusal when it is no history
   */
  public static CommittedHistory of(Project project) {
    return read(new MigrationsDirectory(project.root(), project.migrationsDirectory()));
  }

  /** What the migration of this number, from 1, leads to. */
  public Snapshot snapshot(int number) {
    return migrations.get(number - 1).snapshot();
  }

  /** Whether planning would find nothing: the schema is what the latest snapshot says. */
  public boolean agreesWith(Shape schema) {
    return ShapeDiffer.compare(shape(), Planner.withSystemEntitiesOf(shape(), schema)).isEmpty();
  }

  /**
   * Reads a plan's text.
   *
   * @throws Refusal with every error
   */
  public static Plan plan(SourceText source) {
    PlanText text = PlanReader.read(source);
    if (text.hasErrors()) {
      throw new Refusal(DiagnosticPrinter.printAll(text.diagnostics()).stripTrailing());
    }
    return text.plan();
  }

  public Optional<Migration> latest() {
    return migrations.isEmpty()
        ? Optional.empty()
        : Optional.of(migrations.get(migrations.size() - 1));
  }

  /** The shape after the latest migration. */
  public Shape shape() {
    return latest().map(migration -> migration.snapshot().shape()).orElseGet(Shape::empty);
  }

  /** The shape before a migration. */
  Shape before(Migration migration) {
    return migration.number() == 1
        ? Shape.empty()
        : migrations.get(migration.number() - 2).snapshot().shape();
  }

  public List<CommittedMigration> committed() {
    return migrations.stream()
        .map(each -> new CommittedMigration(each.number(), each.name(), each.digest()))
        .toList();
  }

  /** The migrations behind the first {@code applied} ones. */
  public List<Migration> after(int applied) {
    return migrations.subList(applied, migrations.size());
  }

  /** The open questions of all plans, in order. */
  public List<OpenQuestion> unresolved() {
    return migrations.stream()
        .filter(migration -> !migration.plan().isResolved())
        .flatMap(migration -> OpenQuestion.of(migration.files().plan()).stream())
        .toList();
  }

  /**
   * The migration as change sets.
   *
   * @param migration resolved
   */
  public Changelog changelog(Migration migration, String schema) {
    return ChangelogGenerator.generate(
        sql(migration, schema),
        before(migration),
        migration.plan().statements(),
        schema,
        new DatabaseNames(migration.snapshot().naming()));
  }

  /** The migration as SQL. */
  public SqlMigration sql(Migration migration, String schema) {
    return new SqlMigration(
        migration.number(),
        migration.name(),
        migration.digest(),
        migration.snapshot().parent(),
        PostgresGenerator.generate(
            before(migration),
            migration.plan().statements(),
            schema,
            new DatabaseNames(migration.snapshot().naming())));
  }
}
