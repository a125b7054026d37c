package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.FollowedRename;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The names that change in the database only in the second phase. An SQL expression of the plan has
 * the new ones; if it is carried out in the first phase, it needs the old ones.
 */
final class PostponedNames {
  private final List<RenameInDatabase> renames = new ArrayList<>();

  /** Adds the renames among statements of the second phase. */
  void add(List<PlanStatement> contract) {
    contract.stream()
        .filter(RenameInDatabase.class::isInstance)
        .map(RenameInDatabase.class::cast)
        .forEach(renames::add);
  }

  /**
   * The statement with the names that the database has during the first phase.
   *
   * @param shape the shape before the statement, of which only the first phases are carried out
   * @throws UndividedPlan when it is not certain where an expression has such a name
   */
  PlanStatement before(PlanStatement statement, ShapeView shape) {
    if (renames.isEmpty()) {
      return statement;
    }
    if (statement instanceof AddField add) {
      Expressions in = new Expressions(statement, shape, add.entity());
      return new AddField(
          add.entity(),
          add.field().withSql(in.ofField(add.field())),
          add.annotations(),
          in.value(add.backfill()));
    }
    if (statement instanceof ChangeField change) {
      Expressions in = new Expressions(statement, shape, change.entity());
      return new ChangeField(
          change.entity(),
          change.before(),
          change.after().withSql(in.ofField(change.after())),
          change.using(),
          in.value(change.backfill()));
    }
    if (statement instanceof AddIndex add) {
      Expressions in = new Expressions(statement, shape, add.entity());
      Index index =
          add.index()
              .withExpressions(each -> each.withText(in.text(Optional.empty(), each.text())));
      return new AddIndex(add.entity(), index);
    }
    return statement;
  }

  /** The expressions of a statement about an entity. */
  private final class Expressions {
    private final PlanStatement statement;
    private final ShapeView shape;
    private final String entity;

    Expressions(PlanStatement statement, ShapeView shape, String entity) {
      this.statement = statement;
      this.shape = shape;
      this.entity = entity;
    }

    UnaryOperator<SqlExpression> ofField(Field field) {
      return each -> each.withText(text(Optional.of(field), each.text()));
    }

    Optional<PlanValue> value(Optional<PlanValue> value) {
      return value.map(this::value);
    }

    private PlanValue value(PlanValue value) {
      if (value instanceof PlanValue.Converted converted) {
        return new PlanValue.Converted(
            converted.entity(),
            converted.from(),
            value(converted.using()),
            value(converted.otherwise()),
            converted.standard(),
            converted.back().map(sql -> text(Optional.empty(), sql)));
      }
      return value instanceof PlanValue.Sql sql
          ? new PlanValue.Sql(text(Optional.empty(), sql.expression()))
          : value;
    }

    /** A plan that uses a name again is refused elsewhere, so the renames do not meet. */
    String text(Optional<Field> field, String sql) {
      Optional<Entity> owner = shape.entity(entity);
      String text = sql;
      for (RenameInDatabase rename : renames) {
        if (rename.element().kind() == ElementKind.FIELD
            && rename.element().owner().equals(entity)) {
          text =
              certain(ExpressionText.withColumnRenamed(text, rename.to(), rename.from()), rename);
        } else if (rename.element().kind() == ElementKind.ENUM && owner.isPresent()) {
          text =
              certain(
                  new FollowedRename.OfType(rename.to(), rename.from())
                      .renamed(shape, owner.get(), field, text),
                  rename);
        } else if (SqlTokens.words(text).anyMatch(rename.to()::equalsIgnoreCase)) {
          certain(Optional.empty(), rename);
        }
      }
      return text;
    }

    private String certain(Optional<String> text, RenameInDatabase rename) {
      return text.orElseThrow(
          () ->
              new UndividedPlan(
                  statement,
                  "its SQL can name \"%s\", as %s is called only after the old version has stopped"
                      .formatted(rename.to(), rename.element().text())));
    }
  }
}
