package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.FollowedRename;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes check constraints. The name of one can depend on the other checks of its entity, so that a
 * statement about one check can rename another.
 */
final class CheckSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;

  /** The checks that the current statement has dropped and that it adds again, by entity. */
  private final Map<String, Set<SqlExpression>> suspended = new LinkedHashMap<>();

  CheckSql(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  /** {@code CONSTRAINT "name" CHECK (expression)}. */
  String constraint(Entity entity, Check check) {
    return CheckDefinition.constraint(name(entity, check), check.sql());
  }

  /**
   * Adds a check.
   *
   * @param after the entity with the check
   */
  void add(Entity after, Check check) {
    renameOthers(minus(after, check), after, after);
    addConstraint(after, check);
  }

  /**
   * Adds the constraint of a check alone.
   *
   * @param entity the entity with the check
   */
  void addConstraint(Entity entity, Check check) {
    TableName table = mapping.table(entity.name());
    SqlBuilder command = sql("ALTER TABLE").table(table).words(addition(entity, check));
    if (check.notValid()) {
      script.add(command, reading(table, check));
      return;
    }
    script.add(
        command,
        reading(table, check),
        Optional.empty(),
        table,
        List.of(
            new OnlineStep.Brief(
                script.step(
                    sql("ALTER TABLE")
                        .table(table)
                        .words(addition(entity, check))
                        .words(ReferenceClauses.NOT_VALID),
                    new Footprint().alters(table, RowAccess.CATALOG).evaluates())),
            new OnlineStep.Validation(validation(table, entity, check), name(entity, check))));
  }

  /**
   * Drops a check.
   *
   * @param before the entity with the check
   */
  void drop(Entity before, Check check) {
    dropConstraint(before, check);
    Entity after = minus(before, check);
    renameOthers(before, after, after);
  }

  /**
   * Drops the constraint of a check alone.
   *
   * @param entity the entity with the check
   */
  void dropConstraint(Entity entity, Check check) {
    TableName table = mapping.table(entity.name());
    script.add(
        sql("ALTER TABLE").table(table).words(removal(entity, check)),
        new Footprint().alters(table, RowAccess.CATALOG));
  }

  /** Drops the constraint of a check until the end of the statement. */
  void suspend(Entity entity, Check check) {
    Set<SqlExpression> own =
        suspended.computeIfAbsent(entity.name(), name -> new LinkedHashSet<>());
    if (own.add(check.expression())) {
      dropConstraint(entity, check);
    }
  }

  /** Drops the constraints over a column that is dropped and added again, as PostgreSQL would. */
  void suspendUsers(Entity entity, String field) {
    entity.checks().stream()
        .filter(check -> check.uses(field))
        .forEach(check -> suspend(entity, check));
  }

  /** Adds the constraints again that the statement has dropped. */
  void createSuspended() {
    suspended.forEach(
        (name, expressions) -> {
          Entity entity = mapping.shape().entity(name).orElseThrow();
          expressions.stream()
              .flatMap(expression -> entity.check(expression).stream())
              .forEach(check -> addConstraint(entity, check));
        });
    suspended.clear();
  }

  /** Replaces a check by another one. */
  void change(Entity before, Check from, Entity after, Check to) {
    TableName table = mapping.table(after.name());
    Entity others = minus(before, from);
    boolean renames =
        others.checks().stream().anyMatch(check -> !name(before, check).equals(name(after, check)));
    if (renames) {
      dropConstraint(before, from);
      renameOthers(before, after, others);
      addConstraint(after, to);
      return;
    }
    SqlBuilder both =
        sql("ALTER TABLE").table(table).list(List.of(removal(before, from), addition(after, to)));
    if (to.notValid()) {
      script.add(both, reading(table, to));
      return;
    }
    script.add(
        both,
        reading(table, to),
        Optional.empty(),
        table,
        List.of(
            new OnlineStep.Brief(
                script.step(
                    sql("ALTER TABLE")
                        .table(table)
                        .list(List.of(removal(before, from), addition(after, to)))
                        .words(ReferenceClauses.NOT_VALID),
                    new Footprint().alters(table, RowAccess.CATALOG).evaluates())),
            new OnlineStep.Validation(validation(table, after, to), name(after, to))));
  }

  /** Compares the rows with a check that was not valid. */
  void validate(Entity entity, Check check) {
    TableName table = mapping.table(entity.name());
    script.add(
        validationText(table, entity, check),
        validating(table),
        Optional.empty(),
        table,
        List.of(new OnlineStep.Validation(validation(table, entity, check), name(entity, check))));
  }

  private SqlCommand validation(TableName table, Entity entity, Check check) {
    return script.step(validationText(table, entity, check), validating(table));
  }

  private SqlBuilder validationText(TableName table, Entity entity, Check check) {
    return sql("ALTER TABLE")
        .table(table)
        .words("VALIDATE CONSTRAINT")
        .identifier(name(entity, check));
  }

  private static Footprint validating(TableName table) {
    return new Footprint()
        .alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)
        .evaluates();
  }

  /**
   * Renames the constraints of all checks whose names change.
   *
   * @param table the table, by its name now
   * @param renamed what becomes of a check
   */
  void rename(TableName table, Entity before, Entity after, UnaryOperator<Check> renamed) {
    for (Check check : before.checks()) {
      String from = name(before, check);
      String to = name(after, renamed.apply(check));
      if (!from.equals(to)) {
        script.renameConstraint(table, from, to, mapping.schema());
      }
    }
  }

  /** Renames the constraints whose names change because their texts follow a rename. */
  void follow(FollowedRename followed) {
    for (Entity before : mapping.shape().entities()) {
      if (before.checks().size() > 1) {
        rename(
            mapping.table(before.name()),
            before,
            followed.in(mapping.shape(), before),
            check ->
                followed.in(mapping.shape(), before.withChecks(List.of(check))).checks().get(0));
      }
    }
  }

  private void renameOthers(Entity before, Entity after, Entity with) {
    for (Check check : with.checks()) {
      if (before.check(check.expression()).isPresent()) {
        String from = name(before, check);
        String to = name(after, check);
        if (!from.equals(to)) {
          script.renameConstraint(mapping.table(after.name()), from, to, mapping.schema());
        }
      }
    }
  }

  private String removal(Entity entity, Check check) {
    return sql("DROP CONSTRAINT").identifier(name(entity, check)).text();
  }

  private String addition(Entity entity, Check check) {
    SqlBuilder added = sql("ADD").words(constraint(entity, check));
    return added.wordsIf(check.notValid(), "NOT VALID").text();
  }

  /** A constraint that is not valid is compared with new rows only. */
  private static Footprint reading(TableName table, Check check) {
    return new Footprint()
        .alters(table, check.notValid() ? RowAccess.CATALOG : RowAccess.SCAN)
        .evaluates();
  }

  private String name(Entity entity, Check check) {
    return mapping.names().check(entity, check);
  }

  private static Entity minus(Entity entity, Check check) {
    return entity.withChecks(
        entity.checks().stream()
            .filter(each -> !each.expression().equals(check.expression()))
            .toList());
  }
}
