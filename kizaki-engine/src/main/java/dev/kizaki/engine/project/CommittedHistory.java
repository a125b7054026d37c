package dev.kizaki.engine.project;

import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.history.PackedMigrations;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.engine.text.RebaseAdvice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * Reads and checks a history.
   *
   * @throws Refusal when it is not valid; the message states the migration, the error and the next
   *     step
   */
  public static CommittedHistory read(MigrationsDirectory directory) {
    return ForkedHistory.explained(
        directory,
        () -> {
          List<Migration> migrations = directory.read();
          Chain.check(migrations, new PlanProof(migrations.size()));
          return new CommittedHistory(migrations);
        });
  }

  /**
   * Reads and checks the history of a project.
   *
   * @throws Refusal when it is not valid
   */
  public static CommittedHistory of(Project project) {
    return project
        .packed()
        .map(CommittedHistory::unpacked)
        .orElseGet(
            () -> read(new MigrationsDirectory(project.root(), project.migrationsDirectory())));
  }

  /** The packed history is checked again, because anybody can change a file in a jar. */
  private static CommittedHistory unpacked(PackedHistory packed) {
    PackedMigrations files = new PackedMigrations(packed);
    List<Migration> migrations = files.read();
    Chain.check(migrations, new PlanProof(migrations.size()));
    CommittedHistory history = new CommittedHistory(migrations);
    files.requireUnchanged(history.committed());
    return history;
  }

  /** The files of a project's history, which may be packed. */
  public static HistoryFiles files(Project project) {
    return project
        .packed()
        .<HistoryFiles>map(PackedMigrations::new)
        .orElseGet(() -> new MigrationsDirectory(project.root(), project.migrationsDirectory()));
  }

  /** The snapshot of the migration with this number, from 1. */
  public Snapshot snapshot(int number) {
    return migrations.get(number - 1).snapshot();
  }

  /** Whether the schema is equal to the latest snapshot, so that nothing is to be planned. */
  public boolean agreesWith(Shape schema) {
    return Planner.agrees(shape(), schema);
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
  public Shape before(Migration migration) {
    return migration.number() == 1
        ? Shape.empty()
        : migrations.get(migration.number() - 2).snapshot().shape();
  }

  /** Returns this history with one more migration. */
  public CommittedHistory with(Migration next) {
    return new CommittedHistory(Stream.concat(migrations.stream(), Stream.of(next)).toList());
  }

  public List<CommittedMigration> committed() {
    return migrations.stream()
        .map(each -> new CommittedMigration(each.number(), each.name(), each.digest()))
        .toList();
  }

  /** The migrations after the first {@code applied} ones. */
  public List<Migration> after(int applied) {
    return migrations.subList(applied, migrations.size());
  }

  /** The open questions of all plans, in order. */
  public List<OpenQuestion> unresolved() {
    return migrations.stream()
        .filter(migration -> !migration.plan().isResolved())
        .flatMap(migration -> OpenQuestion.of(migration.planText()).stream())
        .toList();
  }

  /** The message about the open questions; absent if there are none. */
  Optional<String> openQuestions() {
    List<OpenQuestion> open = unresolved();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            %s in the history:
              %s
            %s\
            """
                .formatted(
                    Plurals.count(open.size(), "open question"),
                    open.stream().map(OpenQuestion::toString).collect(Collectors.joining("\n  ")),
                    wayToAnswer()));
  }

  /** How the open questions can be answered. */
  public String wayToAnswer() {
    return migrations.stream()
        .filter(migration -> !migration.plan().isResolved())
        .findFirst()
        .filter(this::isAnsweredByRebase)
        .map(migration -> RebaseAdvice.forOpenQuestions(migration.name()))
        .orElse(
            """
            Replace each [RESOLVE] in the plan, or answer with `mvn kizaki:plan \
            -Dkizaki.resolve="…"`.\
            """);
  }

  /**
   * Whether {@code plan} cannot answer the questions of a migration: it is not the latest, or only
   * its first choices lead to its snapshot, as it is with the questions of {@code rebase}.
   */
  private boolean isAnsweredByRebase(Migration migration) {
    return migration.number() < migrations.size()
        || leadsToSnapshot(migration, Decision.EITHER) && !leadsToSnapshot(migration, Decision.OR);
  }

  private boolean leadsToSnapshot(Migration migration, Decision decision) {
    return DraftProof.leadsTo(
        before(migration),
        migration.plan().statements(decision),
        KeptNames.open(migration.snapshot().shape()));
  }

  /**
   * @throws Refusal when a plan has an open question
   */
  public void requireResolved() {
    openQuestions()
        .ifPresent(
            message -> {
              throw new Refusal(RefusalCode.QUESTIONS_OPEN, message);
            });
  }
}
