package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Check;
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
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.Unique;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/** Shapes for tests. */
public final class SampleShapes {
  private static final ReferenceOptions CASCADE =
      ReferenceOptions.NONE.withOnDelete(ReferentialAction.CASCADE);

  public static final String PARENT = "0123456789abcdef".repeat(4);

  /** The built-in types of the rich shape, whose digest must not change. */
  private static final List<Scalar> PLAIN =
      List.of(
          Scalar.STRING,
          Scalar.INT,
          Scalar.SMALLINT,
          Scalar.BIGINT,
          Scalar.DOUBLE,
          Scalar.BOOLEAN,
          Scalar.DATETIME,
          Scalar.DATE,
          Scalar.UUID,
          Scalar.BYTES,
          Scalar.JSON,
          Scalar.FILE);

  private static final List<String> NASTY =
      List.of(
          "",
          "plain",
          "it's \"quoted\" \\ back",
          "line\nend\r\n\ttab\u0000\u0007",
          "ünï \uD83D\uDE00 日本",
          "e\u0301 \u00e9",
          "\uD800 lone",
          "\u202e\u200b\ufeff\u2028\u00ad",
          "} ], { \"name\": 1 }");

  private SampleShapes() {}

  /** A shape with every kind of element. */
  public static Shape rich() {
    Entity project =
        new Entity(
            "Project",
            List.of(
                field("name", FieldType.of(Scalar.STRING)),
                defaulted("id", FieldType.of(Scalar.UUID), DefaultValue.Function.UUID),
                field("ownerId", new FieldType.Reference("__User", "id", CASCADE)),
                new Field(
                    "parentId",
                    new FieldType.Reference(
                        "Project",
                        "id",
                        new ReferenceOptions(
                            ReferentialAction.SET_NULL,
                            ReferentialAction.RESTRICT,
                            Deferrability.INITIALLY_DEFERRED,
                            false)),
                    true,
                    Optional.empty())),
            Optional.of(new Key(List.of("id"))),
            List.of(new Unique(List.of("ownerId", "name"))),
            List.of(new Index(List.of("parentId"))));
    Entity task =
        new Entity(
                "Task",
                Stream.concat(
                        Stream.of(
                            defaulted(
                                "number",
                                FieldType.of(Scalar.BIGINT),
                                new DefaultValue.OwnedSequence()),
                            defaulted(
                                "status",
                                new FieldType.OfEnum("Status", false),
                                new DefaultValue.EnumValue("Todo")),
                            defaulted(
                                "labels",
                                new FieldType.OfEnum("Status", true),
                                new DefaultValue.EmptyArray()),
                            defaulted(
                                "title",
                                FieldType.of(Scalar.STRING),
                                new DefaultValue.Text("say \"hi\"\n\u202e日本")),
                            defaulted(
                                "price",
                                new FieldType.Decimal(10, 2, false),
                                new DefaultValue.Number(new BigDecimal("-12.50"))),
                            field("prices", new FieldType.Decimal(5, 0, true)),
                            defaulted(
                                "done",
                                FieldType.of(Scalar.BOOLEAN),
                                new DefaultValue.Boolean(false))),
                        PLAIN.stream()
                            .map(
                                scalar ->
                                    field(
                                        "a" + scalar.word(),
                                        new FieldType.Simple(scalar, scalar != Scalar.FILE))))
                    .toList(),
                Optional.of(new Key(List.of("number", "status"))),
                List.of(),
                List.of(new Index(List.of("title", "done")), new Index(List.of("done"))))
            .withChecks(
                List.of(
                    new Check(new SqlExpression("title <> 'it''s \"x\"'", List.of("title"))),
                    new Check(
                        new SqlExpression("number > 0 or done", List.of("done", "number")),
                        true,
                        Optional.empty())));
    return Shape.of(
        List.of(
            new BuiltInUser(Optional.empty()),
            new ExternalTable(
                "Account",
                "auth",
                "Users",
                List.of(
                    new ExternalTable.Column("user id", FieldType.of(Scalar.INT)),
                    new ExternalTable.Column("tenant", FieldType.of(Scalar.UUID)))),
            new Extension("uuid-ossp")),
        List.of(
            new EnumType("Status", List.of("Todo", "Doing", "Done")),
            new EnumType("Date", List.of("A"))),
        List.of(task, project));
  }

