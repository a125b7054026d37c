package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.postgres.ObjectChanges;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.takeover.Takeover;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pending migrations that are deployed together in two phases: first the first phases of all, then
 * the second ones.
 *
 * @param migrations each migration with the plans of its phases and their SQL, in order
 */
public record DeployPlan(List<Part> migrations) {
  public DeployPlan {
    migrations = List.copyOf(migrations);
  }

  /**
   * One migration of a deploy.
   *
   * @param before the shape before its first phase
   * @param middle the shape before its second phase, in which all first phases are done
   */
  public record Part(
      Migration migration, Shape before, PlanPhases plan, Shape middle, SqlPhases sql) {
    /**
     * What the statements of the first phase do to the catalog.
     *
     * @param schema the PostgreSQL schema that holds the tables
     */
    public List<ObjectChange> objectChanges(String schema) {
      return ObjectChanges.of(before, plan.expand(), schema, names(migration));
    }

    /** Without the steps of the first phase whose effect is in the database already. */
    public Part with(Takeovers takeovers) {
      return new Part(
          migration, before, plan, middle, sql.withExpand(takeovers.appliedTo(sql.expand())));
    }

    /**
     * The takeover of a statement of the whole migration as one of its first phase.
     *
     * @throws Refusal when that does not carry out the statement as it stands, or when a trigger
     *     has to complete what the old version writes
     */
    public Takeover inFirstPhase(Takeover takeover) {
      List<SqlStep> steps = sql.expand().steps();
      Set<PlanStatementRef> guarded =
          sql.guarded().stream().map(each -> steps.get(each).cause()).collect(Collectors.toSet());
      return steps.stream()
          .map(SqlStep::cause)
          .filter(cause -> cause.statement().equals(takeover.change().cause().statement()))
          .filter(cause -> !guarded.contains(cause))
          .findFirst()
          .map(cause -> new Takeover(takeover.migration(), takeover.change().withCause(cause)))
          .orElseThrow(
              () ->
                  refusal(
                      migration,
                      takeover.change().cause().statement(),
                      "the database has already what it makes, and the first phase does not make it"
                          + " as it stands"));
    }
  }

  /**
   * Divides the migrations.
   *
   * @param pending without open questions, in order
   * @param schema the PostgreSQL schema that holds the tables
   * @throws Refusal when a statement cannot be carried out in two phases
   */
  public static DeployPlan of(CommittedHistory history, List<Migration> pending, String schema) {
    return of(history, pending, schema, migration -> PhaseChoices.NONE);
  }

  /**
   * Divides the migrations.
   *
   * @param choices what is decided about the phases of each migration
   */
  public static DeployPlan of(
      CommittedHistory history,
      List<Migration> pending,
      String schema,
      Function<Migration, PhaseChoices> choices) {
    if (pending.isEmpty()) {
      return new DeployPlan(List.of());
    }
    Shape shape = history.before(pending.get(0));
    List<PlanPhases> plans = new ArrayList<>();
    List<Shape> before = new ArrayList<>();
    Waiting waiting = new Waiting();
    for (Migration migration : pending) {
      requireNew(migration, waiting);
      PlanPhases plan = divided(migration, shape, choices.apply(migration));
      before.add(shape);
      plans.add(plan);
      plan.contract().stream()
          .flatMap(statement -> elements(statement).stream())
          .forEach(element -> waiting.add(element, migration));
      plan.guarded().stream()
          .map(plan.expand()::get)
          .flatMap(statement -> elements(statement).stream())
          .forEach(element -> waiting.add(element, migration));
      plan.contract().stream()
          .filter(RenameInDatabase.class::isInstance)
          .forEach(rename -> waiting.add(root(rename), migration));
      shape = plan.meanwhile();
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      Shape after = Replay.run(shape, plans.get(i).contract());
      parts.add(part(history, pending.get(i), before.get(i), plans.get(i), shape, after, schema));
      shape = after;
    }
    return new DeployPlan(parts);
  }

  /** The entity or enum that a rename is about. */
  private static NamedElement root(PlanStatement rename) {
    return ((RenameInDatabase) rename).element().root();
  }

