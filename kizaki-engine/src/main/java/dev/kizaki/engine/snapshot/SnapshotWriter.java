package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a snapshot as text. The layout gives small differences and few conflicts in Git: parts
 * that change independently are on separate lines, and no line changes because another one does.
 */
final class SnapshotWriter {
  private final Snapshot snapshot;
  private final DatabaseNames names;
  private final StringBuilder out = new StringBuilder();

  SnapshotWriter(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.names = new DatabaseNames(snapshot.naming());
  }

  String write() {
    Shape shape = snapshot.shape();
    out.append("{\n");
    member(1, "format", Integer.toString(SnapshotJson.FORMAT));
    member(1, "naming", Integer.toString(snapshot.naming().number()));
    member(1, "digest", Integer.toString(snapshot.digest().number()));
    member(1, "migration", JsonString.quote(snapshot.migration()));
    member(1, "parent", snapshot.parent().map(JsonString::quote).orElse("null"));
    if (snapshot.adopted()) {
      member(1, "adopted", "true");
    }
    list(1, "systemEntities", shape.systemEntities().stream().map(this::systemEntity).toList());
    separate();
    list(1, "enums", shape.enums().stream().map(this::enumType).toList());
    separate();
    if (!shape.sequences().isEmpty()) {
      list(1, "sequences", shape.sequences().stream().map(this::sequence).toList());
      separate();
    }
    list(1, "entities", shape.entities().stream().map(this::entity).toList());
    if (!shape.objects().isEmpty()) {
      separate();
      list(1, "objects", shape.objects().stream().map(this::object).toList());
    }
    return out.append("\n}\n").toString();
  }

  private String systemEntity(SystemEntity system) {
    if (system instanceof Extension extension) {
      return new JsonLine().text("extension", extension.extension()).toString();
    }
    if (system instanceof ExternalTable external) {
      return external(external);
    }
    BuiltInUser user = (BuiltInUser) system;
    JsonLine line = new JsonLine().text("name", user.name());
    return user.from()
        .map(from -> line.member("from", existingColumn(from)))
        .orElseGet(() -> line.text("table", names.table(user)))
        .toString();
  }

  private static String external(ExternalTable external) {
    String columns =
        external.columns().stream()
            .map(
                each ->
                    new JsonLine()
                        .text("name", each.name())
                        .text("type", each.type().text())
                        .toString())
            .collect(Collectors.joining(", ", "[", "]"));
    return new JsonLine()
        .text("external", external.name())
        .text("schema", external.schema())
        .text("table", external.tableName())
        .member("columns", columns)
        .toString();
  }

  private static String existingColumn(BuiltInUser.ExistingColumn from) {
    return new JsonLine()
        .text("schema", from.schema())
        .text("table", from.table())
        .text("column", from.column())
        .text("type", from.type().text())
        .toString();
  }

  private String enumType(EnumType type) {
    SnapshotWriter block = new SnapshotWriter(snapshot);
    block.out.append("{\n");
    block.member(3, "name", JsonString.quote(type.name()));
    block.member(3, "type", JsonString.quote(names.enumType(type)));
    block.list(3, "values", type.values().stream().map(JsonString::quote).toList());
    if (!type.labels().isEmpty()) {
      block.separate();
      block.list(3, "labels", type.allLabels().stream().map(JsonString::quote).toList());
    }
    return block.out.append('\n').append(indent(2)).append('}').toString();
  }

  private String sequence(DeclaredSequence sequence) {
    JsonLine line =
        new JsonLine().text("name", sequence.name()).text("sequence", names.sequence(sequence));
    SequenceJson.write(line, sequence.options());
    return line.toString();
  }

