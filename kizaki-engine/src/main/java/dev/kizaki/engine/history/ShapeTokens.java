package dev.kizaki.engine.history;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The frozen tokens of a shape, version 1. Everything whose order has no meaning is sorted here, so
 * that a digest does not depend on the order of other classes. For example, fields are sorted, and
 * enum values are not.
 */
final class ShapeTokens {
  private final DigestTokens tokens;

  ShapeTokens(DigestTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @param cache encodes the entities
   */
  void shape(Shape shape, EntityTokenCache cache) {
    tokens.list(sorted(shape.systemEntities(), SystemEntity::name), this::systemEntity);
    tokens.list(sorted(shape.enums(), EnumType::name), this::enumType);
    tokens.list(sorted(shape.entities(), Entity::name), each -> tokens.encoded(cache.of(each)));
    if (!shape.sequences().isEmpty()) {
      tokens.text("sequences");
      tokens.list(sorted(shape.sequences(), DeclaredSequence::name), this::sequence);
    }
    if (!shape.objects().isEmpty()) {
      tokens.text("objects");
      tokens.list(sorted(shape.objects(), SqlObject::name), this::object);
    }
  }

  void systemEntity(SystemEntity system) {
    tokens.text(system.name());
    if (system instanceof BuiltInUser user) {
      tokens.optional(
          user.from(),
          from -> {
            tokens.text(from.schema());
            tokens.text(from.table());
            tokens.text(from.column());
            tokens.text(from.type().text());
          });
    }
    if (system instanceof ExternalTable external) {
      tokens.text(external.schema());
      tokens.text(external.tableName());
      tokens.list(
          external.columns(),
          each -> {
            tokens.text(each.name());
            tokens.text(each.type().text());
          });
    }
  }

  void enumType(EnumType type) {
    tokens.text(type.name());
    stated("type", type.type());
    if (!type.labels().isEmpty()) {
      tokens.text("labels");
      tokens.texts(type.allLabels());
    }
    tokens.texts(type.values());
  }

  void sequence(DeclaredSequence sequence) {
    tokens.text(sequence.name());
    stated("sequence", sequence.sequence());
    tokens.texts(sequence.options().texts());
  }

  void object(SqlObject object) {
    tokens.text(object.name());
    tokens.texts(object.uses().stream().sorted().toList());
    tokens.text(object.create());
    tokens.optional(object.drop(), tokens::text);
  }

  void entity(Entity entity) {
    tokens.text(entity.name());
    stated("table", entity.table());
    tokens.list(sorted(entity.fields(), Field::name), this::field);
    tokens.optional(entity.key(), this::group);
    tokens.list(sortedGroups(entity.uniques()), this::group);
    tokens.list(sortedGroups(entity.indexes()), this::group);
    if (!entity.references().isEmpty()) {
      tokens.text("references");
      tokens.list(
          sorted(
              entity.references(),
              reference -> reference.text() + reference.options().named().orElse("")),
          this::reference);
    }
    if (!entity.checks().isEmpty()) {
      tokens.text("checks");
      tokens.list(sorted(entity.checks(), Check::sql), this::check);
    }
  }

  void check(Check check) {
    tokens.text(check.sql());
    tokens.flag(check.notValid());
    tokens.optional(check.named(), tokens::text);
  }

  void field(Field field) {
    tokens.text(field.name());
    stated("column", field.column());
    type(field.type());
    tokens.flag(field.nullable());
    tokens.optional(field.defaultValue(), this::defaultValue);
  }

  /**
   * A name in the database that is not the derived one. A derived one has no token, which is not
   * ambiguous: what follows is a list, or a text that is not this word.
   */
  private void stated(String word, Optional<String> name) {
    name.ifPresent(
        given -> {
          tokens.text(word);
          tokens.text(given);
        });
  }

  /** A blank or a colon, which no name contains, tells an option from a field. */
  void group(FieldGroup group) {
    tokens.texts(texts(group));
  }

  private static List<String> texts(FieldGroup group) {
    return Stream.of(
            group.elementTexts().stream(),
            group.optionTexts().stream(),
            group.named().map(name -> "named: " + name).stream())
        .flatMap(texts -> texts)
        .toList();
  }

  private void type(FieldType type) {
    if (type instanceof FieldType.Simple simple) {
      tokens.text(simple.limit().isPresent() ? "limited" : "simple");
      tokens.text(simple.scalar().word());
      simple.limit().ifPresent(tokens::number);
      tokens.flag(simple.array());
    } else if (type instanceof FieldType.Native other) {
      tokens.text("native");
      tokens.text(other.name());
      tokens.flag(other.array());
    } else if (type instanceof FieldType.Decimal decimal) {
      tokens.text("decimal");
      tokens.number(decimal.precision());
      tokens.number(decimal.scale());
      tokens.flag(decimal.array());
    } else if (type instanceof FieldType.OfEnum ofEnum) {
      tokens.text("enum");
      tokens.text(ofEnum.name());
      tokens.flag(ofEnum.array());
    } else {
      FieldType.Reference reference = (FieldType.Reference) type;
      tokens.text("reference");
      tokens.text(reference.entity());
      tokens.text(reference.field());
      options(reference.options());
    }
  }

  void reference(EntityReference reference) {
    tokens.texts(reference.fields());
    tokens.text(reference.target());
    tokens.texts(reference.targetFields());
    options(reference.options());
  }

  private void options(ReferenceOptions options) {
    tokens.text(options.onDelete().word());
    tokens.text(options.onUpdate().word());
    tokens.text(options.deferrability().word());
    tokens.flag(options.indexed());
    if (options.notValid()) {
      tokens.text("notValid");
    }
    stated("named", options.named());
  }

  void defaultValue(DefaultValue value) {
    if (value instanceof DefaultValue.Text text) {
      tokens.text("text");
      tokens.text(text.text());
    } else if (value instanceof DefaultValue.Number number) {
      tokens.text("number");
      tokens.text(number.value().toPlainString());
    } else if (value instanceof DefaultValue.Boolean flag) {
      tokens.text("boolean");
      tokens.flag(flag.value());
    } else if (value instanceof DefaultValue.EnumValue enumValue) {
      tokens.text("enum value");
      tokens.text(enumValue.value());
    } else if (value instanceof DefaultValue.EmptyArray) {
      tokens.text("empty array");
    } else if (value instanceof DefaultValue.NextValue next) {
      tokens.text("next value");
      tokens.text(next.sequence());
    } else if (value instanceof DefaultValue.Expression given) {
      tokens.text("expression");
      tokens.text(given.expression().text());
    } else if (value instanceof DefaultValue.Generated generated) {
      tokens.text(generated.virtual() ? "virtual" : "stored");
      tokens.text(generated.expression().text());
    } else if (value instanceof DefaultValue.OwnedSequence sequence) {
      tokens.text("function");
      tokens.text(sequence.text());
      stated("named", sequence.named());
    } else {
      tokens.text("function");
      tokens.text(((DefaultValue.Function) value).text());
    }
  }

  private static <T> List<T> sorted(Collection<T> all, Function<T, String> name) {
    return all.stream().sorted(Comparator.comparing(name)).toList();
  }

  private static <T extends FieldGroup> List<T> sortedGroups(Collection<T> groups) {
    return groups.stream()
        .sorted(
            Comparator.comparing(
                group -> texts(group).toArray(String[]::new), Arrays::<String>compare))
        .toList();
  }
}
