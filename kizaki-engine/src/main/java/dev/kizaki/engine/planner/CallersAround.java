package dev.kizaki.engine.planner;

import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The SQL of entities that stays, but must not be there while an object whose function it calls is
 * dropped and added: checks and indexes are dropped and added, and a field is a plain one.
 */
final class CallersAround {
  private final Set<String> made;
  private final PlainTypes types;
  private final Optional<String> reason;
  private final List<PlanLine> lines = new ArrayList<>();

  private CallersAround(Set<String> made, PlainTypes types, String reason) {
    this.made = made;
    this.types = types;
    this.reason = Optional.of(reason);
  }

  /**
   * @param before what exists before the drops of the plan, under the names after its renames
   * @param made the names of the functions and types that go
   * @param types what fields with these types have meanwhile
   */
  static List<PlanLine> of(
      Shape before, Shape target, Set<String> made, PlainTypes types, String reason) {
    CallersAround callers = new CallersAround(made, types, reason);
    for (Entity entity : before.entities()) {
      target.entity(entity.name()).ifPresent(after -> callers.add(entity, after));
    }
    return callers.lines;
  }

  /**
   * The indexes and the stored generated fields whose values are computed again after a function is
   * replaced: PostgreSQL keeps what the function gave before, and would not find rows by what it
   * gives now.
   *
   * @param made the names of the functions
   */
  static List<PlanLine> stored(Shape before, Shape target, Set<String> made, String reason) {
    CallersAround callers = new CallersAround(made, new PlainTypes(before), reason);
    for (Entity entity : before.entities()) {
      target
          .entity(entity.name())
          .ifPresent(
              after -> {
                callers.addIndexes(entity, after);
                callers.addFields(entity, after, callers::isStored);
              });
    }
    return callers.lines;
  }

  private boolean isStored(Field field) {
    return calls(StatementSqlTexts.ofDefault(field))
        && field.generated().filter(value -> !value.virtual()).isPresent();
  }

  private void add(Entity before, Entity after) {
    String name = before.name();
    for (Check check : before.checks()) {
      if (calls(Stream.of(check.sql()))) {
        after.checks().stream()
            .filter(check::isLike)
            .findFirst()
            .ifPresent(same -> add(new DropCheck(name, check), new AddCheck(name, same)));
      }
    }
    addIndexes(before, after);
    addFields(before, after, this::isBound);
  }

  /**
   * Whether its default or expression calls the object, or its type is one that the object makes.
   */
  private boolean isBound(Field field) {
    return calls(StatementSqlTexts.ofDefault(field))
        || types.concern(field) && calls(StatementSqlTexts.of(field));
  }

  private void addFields(Entity before, Entity after, Predicate<Field> which) {
    for (Field field : before.fields()) {
      if (which.test(field) && after.fields().contains(field)) {
        Field plain = types.plain(field);
        add(
            new ChangeField(before.name(), field, plain, Optional.empty(), Optional.empty()),
            new ChangeField(before.name(), plain, field, Optional.empty(), Optional.empty()));
      }
    }
  }

  private void addIndexes(Entity before, Entity after) {
    String name = before.name();
    for (Index index : before.indexes()) {
      if (calls(index.expressions().stream().map(SqlExpression::text))
          && after.indexes().stream().anyMatch(each -> keeps(index, each))) {
        add(
            new DropIndex(name, DifferenceStatements.named(before.indexes(), index, Index.class)),
            new AddIndex(name, index));
      }
    }
  }

  /** Whether the index stays, with the name that it has in the database. */
  private static boolean keeps(Index before, Index after) {
    return before.hasDefinitionOf(after)
        && (after.named().isEmpty() || after.named().equals(before.named()));
  }

  private boolean calls(Stream<String> texts) {
    return texts.anyMatch(text -> !Collections.disjoint(ObjectScript.of(text).words(), made));
  }

  private void add(PlanStatement... statements) {
    Stream.of(statements)
        .forEach(each -> lines.add(new PlanLine(each, List.of(), reason, List.of())));
  }
}
