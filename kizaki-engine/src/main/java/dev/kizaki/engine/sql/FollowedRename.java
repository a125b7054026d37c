package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.Objects;
import java.util.Optional;

/**
 * The rename of a label, a type or a sequence in the database. PostgreSQL follows it in each
 * expression that it has read, and this class does so in the texts of the expressions. An
 * expression in which a place is uncertain stays as it is.
 */
public sealed interface FollowedRename {
  /** The name before. */
  String from();

  /** The name after. */
  String to();

  /**
   * The expression with the new name.
   *
   * @param field the field whose default or generated value it is
   * @return empty if it is uncertain where it has the old name
   */
  Optional<String> renamed(ShapeView shape, Entity entity, Optional<Field> field, String text);

  /**
   * The rename of a label.
   *
   * @param enumType the enum with its type as it is now, before or after the rename
   */
  record OfLabel(EnumType enumType, String from, String to) implements FollowedRename {
    public OfLabel {
      Objects.requireNonNull(enumType, "enumType");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    @Override
    public Optional<String> renamed(
        ShapeView shape, Entity entity, Optional<Field> field, String text) {
      return LabelPlaces.in(shape, entity, field, enumType, text)
          .of(from)
          .renamed(at -> Quoting.string(to));
    }
  }

  /** The rename of an enum's type. */
  record OfType(String from, String to) implements FollowedRename {
    public OfType {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    @Override
    public Optional<String> renamed(
        ShapeView shape, Entity entity, Optional<Field> field, String text) {
      ExpressionTokens tokens = new ExpressionTokens(text);
      NamePlaces places = new TypePlaces(tokens, from).all();
      boolean hidden = SqlTypeName.isBuiltIn(to) && places.named();
      return hidden
          ? Optional.empty()
          : places.renamed(at -> Quoting.identifierLike(tokens.text(at), to));
    }
  }

  /** The rename of a sequence. */
  record OfSequence(String from, String to) implements FollowedRename {
    public OfSequence {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    @Override
    public Optional<String> renamed(
        ShapeView shape, Entity entity, Optional<Field> field, String text) {
      SequencePlaces places = new SequencePlaces(new ExpressionTokens(text), from);
      return places.all().renamed(at -> places.renamed(at, to));
    }
  }

  /** The rename of a value's label. */
  static FollowedRename label(EnumType enumType, String from, String to) {
    return new OfLabel(enumType, from, to);
  }

  /** The rename of an enum's type. */
  static FollowedRename type(EnumType before, EnumType after) {
    DatabaseNames names = DatabaseNames.CURRENT;
    return new OfType(names.enumType(before), names.enumType(after));
  }

  /** The rename of a declared sequence. */
  static FollowedRename sequence(DeclaredSequence before, DeclaredSequence after) {
    DatabaseNames names = DatabaseNames.CURRENT;
    return new OfSequence(names.sequence(before), names.sequence(after));
  }

  /** Returns the entity with the new name in its expressions. */
  default Entity in(ShapeView shape, Entity entity) {
    return from().equals(to())
        ? entity
        : entity.withSql(
            (field, expression) ->
                mentioned(expression)
                    ? renamed(shape, entity, field, expression.text())
                        .map(expression::withText)
                        .orElse(expression)
                    : expression);
  }

  /** Whether it is uncertain where the expression has the old name. */
  default boolean isUncertain(
      ShapeView shape, Entity entity, Optional<Field> field, SqlExpression expression) {
    return !from().equals(to())
        && mentioned(expression)
        && renamed(shape, entity, field, expression.text()).isEmpty();
  }

  /** Whether the text can have the old name; in SQL, a quote stands twice. */
  private boolean mentioned(SqlExpression expression) {
    String text = expression.text();
    String folded = ExpressionTokens.folded(text).replace("''", "'").replace("\"\"", "\"");
    return text.contains("\\") || folded.contains(ExpressionTokens.folded(from()));
  }
}
