package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Decodes JSON values to a snapshot. The names of tables, columns and types that are not the
 * derived ones are those that the schema states; the digest covers them. All other names in the
 * database are only required to be texts. Wrong ones are found afterwards, when the snapshot is
 * written again and compared.
 */
final class SnapshotDecoder {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final SnapshotProblems problems;
  private final DefaultValueDecoder defaults;
  private final ReferenceChecks checks;
  private DatabaseNames names = DatabaseNames.CURRENT;

  SnapshotDecoder(SnapshotProblems problems) {
    this.problems = problems;
    this.defaults = new DefaultValueDecoder(problems);
    this.checks = new ReferenceChecks(problems);
  }

  /**
   * @param known entities of the snapshot that the JSON does not contain
   */
  Snapshot decode(JsonValue root, List<Entity> known) {
    ObjectReader reader = new ObjectReader(problems, root, "a snapshot");
    // The versions are checked first, because in a newer form other messages would be misleading.
    version(reader, "format", List.of(SnapshotJson.FORMAT), Integer::intValue);
    NamingVersion naming =
        version(reader, "naming", List.of(NamingVersion.values()), NamingVersion::number);
    names = new DatabaseNames(naming);
    DigestVersion digest =
        version(reader, "digest", List.of(DigestVersion.values()), DigestVersion::number);
    String migration = reader.text("migration");
    Optional<String> parent = reader.textOrNull("parent");
    if (parent.isPresent() && !DIGEST.matcher(parent.get()).matches()) {
      throw problems.at(
          reader.required("parent").offset(),
          "\"parent\" must be a digest, 64 hexadecimal digits in lower case, or null");
    }
    boolean adopted = reader.optional("adopted").isPresent() && reader.flag("adopted");
    List<SystemEntity> systems =
        all(reader, "systemEntities", "a system entity", this::systemEntity, SystemEntity::name);
    List<EnumType> enums = all(reader, "enums", "an enum", this::enumType, EnumType::name);
    List<DeclaredSequence> sequences =
        reader.optional("sequences").isPresent()
            ? all(reader, "sequences", "a sequence", this::sequence, DeclaredSequence::name)
            : List.of();
    List<Entity> entities = all(reader, "entities", "an entity", this::entity, Entity::name);
    List<SqlObject> objects =
        reader.optional("objects").isPresent()
            ? all(reader, "objects", "an object", this::object, SqlObject::name)
            : List.of();
    reader.refuseUnknown();
    Shape shape =
        Shape.of(systems, enums, sequences, withKnown(entities, known, root.offset()))
            .withObjects(objects);
    checks.run(shape);
    return new Snapshot(migration, parent, naming, digest, shape, adopted);
  }

  private List<Entity> withKnown(List<Entity> entities, List<Entity> known, int offset) {
    Set<String> names = new HashSet<>();
    List<Entity> all = new ArrayList<>(entities);
    all.addAll(known);
    for (Entity entity : all) {
      if (!names.add(entity.name())) {
        throw problems.at(offset, "an entity called \"" + entity.name() + "\" occurs twice");
      }
    }
    known.forEach(entity -> checks.referencesExist(offset, entity));
    return all;
  }

  private <V> V version(
      ObjectReader reader, String member, List<V> known, ToIntFunction<V> number) {
    int found = reader.wholeNumber(member);
    int newest = known.stream().mapToInt(number).max().orElseThrow();
    return known.stream()
        .filter(version -> number.applyAsInt(version) == found)
        .findFirst()
        .orElseThrow(
            () -> {
              int offset = reader.required(member).offset();
              return found > newest
                  ? problems.newer(offset, member, found, newest)
                  : problems.at(offset, "there is no " + member + " version " + found);
            });
  }