  public static Snapshot snapshot(String migration, Optional<String> parent, Shape shape) {
    return new Snapshot(migration, parent, NamingVersion.CURRENT, DigestVersion.CURRENT, shape);
  }

  public static Field field(String name, FieldType type) {
    return new Field(name, type, false, Optional.empty());
  }

  public static Field defaulted(String name, FieldType type, DefaultValue value) {
    return new Field(name, type, false, Optional.of(value));
  }

  /** A random shape whose references are all valid. */
  public static Shape random(Random random) {
    List<EnumType> enums = new ArrayList<>();
    for (String name : names(random, "Enum", 4)) {
      enums.add(new EnumType(name, names(random, "Value", 5)));
    }
    List<SystemEntity> systems =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new BuiltInUser(
                    random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                            new BuiltInUser.ExistingColumn(
                                pick(random, NASTY),
                                pick(random, NASTY),
                                pick(random, NASTY),
                                existingType(random)))),
                new ExternalTable(
                    "Outside",
                    pick(random, NASTY),
                    pick(random, NASTY),
                    Stream.concat(Stream.of("key"), names(random, "aColumn", 3).stream())
                        .map(each -> new ExternalTable.Column(each, existingType(random)))
                        .toList()),
                new Extension(pick(random, NASTY)));
    List<DeclaredSequence> sequences = new ArrayList<>();
    for (String name : names(random, "Sequence", 2)) {
      sequences.add(new DeclaredSequence(name, sequenceOptions(random)));
    }
    List<Entity> entities = new ArrayList<>();
    for (String name : names(random, "Entity", 6)) {
      entities.add(entity(random, name, enums, sequences, entities, systems));
    }
    return Shape.of(systems, enums, sequences, entities);
  }

  private static DefaultValue ownedSequence(Random random) {
    DefaultValue.OwnedSequence.Kind kind =
        pick(random, List.of(DefaultValue.OwnedSequence.Kind.values()));
    SequenceOptions options = sequenceOptions(random);
    return new DefaultValue.OwnedSequence(
        kind,
        kind == DefaultValue.OwnedSequence.Kind.SERIAL
            ? options
            : options.withType(Optional.empty()),
        Optional.empty());
  }

  private static SequenceOptions sequenceOptions(Random random) {
    long increment = 1 + random.nextInt(9);
    boolean hasMin = random.nextBoolean();
    return new SequenceOptions(
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(pick(random, List.of(Scalar.SMALLINT, Scalar.INT, Scalar.BIGINT))),
        random.nextBoolean() ? increment : -increment,
        hasMin ? Optional.of(-100L) : Optional.empty(),
        random.nextBoolean() ? Optional.empty() : Optional.of(100L),
        // Without a minimum, an ascending sequence begins at 1.
        hasMin && random.nextBoolean() ? Optional.of(-50L) : Optional.empty(),
        increment,
        random.nextBoolean());
  }

  private static Entity entity(
      Random random,
      String name,
      List<EnumType> enums,
      List<DeclaredSequence> sequences,
      List<Entity> known,
      List<SystemEntity> systems) {
    List<Field> fields = new ArrayList<>();
    for (String fieldName : names(random, "aField", 8)) {
      FieldType type = type(random, enums, known, systems);
      Optional<DefaultValue> value =
          sequences.isEmpty() || random.nextInt(4) > 0
              ? value(random, type, enums)
              : Optional.of(new DefaultValue.NextValue(pick(random, sequences).name()));
      fields.add(
          type.isInteger() && !type.isArray() && random.nextInt(3) == 0
              ? new Field(fieldName, type, false, Optional.of(ownedSequence(random)))
              : new Field(fieldName, type, random.nextBoolean(), value));
    }
    List<String> names = new ArrayList<>(fields.stream().map(Field::name).toList());
    return new Entity(
        name,
        Optional.empty(),
        fields,
        random.nextInt(5) == 0 ? Optional.empty() : group(random, names).map(Key::new),
        Stream.generate(() -> group(random, names))
            .limit(random.nextInt(4))
            .flatMap(Optional::stream)
            .map(group -> unique(random, group))
            .toList(),
        Stream.generate(() -> group(random, names))
            .limit(random.nextInt(4))
            .flatMap(Optional::stream)
            .map(group -> index(random, group))
            .toList(),
        Stream.generate(() -> reference(random, names, known))
            .limit(random.nextInt(3))
            .flatMap(Optional::stream)
            .toList());
  }

  /** A reference to fields of another entity, which need not be a unique of it. */
  private static Optional<EntityReference> reference(
      Random random, List<String> names, List<Entity> known) {
    if (names.isEmpty() || known.isEmpty()) {
      return Optional.empty();
    }
    Entity target = pick(random, known);
    int count = Math.min(names.size(), target.fields().size());
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new EntityReference(
                names.subList(0, count),
                target.name(),
                target.fields().stream().map(Field::name).limit(count).toList(),
                new ReferenceOptions(
                    pick(random, List.of(ReferentialAction.values())),
                    pick(random, List.of(ReferentialAction.values())),
                    pick(random, List.of(Deferrability.values())),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    Optional.of("fk").filter(any -> random.nextBoolean()))));
  }

  /** The last field is included in some groups over several fields. */
  private static Unique unique(Random random, List<String> fields) {
    boolean includes = fields.size() > 1 && random.nextInt(4) == 0;
    int last = fields.size() - (includes ? 1 : 0);
    return new Unique(
        fields.subList(0, last), random.nextInt(4) == 0, fields.subList(last, fields.size()));
  }

  private static Index index(Random random, List<String> fields) {
    Unique like = unique(random, fields);
    return new Index(
        like.fields().stream().map(field -> indexed(random, field)).toList(),
        random.nextInt(3) == 0 ? pick(random, List.of(IndexMethod.values())) : IndexMethod.BTREE,
        random.nextInt(4) == 0,
        like.nullsNotDistinct(),
        like.include(),
        Optional.of(expression("x is not null")).filter(any -> random.nextInt(5) == 0));
  }

  private static IndexedValue indexed(Random random, String field, boolean expression) {
    return expression
        ? IndexedValue.of(expression("lower(" + field + ")"))
        : IndexedValue.of(field);
  }

  private static SqlExpression expression(String text) {
    return new SqlExpression(text, List.of());
  }

  private static IndexedValue indexed(Random random, String field) {
    boolean modified = random.nextInt(3) == 0;
    return modified
        ? indexed(random, field, random.nextInt(3) == 0)
            .ordered(random.nextBoolean(), random.nextBoolean())
            .withOperatorClass(Optional.of("public.text_ops").filter(any -> random.nextBoolean()))
        : IndexedValue.of(field);
  }

  private static Optional<List<String>> group(Random random, List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    return Optional.of(List.copyOf(shuffled.subList(0, 1 + random.nextInt(shuffled.size()))));
  }

  private static FieldType existingType(Random random) {
    return FieldType.of(
        pick(random, Stream.of(Scalar.values()).filter(each -> !each.needsLimit()).toList()));
  }

  private static FieldType type(
      Random random, List<EnumType> enums, List<Entity> known, List<SystemEntity> systems) {
    boolean array = random.nextInt(4) == 0;
    int kind = random.nextInt(7);
    if (kind == 0 && !enums.isEmpty()) {
      return new FieldType.OfEnum(pick(random, enums).name(), array);
    }
    if (kind == 1) {
      int precision = 1 + random.nextInt(1000);
      return new FieldType.Decimal(precision, random.nextInt(precision + 1), array);
    }
    ReferenceOptions options =
        new ReferenceOptions(
            pick(random, List.of(ReferentialAction.values())),
            pick(random, List.of(ReferentialAction.values())),
            pick(random, List.of(Deferrability.values())),
            random.nextBoolean());
    if (kind == 2 && !known.isEmpty()) {
      Entity target = pick(random, known);
      if (!target.fields().isEmpty()) {
        return new FieldType.Reference(
            target.name(), pick(random, target.fields()).name(), options);
      }
    }
    if (kind == 3 && !systems.isEmpty()) {
      return new FieldType.Reference(systems.get(0).name(), "id", options);
    }
    return kind == 4
        ? new FieldType.Native(
            pick(random, List.of("int4range", "\"My \\ type\"", "x.y(Z,3)")), array)
        : simple(pick(random, List.of(Scalar.values())), random.nextBoolean(), array);
  }

  /** The types that the rich shape does not contain, with and without a number in parentheses. */
  public static Shape furtherTypes() {
    List<Field> fields = new ArrayList<>();
    for (Scalar scalar : Scalar.values()) {
      for (boolean limited : List.of(false, true)) {
        FieldType.Simple type = simple(scalar, limited, limited);
        if (!PLAIN.contains(scalar) || type.limit().isPresent()) {
          fields.add(field(scalar.word() + (limited ? "s" : ""), type));
        }
      }
    }
    fields.add(field("range", new FieldType.Native("int4range", false)));
    fields.add(field("quoted", new FieldType.Native("gis.\"My \\ type\"(Z,3)", true)));
    Key key = new Key(List.of("char"));
    return Shape.of(
        List.of(),
        List.of(),
        List.of(new Entity("Types", fields, Optional.of(key), List.of(), List.of())));
  }

  /** A type with a number in parentheses where it must have one, or may and {@code limited}. */
  public static FieldType.Simple simple(Scalar scalar, boolean limited, boolean array) {
    boolean hasLimit = scalar.needsLimit() || limited && scalar.limit().allows(3);
    return new FieldType.Simple(scalar, hasLimit ? OptionalInt.of(3) : OptionalInt.empty(), array);
  }

  private static Optional<DefaultValue> value(Random random, FieldType type, List<EnumType> enums) {
    if (type instanceof FieldType.OfEnum ofEnum && random.nextBoolean()) {
      return enums.stream()
          .filter(each -> each.name().equals(ofEnum.name()) && !each.values().isEmpty())
          .findFirst()
          .map(found -> new DefaultValue.EnumValue(pick(random, found.values())));
    }
    return switch (random.nextInt(8)) {
      case 0 -> Optional.of(new DefaultValue.Text(pick(random, NASTY)));
      case 5 -> Optional.of(new DefaultValue.Expression(new SqlExpression("1 + 1")));
      case 6 ->
          Optional.of(
              new DefaultValue.Generated(
                  new SqlExpression("lower('" + pick(random, NASTY) + "')"), random.nextBoolean()));
      case 1 ->
          Optional.of(
              new DefaultValue.Number(
                  BigDecimal.valueOf(random.nextLong(), random.nextInt(40) - 10)));
      case 2 -> Optional.of(new DefaultValue.Boolean(random.nextBoolean()));
      case 3 -> Optional.of(new DefaultValue.EmptyArray());
      case 4 -> Optional.of(pick(random, List.of(DefaultValue.Function.values())));
      default -> Optional.empty();
    };
  }

  private static List<String> names(Random random, String stem, int most) {
    List<String> names = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      names.add(stem + i + pick(random, List.of("", "_", "URL", "aB", "x".repeat(70))));
    }
    Collections.shuffle(names, random);
    return names;
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