  /** Each line of a text is on its own, as differences of Git need it. */
  private String object(SqlObject object) {
    SnapshotWriter block = new SnapshotWriter(snapshot);
    block.out.append("{\n");
    block.member(3, "name", JsonString.quote(object.name()));
    block.member(3, "uses", JsonString.texts(object.uses()));
    block.list(3, "create", lines(object.create()));
    object
        .drop()
        .ifPresent(
            drop -> {
              block.separate();
              block.list(3, "drop", lines(drop));
            });
    return block.out.append('\n').append(indent(2)).append('}').toString();
  }

  private static List<String> lines(String text) {
    return Stream.of(text.split("\n", -1)).map(JsonString::quote).toList();
  }

  private String entity(Entity written) {
    Entity entity = written.withExpressions(withFields(written));
    String name = entity.name();
    SnapshotWriter block = new SnapshotWriter(snapshot);
    block.out.append("{\n");
    block.member(3, "name", JsonString.quote(name));
    block.member(3, "table", JsonString.quote(names.table(entity)));
    block.list(3, "fields", entity.fields().stream().map(field -> field(entity, field)).toList());
    block.separate();
    block.member(3, "key", entity.key().map(key -> group(key, names.key(entity))).orElse("null"));
    block.list(
        3,
        "uniques",
        entity.uniques().stream().map(each -> group(each, names.group(entity, each))).toList());
    block.separate();
    block.list(
        3,
        "indexes",
        entity.indexes().stream().map(each -> group(each, names.group(entity, each))).toList());
    if (!entity.checks().isEmpty()) {
      block.separate();
      block.list(3, "checks", entity.checks().stream().map(check -> check(entity, check)).toList());
    }
    if (!entity.references().isEmpty()) {
      block.separate();
      block.list(
          3,
          "references",
          entity.references().stream().map(each -> reference(entity, each)).toList());
    }
    return block.out.append('\n').append(indent(2)).append('}').toString();
  }

  private String check(Entity entity, Check check) {
    JsonLine line =
        new JsonLine()
            .text("sql", check.sql())
            .member("fields", JsonString.texts(check.expression().fields()));
    if (check.notValid()) {
      line.member("notValid", "true");
    }
    return line.text("name", names.check(entity, check)).toString();
  }

  private String field(Entity entity, Field field) {
    JsonLine line =
        new JsonLine()
            .text("name", field.name())
            .text("type", field.type().text())
            .member("nullable", Boolean.toString(field.nullable()));
    field.defaultValue().ifPresent(value -> line.member("default", defaultValue(value)));
    field.reference().ifPresent(to -> options(line, to.options()));
    line.text("column", names.column(field));
    if (field.reference().isPresent()) {
      line.text("foreignKey", names.foreignKey(entity, field.name()));
    }
    if (field.ownsSequence()) {
      line.text("sequence", names.sequence(entity, field.name()));
    }
    return line.toString();
  }

  private String reference(Entity entity, EntityReference reference) {
    JsonLine line =
        new JsonLine()
            .member("fields", JsonString.texts(reference.fields()))
            .text("entity", reference.target())
            .member("targetFields", JsonString.texts(reference.targetFields()));
    options(line, reference.options());
    return line.text("name", names.foreignKey(ForeignKey.of(entity, reference))).toString();
  }

  /** What a reference without an annotation does is left out. */
  private static void options(JsonLine line, ReferenceOptions options) {
    if (options.onDelete() != ReferenceOptions.NONE.onDelete()) {
      line.text("onDelete", options.onDelete().word());
    }
    if (options.onUpdate() != ReferenceOptions.NONE.onUpdate()) {
      line.text("onUpdate", options.onUpdate().word());
    }
    if (options.deferrability() != ReferenceOptions.NONE.deferrability()) {
      line.text("deferrable", options.deferrability().word());
    }
    if (!options.indexed()) {
      line.member("index", "false");
    }
    if (options.notValid()) {
      line.member("notValid", "true");
    }
  }