  private <T> List<T> all(
      ObjectReader parent,
      String member,
      String description,
      Function<ObjectReader, T> decode,
      Function<T, String> name) {
    List<T> decoded = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonValue item : parent.list(member)) {
      ObjectReader reader = new ObjectReader(problems, item, description);
      T one = decode.apply(reader);
      reader.refuseUnknown();
      if (!seen.add(name.apply(one))) {
        throw problems.at(
            item.offset(), description + " called \"" + name.apply(one) + "\" occurs twice");
      }
      decoded.add(one);
    }
    return decoded;
  }

  private SystemEntity systemEntity(ObjectReader reader) {
    if (reader.optional("extension").isPresent()) {
      return new Extension(reader.text("extension"));
    }
    if (reader.optional("external").isPresent()) {
      List<ExternalTable.Column> columns =
          all(reader, "columns", "a column", this::column, ExternalTable.Column::name);
      if (columns.isEmpty()) {
        throw problems.at(
            reader.required("columns").offset(), "an external table must have a column");
      }
      return new ExternalTable(
          reader.name("external"), reader.text("schema"), reader.text("table"), columns);
    }
    int offset = reader.required("name").offset();
    if (!reader.text("name").equals(BuiltInUser.NAME)) {
      throw problems.at(offset, "the only system entity with a name is " + BuiltInUser.NAME);
    }
    Optional<JsonValue> from = reader.optional("from");
    if (from.isEmpty()) {
      reader.text("table");
    }
    return new BuiltInUser(from.map(this::existingColumn));
  }

  private ExternalTable.Column column(ObjectReader reader) {
    return new ExternalTable.Column(reader.text("name"), existingType(reader));
  }

  /** The type of a column that kizaki does not manage. */
  private FieldType existingType(ObjectReader reader) {
    return FieldTypeText.read(reader.text("type"))
        .filter(each -> !(each instanceof FieldType.OfEnum))
        .filter(each -> !(each instanceof FieldType.Reference))
        .orElseThrow(() -> problems.at(reader.required("type").offset(), "there is no such type"));
  }

  private BuiltInUser.ExistingColumn existingColumn(JsonValue node) {
    ObjectReader reader = new ObjectReader(problems, node, "an existing column");
    String schema = reader.text("schema");
    String table = reader.text("table");
    String column = reader.text("column");
    FieldType type = existingType(reader);
    reader.refuseUnknown();
    return new BuiltInUser.ExistingColumn(schema, table, column, type);
  }

  private EnumType enumType(ObjectReader reader) {
    String name = reader.name("name");
    Optional<String> type = Optional.of(reader.databaseName("type"));
    List<String> values = reader.names("values");
    SortedMap<String, String> labels = new TreeMap<>();
    if (reader.optional("labels").isPresent()) {
      List<String> all = reader.texts("labels");
      if (all.size() != values.size()) {
        throw problems.at(
            reader.required("labels").offset(), "\"labels\" must have one label for each value");
      }
      for (int i = 0; i < all.size(); i++) {
        labels.put(values.get(i), all.get(i));
      }
    }
    return new EnumType(name, type, values, labels);
  }

  private DeclaredSequence sequence(ObjectReader reader) {
    String name = reader.name("name");
    return new DeclaredSequence(
        name,
        Optional.of(reader.databaseName("sequence")),
        SequenceJson.read(reader, problems, DeclaredSequence.USUAL_TYPE));
  }

  private SqlObject object(ObjectReader reader) {
    String name = reader.name("name");
    List<String> uses = reader.names("uses");
    uses.forEach(used -> checks.usedExists(reader.required("uses").offset(), used));
    return new SqlObject(
        name,
        uses,
        String.join("\n", reader.texts("create")),
        reader.optional("drop").isPresent()
            ? Optional.of(String.join("\n", reader.texts("drop")))
            : Optional.empty());
  }

  private Entity entity(ObjectReader reader) {
    String name = reader.name("name");
    Optional<String> table = Optional.of(reader.databaseName("table"));
    List<Field> fields = all(reader, "fields", "a field", each -> field(name, each), Field::name);
    GroupDecoder groups = new GroupDecoder(problems, checks, name);
    Optional<Key> key =
        reader.required("key") instanceof JsonValue.NullNode
            ? Optional.empty()
            : Optional.of(groups.key(reader.required("key")));
    List<Unique> uniques = reader.list("uniques").stream().map(groups::unique).toList();
    List<Index> indexes = reader.list("indexes").stream().map(groups::index).toList();
    Entity entity =
        new Entity(
            name,
            table,
            fields,
            key,
            uniques,
            indexes,
            references(reader, name),
            checks(reader, name, fields));
    return RecordedNames.withoutDerived(
        entity.withExpressions(EntityExpressions.in(entity)), names);
  }

  /** Checks are left out if there are none. */
  private List<Check> checks(ObjectReader entity, String name, List<Field> fields) {
    if (entity.optional("checks").isEmpty()) {
      return List.of();
    }
    CheckDecoder decoder = new CheckDecoder(problems, checks, name, fields);
    return all(entity, "checks", "a check", decoder::decode, Check::sql);
  }

  private List<EntityReference> references(ObjectReader entity, String name) {
    if (entity.optional("references").isEmpty()) {
      return List.of();
    }
    return entity.list("references").stream().map(node -> reference(node, name)).toList();
  }

  private EntityReference reference(JsonValue node, String entity) {
    ObjectReader reader = new ObjectReader(problems, node, "a reference");
    List<String> fields = reader.names("fields");
    String target = reader.name("entity");
    List<String> targetFields = reader.names("targetFields");
    ReferenceOptions options = options(reader).withNamed(Optional.of(reader.databaseName("name")));
    reader.refuseUnknown();
    if (fields.isEmpty() || fields.size() != targetFields.size()) {
      throw problems.at(
          reader.required("targetFields").offset(),
          "\"targetFields\" must have one field for each of \"fields\"");
    }
    checks.fieldsExist(reader.required("fields").offset(), entity, fields);
    checks.fieldsExist(reader.required("targetFields").offset(), target, targetFields);
    return new EntityReference(fields, target, targetFields, options);
  }

  private Field field(String entity, ObjectReader reader) {
    String name = reader.name("name");
    FieldType type = fieldType(reader);
    boolean nullable = reader.flag("nullable");
    Optional<DefaultValue> defaultValue = reader.optional("default").map(defaults::decode);
    defaultValue
        .filter(DefaultValue.Generated.class::isInstance)
        .map(value -> ((DefaultValue.Generated) value).expression().fields())
        .ifPresent(names -> checks.fieldsExist(reader.required("default").offset(), entity, names));
    defaultValue.ifPresent(
        value -> checks.defaultExists(reader.required("default").offset(), type, value));
    Optional<String> column = Optional.of(reader.databaseName("column"));
    Field field = new Field(name, column, type, nullable, defaultValue);
    if (field.reference().isPresent()) {
      field = RecordedNames.withForeignKey(field, Optional.of(reader.databaseName("foreignKey")));
    }
    return field.ownsSequence()
        ? RecordedNames.withSequence(field, Optional.of(reader.databaseName("sequence")))
        : field;
  }

  private FieldType fieldType(ObjectReader reader) {
    String text = reader.text("type");
    int offset = reader.required("type").offset();
    FieldType type =
        FieldTypeText.target(text)
            .<FieldType>map(to -> new FieldType.Reference(to.entity(), to.field(), options(reader)))
            .or(() -> FieldTypeText.read(text))
            .orElseThrow(
                () -> problems.at(offset, JsonString.quote(text) + " is not the type of a field"));
    checks.typeExists(offset, type);
    return type;
  }

  /** What a reference without an annotation does is left out. */
  private ReferenceOptions options(ObjectReader reader) {
    ReferenceOptions none = ReferenceOptions.NONE;
    return new ReferenceOptions(
        word(reader, "onDelete", "action", ReferentialAction::ofWord).orElse(none.onDelete()),
        word(reader, "onUpdate", "action", ReferentialAction::ofWord).orElse(none.onUpdate()),
        word(reader, "deferrable", "value", Deferrability::ofWord).orElse(none.deferrability()),
        reader.optional("index").isEmpty() || reader.flag("index"),
        reader.optional("notValid").isPresent() && reader.flag("notValid"),
        Optional.empty());
  }

  private <T> Optional<T> word(
      ObjectReader reader, String member, String noun, Function<String, Optional<T>> ofWord) {
    if (reader.optional(member).isEmpty()) {
      return Optional.empty();
    }
    String word = reader.text(member);
    return Optional.of(
        ofWord
            .apply(word)
            .orElseThrow(
                () ->
                    problems.at(
                        reader.required(member).offset(),
                        "there is no %s %s %s".formatted(member, noun, JsonString.quote(word)))));
  }
}
