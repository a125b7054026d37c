package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database has already of the effects of the pending migrations.
 *
 * @param all the statements that are taken over, in order
 * @param obstacles the statements that cannot run, in order
 * @param exempt the objects that are no drift because a pending statement makes them
 */
public record Takeovers(List<Takeover> all, List<Obstacle> obstacles, Set<ObjectName> exempt) {
  public static final Takeovers NONE = new Takeovers(List.of(), List.of(), Set.of());

  public Takeovers {
    all = List.copyOf(all);
    obstacles = List.copyOf(obstacles);
    exempt = Set.copyOf(exempt);
  }

  /** The takeover of a statement, if it is taken over. */
  public Optional<Takeover> of(int migration, PlanStatementRef cause) {
    return all.stream()
        .filter(each -> each.migration() == migration)
        .filter(each -> each.change().cause().ordinal() == cause.ordinal())
        .findFirst();
  }

  /**
   * Replaces the steps of each statement that is taken over by {@link AlreadyThere}.
   *
   * <p>A foreign key of another statement can be among these steps, because it waited for the
   * column that this statement makes. It is kept, with its check.
   */
  public SqlMigration appliedTo(SqlMigration migration) {
    Set<Integer> ordinals =
        all.stream()
            .filter(each -> each.migration() == migration.number())
            .map(each -> each.change().cause().ordinal())
            .collect(Collectors.toSet());
    if (ordinals.isEmpty()) {
      return migration;
    }
    Set<ObjectName> foreignKeys =
        all.stream()
            .flatMap(each -> each.change().added().stream())
            .map(CatalogObject::name)
            .filter(each -> each.kind() == ObjectKind.FOREIGN_KEY)
            .collect(Collectors.toSet());
    List<SqlStep> steps = new ArrayList<>();
    Set<Integer> replaced = new HashSet<>();
    for (int i = 0; i < migration.steps().size(); i++) {
      SqlStep step = migration.steps().get(i);
      int ordinal = step.cause().ordinal();
      if (!ordinals.contains(ordinal)) {
        steps.add(step);
        continue;
      }
      if (replaced.add(ordinal)) {
        steps.add(new AlreadyThere(step.cause()));
      }
      boolean beforeWaiting =
          !(step instanceof SqlCommand)
              && i + 1 < migration.steps().size()
              && isWaiting(migration.steps().get(i + 1), foreignKeys);
      if (isWaiting(step, foreignKeys) || beforeWaiting) {
        steps.add(step);
      }
    }
    return migration.withSteps(steps);
  }

  /** Whether the step creates a foreign key that is not taken over. */
  private static boolean isWaiting(SqlStep step, Set<ObjectName> takenOver) {
    return step instanceof SqlCommand command
        && !(command.cause().statement() instanceof AddEnumValue)
        && !(command.cause().statement() instanceof AddEnum)
        && !(command.cause().statement() instanceof AddSequence)
        && command.ddl().orElse(null) instanceof DatabaseChange.AddForeignKey key
        && !takenOver.contains(
            ObjectName.of(ObjectKind.FOREIGN_KEY, key.table().table(), key.name()));
  }
}