  private static String defaultValue(DefaultValue value) {
    if (value instanceof DefaultValue.Text text) {
      return JsonString.quote(text.text());
    }
    if (value instanceof DefaultValue.Number number) {
      return number.value().toPlainString();
    }
    if (value instanceof DefaultValue.Boolean flag) {
      return Boolean.toString(flag.value());
    }
    if (value instanceof DefaultValue.EmptyArray) {
      return "[]";
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      return new JsonLine().text("enum", enumValue.value()).toString();
    }
    if (value instanceof DefaultValue.NextValue next) {
      return new JsonLine().text("nextval", next.sequence()).toString();
    }
    if (value instanceof DefaultValue.Expression given) {
      return new JsonLine().text("sql", given.expression().text()).toString();
    }
    if (value instanceof DefaultValue.Generated generated) {
      JsonLine line =
          new JsonLine()
              .text("generated", generated.expression().text())
              .member("fields", JsonString.texts(generated.expression().fields()));
      return (generated.virtual() ? line.member("virtual", "true") : line).toString();
    }
    if (value instanceof DefaultValue.OwnedSequence sequence) {
      JsonLine line = new JsonLine().text("function", sequence.function() + "()");
      if (sequence.kind() == DefaultValue.OwnedSequence.Kind.ALWAYS) {
        line.member("always", "true");
      }
      SequenceJson.write(line, sequence.options());
      return line.toString();
    }
    return new JsonLine().text("function", ((DefaultValue.Function) value).text()).toString();
  }

  private static String group(FieldGroup group, String databaseName) {
    JsonLine line = new JsonLine();
    if (group instanceof Index index) {
      line.member(
          "fields",
          index.elements().stream()
              .map(SnapshotWriter::indexed)
              .collect(Collectors.joining(", ", "[", "]")));
      if (index.unique()) {
        line.member("unique", "true");
      }
      if (index.method() != IndexMethod.BTREE) {
        line.text("using", index.method().word());
      }
    } else {
      line.member("fields", JsonString.texts(group.fields()));
    }
    if (!group.include().isEmpty()) {
      line.member("include", JsonString.texts(group.include()));
    }
    if (group.nullsNotDistinct()) {
      line.text("nulls", "notDistinct");
    }
    if (group instanceof Index index) {
      index.where().ifPresent(where -> line.member("where", expression(where).toString()));
    }
    return line.text("name", databaseName).toString();
  }

  /** The fields of expressions are those that their texts name now. */
  private static UnaryOperator<SqlExpression> withFields(Entity entity) {
    return each -> EntityExpressions.of(entity, each.text());
  }

  private static JsonLine expression(SqlExpression expression) {
    return new JsonLine()
        .text("sql", expression.text())
        .member("fields", JsonString.texts(expression.fields()));
  }

  /** The name of a field alone, where nothing else is said. */
  private static String indexed(IndexedValue indexed) {
    if (indexed.field().map(IndexedValue::of).filter(indexed::equals).isPresent()) {
      return JsonString.quote(indexed.field().orElseThrow());
    }
    JsonLine line =
        indexed
            .field()
            .map(field -> new JsonLine().text("field", field))
            .orElseGet(() -> expression(indexed.expression().orElseThrow()));
    indexed.operatorClass().ifPresent(name -> line.text("ops", name));
    if (indexed.descending()) {
      line.text("order", "desc");
    }
    if (!indexed.hasDefaultNulls()) {
      line.text("nulls", indexed.nullsFirst() ? "first" : "last");
    }
    return line.toString();
  }

  private void member(int depth, String name, String json) {
    out.append(indent(depth)).append(JsonString.quote(name)).append(": ").append(json);
    separate();
  }

  private void list(int depth, String name, List<String> items) {
    out.append(indent(depth)).append(JsonString.quote(name)).append(": [");
    if (!items.isEmpty()) {
      String between = "\n" + indent(depth + 1);
      out.append(between).append(String.join("," + between, items));
      out.append('\n').append(indent(depth));
    }
    out.append(']');
  }

  private void separate() {
    out.append(",\n");
  }

  private static String indent(int depth) {
    return "  ".repeat(depth);
  }
}
