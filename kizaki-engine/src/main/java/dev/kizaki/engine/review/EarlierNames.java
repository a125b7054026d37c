package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import java.util.List;
import java.util.Optional;

/**
 * The names that elements had before some statements. An element that one of the statements added
 * had none.
 *
 * @param statements in order
 */
public record EarlierNames(List<PlanStatement> statements) {
  public EarlierNames {
    statements = List.copyOf(statements);
  }

  /** A field by the names that it and its entity had. */
  public record EarlierField(String entity, String field) {}

  /** A value of an enum by the names that it and its enum had. */
  public record EarlierValue(String enumName, String value) {}

  /** The name that the entity had. */
  public Optional<String> entity(String name) {
    String at = name;
    for (int i = statements.size() - 1; i >= 0; i--) {
      PlanStatement each = statements.get(i);
      if (each instanceof AddEntity add && add.entity().name().equals(at)) {
        return Optional.empty();
      }
      at = each instanceof RenameEntity rename && rename.to().equals(at) ? rename.from() : at;
    }
    return Optional.of(at);
  }

  /** The names that the field and its entity had. */
  public Optional<EarlierField> field(String entity, String field) {
    String owner = entity;
    String at = field;
    for (int i = statements.size() - 1; i >= 0; i--) {
      PlanStatement each = statements.get(i);
      if (each instanceof AddEntity add && add.entity().name().equals(owner)
          || each instanceof AddField added
              && added.entity().equals(owner)
              && added.field().name().equals(at)) {
        return Optional.empty();
      }
      if (each instanceof RenameEntity rename && rename.to().equals(owner)) {
        owner = rename.from();
      } else if (each instanceof RenameField rename
          && rename.entity().equals(owner)
          && rename.to().equals(at)) {
        at = rename.from();
      }
    }
    return Optional.of(new EarlierField(owner, at));
  }

  /** The names that the value and its enum had. */
  public Optional<EarlierValue> value(String enumName, String value) {
    String owner = enumName;
    String at = value;
    for (int i = statements.size() - 1; i >= 0; i--) {
      PlanStatement each = statements.get(i);
      if (each instanceof AddEnum add && add.enumType().name().equals(owner)
          || each instanceof AddEnumValue added
              && added.enumName().equals(owner)
              && added.value().equals(at)) {
        return Optional.empty();
      }
      if (each instanceof RenameEnum rename && rename.to().equals(owner)) {
        owner = rename.from();
      } else if (each instanceof RenameEnumValue rename
          && rename.enumName().equals(owner)
          && rename.to().equals(at)) {
        at = rename.from();
      }
    }
    return Optional.of(new EarlierValue(owner, at));
  }
}