  private static PlanPhases divided(Migration migration, Shape before, PhaseChoices choices) {
    try {
      return PlanPhases.of(before, migration.plan().statements(), names(migration), choices);
    } catch (UndividedPlan undivided) {
      int index = migration.plan().statements().indexOf(undivided.statement());
      String why = choices.twoColumns().get(index);
      throw why == null
          ? refusal(migration, undivided.statement(), undivided.reason())
          : withoutTwoColumns(migration, undivided, why);
    }
  }

  /**
   * The refusal of a rename.
   *
   * @param why why its field would have two columns
   */
  private static Refusal withoutTwoColumns(
      Migration migration, UndividedPlan undivided, String why) {
    return new Refusal(
        RefusalCode.PHASES_IMPOSSIBLE,
        """
        %s cannot be applied in two phases. `%s`: the field would have two columns until the old \
        version has stopped, because %s, and that is impossible: %s.
        %sApply it without a phase when the old version of the application has stopped, or write \
        another plan. Nothing was changed.\
        """
            .formatted(
                migration.name(),
                first(undivided.statement()),
                why,
                undivided.reason(),
                PhaseChoices.otherWay(why)));
  }

  private static DatabaseNames names(Migration migration) {
    return new DatabaseNames(migration.snapshot().naming());
  }

  private static Refusal refusal(Migration migration, PlanStatement statement, String reason) {
    return new Refusal(
        RefusalCode.PHASES_IMPOSSIBLE,
        """
        %s cannot be applied in two phases. `%s`: %s.
        Apply it without a phase when the old version of the application has stopped, or write \
        another plan. Nothing was changed.\
        """
            .formatted(migration.name(), first(statement), reason));
  }

  private static String first(PlanStatement statement) {
    String line = StatementText.of(statement).lines().findFirst().orElse("");
    return line.endsWith("{") ? line.substring(0, line.length() - 1).strip() : line;
  }

  /** The elements that a statement is about. */
  private static Set<NamedElement> elements(PlanStatement statement) {
    return Stream.concat(
            statement.affected().stream(),
            Stream.of(statement.element(), statement.elementAfter())
                .filter(NamedElement.class::isInstance)
                .map(NamedElement.class::cast))
        .collect(Collectors.toSet());
  }

  /**
   * A later migration of the deploy must not need what an earlier one does in its second phase. A
   * view would be in the way of any change of its table.
   */
  private static void requireNew(Migration migration, Waiting waiting) {
    for (PlanStatement statement : migration.plan().statements()) {
      for (NamedElement element : elements(statement)) {
        Migration earlier =
            waiting.migrationOf(element, statement.verb() == Verb.RENAME).orElse(null);
        if (earlier != null) {
          throw new Refusal(
              RefusalCode.PHASES_IMPOSSIBLE,
              """
              %s cannot be deployed together with %s. `%s`: %s is changed by both, and the earlier \
              change is finished only when the old version has stopped.
              Deploy in two steps: first -Dkizaki.target=%s, and when its second phase is done, the \
              rest. Nothing was changed.\
              """
                  .formatted(
                      migration.name(),
                      earlier.name(),
                      first(statement),
                      element.text(),
                      earlier.name()));
        }
      }
    }
  }

  private static Part part(
      CommittedHistory history,
      Migration migration,
      Shape before,
      PlanPhases plan,
      Shape middle,
      Shape after,
      String schema) {
    try {
      SqlPhases sql =
          new PhaseSql(schema, names(migration), new MigrationSql(history, schema).of(migration))
              .of(before, plan, middle, after);
      return new Part(migration, before, plan, middle, sql);
    } catch (UndividedPlan undivided) {
      throw refusal(migration, undivided.statement(), undivided.reason());
    }
  }

  /**
   * What waits for the second phase, by the entity, enum, sequence or object that it belongs to.
   */
  private static final class Waiting {
    private final Map<NamedElement, Map<NamedElement, Migration>> elements = new HashMap<>();

    void add(NamedElement element, Migration migration) {
      elements
          .computeIfAbsent(element.root(), any -> new LinkedHashMap<>())
          .putIfAbsent(element, migration);
    }

    /**
     * The migration whose second phase changes the element, or something that it is a part of.
     *
     * @param wholeRoot whether another part of the same entity or enum counts too
     */
    Optional<Migration> migrationOf(NamedElement element, boolean wholeRoot) {
      return elements.getOrDefault(element.root(), Map.of()).entrySet().stream()
          .filter(
              each ->
                  wholeRoot || each.getKey().includes(element) || element.includes(each.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }
}
