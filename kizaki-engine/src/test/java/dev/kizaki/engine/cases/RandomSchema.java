package dev.kizaki.engine.cases;

import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A random schema that can be changed at random and stays valid. Uniques are declared only on types
 * that have a different value for every row.
 */
final class RandomSchema {
  /** An embedded type, which is declared as long as a field has it. */
  private static final String EMBEDDED = "Address";

  private static final List<String> PLAIN_TYPES =
      List.of(
          "string",
          "int",
          "smallint",
          "bigint",
          "decimal(9, 3)",
          "double",
          "boolean",
          "datetime",
          "date",
          "uuid",
          "bytes",
          "json",
          "file",
          "varchar(40)",
          "varchar(60)",
          "varchar",
          "char(12)",
          "decimal",
          "real",
          "datetime(3)",
          "timestamp",
          "timestamp(0)",
          "time",
          "native(\"inet\")",
          "native(\"int4range\")[]",
          "varchar(20)[]",
          "string[]",
          "int[]",
          "json[]",
          "time(3)",
          "time[]",
          "uuid[]",
          "boolean[]",
          "decimal(9, 3)[]",
          "datetime[]",
          "native(\"interval\")",
          "native(\"bit(3)\")",
          EMBEDDED,
          EMBEDDED + "[]");
  private static final List<String> DISTINCT_TYPES =
      List.of(
          "string",
          "int",
          "bigint",
          "uuid",
          "date",
          "datetime",
          "varchar(40)",
          "timestamp",
          "real");

  /** The types with an immutable cast to text, for the expressions of generated fields. */
  private static final List<String> COMPUTABLE_TYPES =
      List.of(
          "string", "int", "smallint", "bigint", "uuid", "varchar(40)", "varchar(60)", "varchar");

  private static final List<String> UNIQUE_OPTIONS =
      List.of("", "", "", ", include: [%s]", ", include: [%s]", ", nulls: notDistinct");
  private static final List<String> SEQUENCE_OPTIONS =
      List.of(
          "",
          "increment: 10",
          "increment: -1, start: -7, max: -6", // all of them outside the limits of the others
          "cache: 20, cycle: true",
          "type: int, max: 1000000",
          "min: -5, start: 3");
  private static final List<String> NUMBERS = List.of("int", "bigint", "decimal", "double");
  private static final List<String> WORDS =
      List.of("order", "user", "title", "dueDate", "owner", "size", "select", "note", "apiURL");

  /** What only a nullable field can have, because references here have no default. */
  private static final String TO_NULL = " @on(Delete|Update)\\((setNull|setDefault)\\)";

  private static final Pattern FIELD_IN_SQL = Pattern.compile("\\{(\\w+)\\}");

  private static final List<String> OTHER_OPTIONS =
      List.of(
          "",
          "",
          "",
          " @deferrable",
          " @deferrable(initiallyDeferred)",
          " @noIndex",
          " @notValid",
          " @deferrable(initiallyDeferred) @noIndex");
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("string", "\"it's\""),
          Map.entry("int", "7"),
          Map.entry("smallint", "sql(\"1 + 1\")"),
          Map.entry("varchar(60)", "sql(\"lower('It''s')\")"),
          Map.entry("date", "sql(\"current_date + 1\")"),
          Map.entry("int[]", "sql(\"array[1, 2]\")"),
          Map.entry("bigint", "serial(start: 5)"),
          Map.entry("decimal(9, 3)", "1.5"),
          Map.entry("boolean", "true"),
          Map.entry("datetime", "now()"),
          Map.entry("uuid", "uuid()"),
          Map.entry("json", "\"{}\""),
          Map.entry("string[]", "[]"),
          Map.entry("double", "0.5"),
          Map.entry("varchar(40)", "\"it's\""),
          Map.entry("char(12)", "\"it's\""),
          Map.entry("decimal", "-0.10"),
          Map.entry("real", "0.1"),
          Map.entry("timestamp", "now()"),
          Map.entry("datetime(3)", "\"2026-01-02T03:04:05.678Z\""),
          Map.entry("timestamp(0)", "\"2026-01-02T03:04:05\""),
          Map.entry("time", "now()"));

  /** An external table, which is declared as long as a field refers to it. */
  private static final String OUTSIDE = "OutSide";

  /** An external table with a key of two columns. */
  private static final String PAIR = "Pair";

  /** The key fields of what a schema can refer to and is no entity of it. */
  private static final Map<String, String> OTHER_KEYS = Map.of(OUTSIDE, "userId", "__User", "id");

  private static final List<String> CHECK_OPTIONS =
      List.of("", "", "", ", notValid: true", ", named: \"Odd check %d\"");

  /** A field without its name. */
  private static final class FieldModel {
    private String type;
    private boolean nullable;
    private boolean hasDefault;
    private String annotation = "";

    /**
     * Whether a reference in the body of the entity uses it, so that its values must not change.
     */
    private boolean fixed;

    /** The sequence of which the default is the next value; empty for other defaults. */
    private String sequence = "";

    /** The referenced entity; empty for other fields. */
    private String target = "";

    private String options = "";

    /** The field that it is computed from; empty for other fields. */
    private String base = "";

    /** What the expression contains beside the field. */
    private int factor;

    /** Whether it is computed when it is read. */
    private boolean virtual;

    /** Whether the default is SQL that names an enum or a sequence, if there is one. */
    private boolean namesInDefault;
  }

  /** An entity; its key is one field of the entity. */
  private static final class EntityModel {
    /** Whether the field is not the key, but only unique. */
    private boolean keyless;

    private String keyName = "id";
    private String keyType = "uuid = uuid()";

    /** The field that is part of the key as long as it can be; empty if the key is one field. */
    private String keyPart = "";

    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private final List<String> groups = new ArrayList<>();
    private final List<CheckModel> checks = new ArrayList<>();
    private final List<BodyReference> references = new ArrayList<>();

    /** What the groups, the key, the sequence and the references are called, by what they are. */
    private final Map<String, String> recorded = new LinkedHashMap<>();
  }

  /**
   * A reference in the body of an entity, from two fields to the unique over a field and the key.
   * It is declared as long as both ends are there.
   */
  private static final class BodyReference {
    private String field;
    private String keyField;
    private String target;
    private String targetField;
    private String options = "";
  }

  /** A check; {@code {0}} and {@code {1}} in the expression are the columns of the fields. */
  private record CheckModel(String expression, List<String> fields, String options) {
    CheckModel renamed(UnaryOperator<String> name) {
      return new CheckModel(expression, fields.stream().map(name).toList(), options);
    }
  }

  /** True for every row, whatever the types are. */
  private static final List<String> CHECKS =
      List.of(
          "{0}::text <> 'impossible'",
          "{0} is null or {1}::text is distinct from 'it''s {0}'",
          "length({0}::text) >= 0",
          "(({0})::text || {1}::text) <> '-'",
          "coalesce({0}::text, {1}::text, '') = any (array[coalesce({0}::text, {1}::text, ''), 'x'])",
          "1 < 2",
          // The next ones are only for a field of an enum: {L} and {M} are labels, {T} is the type.
          "{0} = {L} or {0} is distinct from {L}",
          "{0} in ({L}, {M}) or {0} is distinct from {L}",
          "{0} <> {L}::{T} or {0} = any (array[{M}, {L}]::{T}[]) or {0} is null",
          "coalesce({0}, {L}) = {L} or {0} is distinct from {L}",
          "case {0} when {L} then true else {M} <= {0} or true end");

  private final Random random;
  private final Map<String, List<String>> enums = new LinkedHashMap<>();
  private final Map<String, String> sequences = new LinkedHashMap<>();
  private final Map<String, EntityModel> entities = new LinkedHashMap<>();
  private final RandomNames stated;
  private RandomObjects objects;
  private int names;
  private boolean hasObjects = true;

  RandomSchema(Random random) {
    this.random = random;
    this.stated = new RandomNames(random);
    for (int i = random.nextInt(3); i > 0; i--) {
      addEnum();
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      addSequence();
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      addEntity();
    }
    // They have random numbers of their own, so that schemas without them have the same ones.
    this.objects = new RandomObjects(new Random(text().hashCode()));
    objects.begin(fieldsOfEntities());
  }

  /** Without objects in SQL from now on. */
  RandomSchema withoutObjects() {
    objects.clear();
    hasObjects = false;
    return this;
  }

  /** Makes a few changes. */
  void change() {
    change(5);
  }

  /** Makes at most this many changes, and at least one. */
  void change(int most) {
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      changeOnce();
    }
    if (hasObjects) {
      objects.change(fieldsOfEntities());
    }
  }

  private void changeOnce() {
    switch (random.nextInt(36)) {
      case 0 -> addEntity();
      case 1 -> dropEntity();
      case 2 -> renameEntity();
      case 3 -> addEnum();
      case 4 -> addValue();
      case 5 -> dropValue();
      case 6 -> renameValue();
      case 7 -> reorderValues();
      case 8 -> renameEnum();
      case 9, 10 -> addField(anyEntity());
      case 11 -> dropField();
      case 12 -> renameField();
      case 13 -> changeKey();
      case 14 -> addGroup();
      case 15 -> changeIndex();
      case 16, 17, 18 -> stateName();
      case 19 -> addSequence();
      case 20 -> changeSequence();
      case 21 -> dropSequence();
      case 22 -> renameSequence();
      case 23, 24 -> addGeneratedField();
      case 25, 26 -> addReference(anyEntity());
      case 27 -> changeReference();
      case 28 -> addCheck(entities.get(anyEntity()));
      case 29 -> changeCheck(entities.get(anyEntity()));
      case 30, 31, 32 -> recordName();
      default -> changeField();
    }
    entities.values().forEach(RandomSchema::removeInvalidGenerated);
  }

  private Map<String, List<String>> fieldsOfEntities() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    entities.forEach((name, entity) -> fields.put(name, List.copyOf(entity.fields.keySet())));
    return fields;
  }

  /** A generated field is gone if the one that it is computed from is, or has another type. */
  private static void removeInvalidGenerated(EntityModel entity) {
    List.copyOf(entity.fields.entrySet()).stream()
        .filter(each -> !each.getValue().base.isEmpty())
        .filter(each -> !isComputable(entity.fields.get(each.getValue().base)))
        .forEach(each -> removeField(entity, each.getKey()));
  }

  private static boolean isComputable(FieldModel field) {
    return field != null
        && field.target.isEmpty()
        && field.base.isEmpty()
        && COMPUTABLE_TYPES.contains(field.type);
  }

  private void addGeneratedField() {
    EntityModel entity = entities.get(anyEntity());
    FieldModel field = new FieldModel();
    setBase(entity, field);
    if (!field.base.isEmpty()) {
      entity.fields.put(fresh(any(WORDS)), field);
    }
  }

  /** The field is a generated one from now on, if there is one that it can be computed from. */
  private void setBase(EntityModel entity, FieldModel field) {
    List<String> bases =
        entity.fields.keySet().stream()
            .filter(name -> entity.fields.get(name) != field)
            .filter(name -> isComputable(entity.fields.get(name)))
            .toList();
    if (!bases.isEmpty()) {
      field.base = any(bases);
      field.factor = random.nextInt(100);
      field.type = any(List.of("int", "bigint"));
      field.target = "";
      field.options = "";
      field.nullable = true;
      field.hasDefault = false;
      field.virtual = field.factor % 6 == 0;
      field.annotation = field.virtual ? "" : any(List.of("", " @index"));
    }
  }

  /** Something has another name in the database from now on. */
  private void stateName() {
    String entity = anyEntity();
    List<String> fields = List.copyOf(entities.get(entity).fields.keySet());
    String enumName = enums.isEmpty() ? "" : any(List.copyOf(enums.keySet()));
    switch (random.nextInt(enums.isEmpty() ? 3 : 6)) {
      case 0 -> stated.change(entity);
      case 1 -> stated.change(entity + "." + entities.get(entity).keyName);
      case 2, 3 -> stated.change(fields.isEmpty() ? entity : entity + "." + any(fields));
      case 4 -> stated.change(enumName);
      default -> stated.change(enumName + "." + any(enums.get(enumName)));
    }
  }

  /** A part of an entity has another name in the database, or leaves it open. */
  private void recordName() {
    EntityModel entity = entities.get(anyEntity());
    List<String> parts = new ArrayList<>(List.of("key", "sequence", "0", "1"));
    entity.fields.keySet().forEach(name -> parts.addAll(List.of("fk " + name, "ix " + name)));
    String part = any(parts);
    if (random.nextInt(3) == 0) {
      entity.recorded.remove(part);
    } else {
      entity.recorded.put(part, any(List.of("Odd name %d", "it's %d", "n%d")).formatted(++names));
    }
  }

  private static String named(EntityModel entity, String part) {
    return entity.recorded.containsKey(part) ? "named: \"" + entity.recorded.get(part) + "\"" : "";
  }

  private void addSequence() {
    sequences.put(fresh("Numbers"), any(SEQUENCE_OPTIONS));
  }

  private void changeSequence() {
    if (!sequences.isEmpty()) {
      String name = any(List.copyOf(sequences.keySet()));
      if (random.nextBoolean()) {
        stated.change(RandomNames.ofSequence(name));
      } else {
        sequences.put(name, any(SEQUENCE_OPTIONS));
      }
    }
  }

  private void dropSequence() {
    if (!sequences.isEmpty()) {
      String name = any(List.copyOf(sequences.keySet()));
      sequences.remove(name);
      renameInDefaults(name, "");
    }
  }

  private void renameSequence() {
    if (!sequences.isEmpty()) {
      String from = any(List.copyOf(sequences.keySet()));
      String to = fresh("Numbers");
      sequences.put(to, sequences.remove(from));
      stated.renamed(SchemaElement.sequence(from), to);
      renameInDefaults(from, to);
    }
  }

  private void renameInDefaults(String from, String to) {
    for (EntityModel entity : entities.values()) {
      for (FieldModel field : entity.fields.values()) {
        field.sequence = field.sequence.equals(from) ? to : field.sequence;
      }
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String fresh(String stem) {
    return stem + ++names;
  }

  private String anyEntity() {
    return any(List.copyOf(entities.keySet()));
  }

  private void addEntity() {
    String name = fresh(any(List.of("Task", "Order", "HTTPServer", "User")));
    EntityModel entity = new EntityModel();
    setKey(entity);
    entity.keyless = random.nextInt(5) == 0;
    entities.put(name, entity);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      addField(name);
    }
    setKeyPart(entity);
    if (random.nextBoolean()) {
      addGroup(entity);
    }
    if (random.nextInt(3) == 0) {
      addCheck(entity);
    }
    if (random.nextInt(3) == 0) {
      addReference(name);
    }
  }

  private static boolean isUniqueOver(EntityModel entity, String field) {
    return entity.groups.stream().anyMatch(group -> group.startsWith("@unique([" + field + ", "));
  }

  private static String keyType(EntityModel entity) {
    return entity.keyType.replaceAll(" =.*", "");
  }

  private void addReference(String owner) {
    if (random.nextInt(6) == 0) {
      addReferenceToPair(owner);
      return;
    }
    List<String> targets =
        entities.keySet().stream()
            .filter(name -> entities.get(name).groups.stream().anyMatch(g -> g.contains("@unique")))
            .toList();
    if (targets.isEmpty()) {
      return;
    }
    BodyReference reference = new BodyReference();
    reference.target = any(targets);
    EntityModel target = entities.get(reference.target);
    List<String> unique =
        target.fields.keySet().stream().filter(name -> isUniqueOver(target, name)).toList();
    if (unique.isEmpty()) {
      return;
    }
    reference.targetField = unique.get(0);
    reference.field = addFixed(owner, target.fields.get(reference.targetField).type);
    reference.keyField = addFixed(owner, keyType(target));
    setOptions(reference);
    entities.get(owner).references.add(reference);
  }

  private void addReferenceToPair(String owner) {
    BodyReference reference = new BodyReference();
    reference.target = PAIR;
    reference.targetField = "one";
    reference.field = addFixed(owner, "int");
    reference.keyField = addFixed(owner, "bigint");
    setOptions(reference);
    entities.get(owner).references.add(reference);
  }

  private String addFixed(String owner, String type) {
    FieldModel field = new FieldModel();
    field.type = type;
    field.nullable = true;
    field.fixed = true;
    String name = fresh(any(WORDS));
    entities.get(owner).fields.put(name, field);
    return name;
  }

  private void setOptions(BodyReference reference) {
    reference.options = "";
    for (String word : List.of("onDelete", "onUpdate")) {
      if (random.nextInt(3) == 0) {
        reference.options +=
            ", %s: %s"
                .formatted(
                    word, any(List.of("noAction", "restrict", "cascade", "setNull", "setDefault")));
      }
    }
    reference.options +=
        any(List.of("", "", ", deferrable: true", ", deferrable: initiallyDeferred"));
    reference.options += any(List.of("", "", "", ", noIndex: true"));
    reference.options += any(List.of("", "", "", ", notValid: true"));
  }

  private void changeReference() {
    EntityModel entity = entities.get(anyEntity());
    if (!entity.references.isEmpty()) {
      setOptions(any(entity.references));
    }
  }

  private boolean isWhole(EntityModel entity, BodyReference reference) {
    if (reference.target.equals(PAIR)) {
      return entity.fields.containsKey(reference.field)
          && entity.fields.containsKey(reference.keyField);
    }
    EntityModel target = entities.get(reference.target);
    return target != null
        && target.fields.containsKey(reference.targetField)
        && target.fields.get(reference.targetField).base.isEmpty()
        && target.fields.get(reference.targetField).target.isEmpty()
        && isUniqueOver(target, reference.targetField)
        && !target.fields.get(reference.targetField).type.matches("json|file|Address|.*\\[\\]")
        && entity.fields.containsKey(reference.field)
        && entity.fields.containsKey(reference.keyField)
        && entity
            .fields
            .get(reference.field)
            .type
            .equals(target.fields.get(reference.targetField).type)
        && entity.fields.get(reference.keyField).type.equals(keyType(target));
  }

  /** A new name of a field, or of its entity. */
  private void renameInReferences(String owner, String from, String to) {
    for (String name : entities.keySet()) {
      for (BodyReference each : entities.get(name).references) {
        if (name.equals(owner)) {
          each.field = each.field.equals(from) ? to : each.field;
          each.keyField = each.keyField.equals(from) ? to : each.keyField;
        }
        if (each.target.equals(owner)) {
          each.targetField = each.targetField.equals(from) ? to : each.targetField;
        }
      }
    }
  }

  private void forgetReferences() {
    entities.values().forEach(entity -> entity.references.clear());
  }

  private void addCheck(EntityModel entity) {
    if (!entity.fields.isEmpty() && entity.checks.size() < CHECKS.size()) {
      List<String> fields = List.copyOf(entity.fields.keySet());
      CheckModel check =
          new CheckModel(
              any(CHECKS),
              List.of(any(fields), any(fields)),
              any(CHECK_OPTIONS).formatted(++names));
      if (entity.checks.stream().noneMatch(each -> each.expression.equals(check.expression))) {
        entity.checks.add(check);
      }
    }
  }

  private void changeCheck(EntityModel entity) {
    if (!entity.checks.isEmpty()) {
      CheckModel check = entity.checks.remove(random.nextInt(entity.checks.size()));
      switch (random.nextInt(3)) {
        case 0 -> addCheck(entity);
        case 1 ->
            entity.checks.add(
                new CheckModel(
                    check.expression,
                    check.fields,
                    check.options.isEmpty() ? ", notValid: true" : ""));
        default -> {}
      }
    }
  }

  private void setKey(EntityModel entity) {
    entity.keyType =
        any(
            List.of(
                "uuid = uuid()",
                "int = autoincrement()",
                "bigint = autoincrement()",
                "int = autoincrement(always, increment: 5)",
                "bigint = autoincrement(cache: 7, start: 100)",
                "int = serial()",
                "bigint = serial(type: int, max: 1000000)",
                "string"));
  }

  private void setKeyPart(EntityModel entity) {
    entity.keyPart =
        entity.fields.isEmpty() || random.nextInt(3) > 0
            ? ""
            : any(List.copyOf(entity.fields.keySet()));
  }

  /** The key has two fields if the second one can be part of it. */
  private static boolean hasKeyOfTwo(EntityModel entity) {
    FieldModel part = entity.fields.get(entity.keyPart);
    return !entity.keyless
        && part != null
        && !part.nullable
        && part.base.isEmpty()
        && part.target.isEmpty()
        && DISTINCT_TYPES.contains(part.type);
  }

  private void addField(String entity) {
    FieldModel field = new FieldModel();
    field.namesInDefault = random.nextInt(3) == 0;
    setType(field);
    entities.get(entity).fields.put(fresh(any(WORDS)), field);
  }

  private void setType(FieldModel field) {
    field.annotation = "";
    field.base = "";
    field.virtual = false;
    field.target = "";
    field.options = "";
    field.sequence = "";
    field.nullable = random.nextInt(3) == 0;
    int kind = random.nextInt(10);
    if (kind < 3) {
      field.target = random.nextInt(5) == 0 ? any(List.of(OUTSIDE, "__User")) : anyEntity();
      field.hasDefault = false;
      setOptions(field);
    } else if (kind < 5 && !enums.isEmpty()) {
      field.type = any(List.copyOf(enums.keySet())) + any(List.of("", "", "[]"));
      field.hasDefault = random.nextBoolean();
    } else {
      field.type = any(PLAIN_TYPES);
      field.hasDefault = random.nextBoolean() && DEFAULTS.containsKey(field.type);
      if (NUMBERS.contains(field.type) && !sequences.isEmpty()) {
        field.sequence = any(List.of("", any(List.copyOf(sequences.keySet()))));
      }
      if (DISTINCT_TYPES.contains(field.type) && random.nextInt(3) == 0) {
        field.annotation = any(List.of(" @unique", " @index"));
        field.hasDefault &= !field.annotation.equals(" @unique");
      }
    }
  }

  private void setOptions(FieldModel field) {
    List<String> actions = List.of("noAction", "restrict", "cascade", "setNull", "setDefault");
    field.options = "";
    if (!field.target.isEmpty()) {
      for (String word : List.of("onDelete", "onUpdate")) {
        field.options += random.nextInt(3) == 0 ? " @%s(%s)".formatted(word, any(actions)) : "";
      }
      field.options += any(OTHER_OPTIONS);
    }
  }

  private void changeField() {
    EntityModel entity = entities.get(anyEntity());
    if (!entity.fields.isEmpty()) {
      FieldModel field = any(List.copyOf(entity.fields.values()));
      if (field.fixed) {
        return;
      }
      switch (random.nextInt(5)) {
        case 0 -> field.nullable = !field.base.isEmpty() || !field.nullable;
        case 1 -> {
          if (entity.groups.stream().noneMatch(group -> uses(group, entity, field))) {
            setBase(entity, field);
          }
        }
        case 2 ->
            field.hasDefault =
                field.target.isEmpty()
                    && field.base.isEmpty()
                    && !field.annotation.equals(" @unique")
                    && !field.hasDefault
                    && (DEFAULTS.containsKey(field.type) || isOfEnum(field));
        case 3 -> setOptions(field);
        default -> {
          setType(field);
          // Existing values of another type may be equal, and the method of an index may not fit
          // it.
          field.annotation = "";
          entity.groups.replaceAll(
              group -> group.replaceAll(", using: \\w+| ops\\(\"\\w+\"\\)", ""));
        }
      }
    }
  }

  private static boolean uses(String group, EntityModel entity, FieldModel field) {
    return entity.fields.entrySet().stream()
        .filter(each -> each.getValue() == field)
        .anyMatch(each -> group.matches(".*\\b" + each.getKey() + "\\b.*"));
  }

  private boolean isOfEnum(FieldModel field) {
    return field.target.isEmpty() && enums.containsKey(field.type.replace("[]", ""));
  }

  private void dropEntity() {
    if (entities.size() > 1) {
      String dropped = anyEntity();
      entities.remove(dropped);
      objects.entityDropped(dropped);
      for (EntityModel entity : entities.values()) {
        List<String> fields = new ArrayList<>(entity.fields.keySet());
        fields.removeIf(name -> !entity.fields.get(name).target.equals(dropped));
        fields.forEach(name -> removeField(entity, name));
      }
    }
  }

  private void renameEntity() {
    String from = anyEntity();
    String to = fresh(from.replaceAll("\\d+", ""));
    entities.put(to, entities.remove(from));
    stated.renamed(SchemaElement.entity(from), to);
    objects.entityRenamed(from, to);
    entities
        .values()
        .forEach(
            entity ->
                entity.references.forEach(
                    each -> each.target = each.target.equals(from) ? to : each.target));
    entities
        .values()
        .forEach(
            entity ->
                entity
                    .fields
                    .values()
                    .forEach(
                        field -> field.target = field.target.equals(from) ? to : field.target));
  }

  private static void removeField(EntityModel entity, String name) {
    entity.fields.remove(name);
    entity.groups.removeIf(group -> group.matches(".*\\b" + name + "\\b.*"));
    entity.checks.removeIf(check -> check.fields.contains(name));
  }

  private void dropField() {
    EntityModel entity = entities.get(anyEntity());
    if (!entity.fields.isEmpty()) {
      removeField(entity, any(List.copyOf(entity.fields.keySet())));
    }
  }

  private void renameField() {
    String owner = anyEntity();
    EntityModel entity = entities.get(owner);
    if (!entity.fields.isEmpty()) {
      String from = any(List.copyOf(entity.fields.keySet()));
      String to = fresh(from.replaceAll("\\d+", ""));
      entity.fields.put(to, entity.fields.remove(from));
      entity.fields.values().forEach(each -> each.base = each.base.equals(from) ? to : each.base);
      entity.keyPart = entity.keyPart.equals(from) ? to : entity.keyPart;
      stated.renamed(SchemaElement.field(owner, from), to);
      objects.fieldRenamed(owner, from, to);
      renameInReferences(owner, from, to);
      entity.groups.replaceAll(group -> group.replaceAll("\\b" + from + "\\b", to));
      entity.checks.replaceAll(check -> check.renamed(name -> name.equals(from) ? to : name));
    }
  }

  private void changeKey() {
    String name = anyEntity();
    EntityModel entity = entities.get(name);
    for (EntityModel each : entities.values()) {
      // Rows hold values of the old key, which mean nothing in the new one.
      each.references.removeIf(reference -> reference.target.equals(name));
    }
    if (random.nextInt(3) == 0) {
      setKeyPart(entity);
    } else if (random.nextInt(3) == 0) {
      entity.keyless = !entity.keyless;
    } else if (random.nextBoolean()) {
      setKey(entity);
    } else {
      entity.keyName = entity.keyName.equals("id") ? "number" : "id";
    }
  }

  private void addGroup() {
    addGroup(entities.get(anyEntity()));
  }

  private void addGroup(EntityModel entity) {
    if (entity.groups.isEmpty()) {
      addIndex(entity);
    }
  }

  private void addIndex(EntityModel entity) {
    List<String> distinct =
        entity.fields.keySet().stream()
            .filter(name -> entity.fields.get(name).target.isEmpty())
            .filter(name -> entity.fields.get(name).base.isEmpty())
            .filter(name -> DISTINCT_TYPES.contains(entity.fields.get(name).type))
            .toList();
    if (!distinct.isEmpty() && entity.fields.size() > 1) {
      String one = any(distinct);
      String other = any(List.copyOf(entity.fields.keySet()));
      if (!one.equals(other) && !entity.fields.get(other).virtual) {
        entity.groups.removeIf(group -> group.startsWith("@unique"));
        entity.groups.add(anyIndex(entity, one, other));
        entity.groups.add(
            "@unique(["
                + one
                + ", "
                + entity.keyName
                + "]"
                + any(UNIQUE_OPTIONS).formatted(other)
                + ")");
      }
    }
  }

  /** The same fields can get other options. */
  private void changeIndex() {
    EntityModel entity = entities.get(anyEntity());
    if (!entity.groups.isEmpty() && entity.groups.get(0).startsWith("@index")) {
      entity.groups.remove(0);
      addIndex(entity);
    }
  }

  /** An index of some form that the types of all fields allow. */
  private String anyIndex(EntityModel entity, String one, String other) {
    boolean indexed =
        entity.fields.get(one).annotation.equals(" @index")
            || entity.fields.get(other).annotation.equals(" @index");
    return switch (indexed ? 0 : random.nextInt(13)) {
      case 0 -> "@index([" + one + " desc, " + other + " nullsFirst])";
      case 1 -> "@index([" + other + " desc nullsLast], include: [" + one + "])";
      case 2 -> "@index([" + one + "], using: hash)";
      case 3 -> "@index([" + one + "], using: brin)";
      case 4 -> "@index([" + one + " desc, id], unique: true, include: [" + other + "])";
      case 5 ->
          "@index([sql(\"coalesce({%1$s}, {%1$s})\") desc, %2$s], where: sql(\"{%2$s} is not null\"))"
              .formatted(one, other);
      case 6 ->
          "@index([sql(\"nullif({%1$s}, {%1$s})\"), sql(\"{%2$s}\\n is null\")])"
              .formatted(one, other);
      case 7 ->
          "@index([%s, %s], unique: true, where: sql(\"{%s} is null or true\"))"
              .formatted(one, entity.keyName, other);
      case 8 ->
          entity.fields.get(one).type.equals("string")
              ? "@index([" + one + " ops(\"text_pattern_ops\"), " + other + " desc])"
              : "@index([" + one + "], using: brin)";
      case 9 ->
          isArray(entity.fields.get(other))
              ? "@index([" + other + "], using: gin)"
              : "@index([" + one + "], using: hash)";
      default -> "@index([" + other + ", " + one + "])";
    };
  }

  private static boolean isArray(FieldModel field) {
    return field.target.isEmpty() && field.type.endsWith("[]");
  }

  private void addEnum() {
    List<String> values = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      values.add(fresh("V"));
    }
    enums.put(fresh("Status"), values);
  }

  private List<String> anyEnum() {
    return enums.isEmpty() ? new ArrayList<>() : any(List.copyOf(enums.values()));
  }

  private void addValue() {
    List<String> values = anyEnum();
    values.add(random.nextInt(values.size() + 1), fresh("V"));
  }

  private void dropValue() {
    List<String> values = anyEnum();
    if (values.size() > 1) {
      values.remove(random.nextInt(values.size()));
    }
  }

  private void renameValue() {
    List<String> values = anyEnum();
    if (!values.isEmpty()) {
      values.set(random.nextInt(values.size()), fresh("V"));
    }
  }

  private void reorderValues() {
    java.util.Collections.shuffle(anyEnum(), random);
  }

  private void renameEnum() {
    if (!enums.isEmpty()) {
      String from = any(List.copyOf(enums.keySet()));
      String to = fresh("Status");
      enums.put(to, enums.remove(from));
      stated.renamed(SchemaElement.enumType(from), to);
      for (EntityModel entity : entities.values()) {
        for (FieldModel field : entity.fields.values()) {
          if (field.target.isEmpty() && field.type.replace("[]", "").equals(from)) {
            field.type = field.type.replace(from, to);
          }
        }
      }
    }
  }

  /**
   * Exchanges two names.
   *
   * @return the answers that say so; empty if there are no two names of the kind
   */
  String exchangeNames() {
    return switch (random.nextInt(5)) {
      case 0 -> exchangeEntities();
      case 1 -> exchangeEnums();
      case 2 -> exchangeValues();
      default -> exchangeFields();
    };
  }

  private String exchangeFields() {
    String owner = anyEntity();
    EntityModel entity = entities.get(owner);
    List<String> two = anyTwo(List.copyOf(entity.fields.keySet()));
    if (two.isEmpty()) {
      return "";
    }
    forgetReferences();
    exchangeKeys(entity.fields, two.get(0), two.get(1));
    entity.keyPart = exchanged(entity.keyPart, two);
    objects.fieldsExchanged(owner, two);
    entity.fields.values().forEach(each -> each.base = exchanged(each.base, two));
    entity.groups.replaceAll(
        group ->
            group
                .replaceAll("\\b" + two.get(0) + "\\b", "~")
                .replaceAll("\\b" + two.get(1) + "\\b", two.get(0))
                .replace("~", two.get(1)));
    entity.checks.replaceAll(check -> check.renamed(name -> exchanged(name, two)));
    return answers("", owner + "." + two.get(0), owner + "." + two.get(1));
  }

  private String exchangeEntities() {
    List<String> two = anyTwo(List.copyOf(entities.keySet()));
    if (two.isEmpty()) {
      return "";
    }
    forgetReferences();
    exchangeKeys(entities, two.get(0), two.get(1));
    objects.entitiesExchanged(two);
    for (EntityModel entity : entities.values()) {
      for (FieldModel field : entity.fields.values()) {
        field.target = exchanged(field.target, two);
      }
    }
    return answers("entity ", two.get(0), two.get(1));
  }

  private String exchangeEnums() {
    List<String> two = anyTwo(List.copyOf(enums.keySet()));
    if (two.isEmpty()) {
      return "";
    }
    exchangeKeys(enums, two.get(0), two.get(1));
    for (EntityModel entity : entities.values()) {
      for (FieldModel field : entity.fields.values()) {
        if (field.target.isEmpty()) {
          String array = field.type.endsWith("[]") ? "[]" : "";
          field.type = exchanged(field.type.replace("[]", ""), two) + array;
        }
      }
    }
    return answers("enum ", two.get(0), two.get(1));
  }

  private String exchangeValues() {
    if (enums.isEmpty()) {
      return "";
    }
    String owner = any(List.copyOf(enums.keySet()));
    List<String> two = anyTwo(enums.get(owner));
    return two.isEmpty()
        ? ""
        : answers("value ", owner + "." + two.get(0), owner + "." + two.get(1));
  }

  private List<String> anyTwo(List<String> all) {
    List<String> shuffled = new ArrayList<>(all);
    java.util.Collections.shuffle(shuffled, random);
    return all.size() < 2 ? List.of() : List.copyOf(shuffled.subList(0, 2));
  }

  private static <T> void exchangeKeys(Map<String, T> map, String one, String other) {
    T first = map.get(one);
    map.put(one, map.get(other));
    map.put(other, first);
  }

  static String exchanged(String name, List<String> two) {
    return name.equals(two.get(0)) ? two.get(1) : name.equals(two.get(1)) ? two.get(0) : name;
  }

  private static String answers(String noun, String one, String other) {
    return "rename %s%s -> %s\nrename %s%s -> %s".formatted(noun, one, other, noun, other, one);
  }

  /** The schema in Inspire. */
  String text() {
    StringBuilder out = new StringBuilder();
    enums.forEach(
        (name, values) ->
            out.append("enum ")
                .append(name)
                .append(stated.annotation("type", name))
                .append(" { ")
                .append(
                    values.stream()
                        .map(value -> value + stated.annotation("label", name + "." + value))
                        .collect(Collectors.joining(", ")))
                .append(" }\n"));
    sequences.forEach(
        (name, options) ->
            out.append("sequence ")
                .append(name)
                .append(stated.annotation("sequence", RandomNames.ofSequence(name)))
                .append(" { ")
                .append(options)
                .append(" }\n"));
    boolean outside =
        entities.values().stream()
            .flatMap(entity -> entity.fields.values().stream())
            .anyMatch(field -> field.target.equals(OUTSIDE));
    if (outside) {
      out.append("external %s from \"public\".\"out side\".\"user id\": uuid\n".formatted(OUTSIDE));
    }
    boolean pair =
        entities.values().stream()
            .anyMatch(
                entity ->
                    entity.references.stream()
                        .anyMatch(each -> each.target.equals(PAIR) && isWhole(entity, each)));
    if (pair) {
      out.append(
          "external %s from \"public\".\"p'airs\"(\"one\": int, \"two\": bigint)\n"
              .formatted(PAIR));
    }
    boolean embedded =
        entities.values().stream()
            .flatMap(entity -> entity.fields.values().stream())
            .anyMatch(field -> field.target.isEmpty() && field.type.startsWith(EMBEDDED));
    if (embedded) {
      out.append("type %s { street: string, city: string? }\n".formatted(EMBEDDED));
    }
    entities.forEach((name, entity) -> append(out, name, entity));
    return objects == null ? out.toString() : out + objects.text(stated::table, this::columns);
  }

  /** The columns of the fields of an entity. */
  private Map<String, String> columns(String entity) {
    return entities.get(entity).fields.keySet().stream()
        .collect(Collectors.toMap(field -> field, field -> stated.column(entity, field)));
  }

  private void append(StringBuilder out, String name, EntityModel entity) {
    out.append("entity ").append(name).append(stated.annotation("table", name));
    out.append(entity.keyless ? " @noKey" : "").append(" {\n  ");
    out.append(entity.keyName).append(": ");
    out.append(
        entity.keyType.replace(
            "autoincrement()", "autoincrement(" + named(entity, "sequence") + ")"));
    boolean two = hasKeyOfTwo(entity);
    out.append(entity.keyless || two ? " @unique" : " @primaryKey");
    String key = named(entity, "key");
    out.append(two || key.isEmpty() ? "" : "(" + key + ")");
    out.append(stated.annotation("column", name + "." + entity.keyName)).append(",\n");
    entity.fields.forEach(
        (field, model) ->
            out.append("  ")
                .append(field)
                .append(": ")
                .append(text(name, model))
                .append(recorded(entity, field, model))
                .append(stated.annotation("column", name + "." + field))
                .append(",\n"));
    if (two) {
      out.append("  @primaryKey([%s, %s]".formatted(entity.keyName, entity.keyPart))
          .append(key.isEmpty() ? "" : ", " + key)
          .append("),\n");
    }
    for (int i = 0; i < entity.groups.size(); i++) {
      String groupName = named(entity, Integer.toString(i));
      String group =
          withColumns(name, entity.groups.get(i).replaceAll("\\b(id|number)\\b", entity.keyName));
      if (isForbidden(entity, group)) {
        continue;
      }
      out.append("  ")
          .append(groupName.isEmpty() ? group : group.replaceAll("\\)$", ", " + groupName + ")"))
          .append(",\n");
    }
    entity.checks.stream()
        .filter(check -> !check.expression.contains("{L}") || isPlainEnum(entity, check))
        .forEach(
            check ->
                out.append("  @check(sql(\"")
                    .append(sql(name, check))
                    .append("\")")
                    .append(check.options)
                    .append("),\n"));
    for (BodyReference each : entity.references) {
      if (isWhole(entity, each)) {
        out.append(
            "  @reference([%s, %s] -> %s([%s, %s])%s),\n"
                .formatted(
                    each.field,
                    each.keyField,
                    each.target,
                    each.targetField,
                    each.target.equals(PAIR) ? "two" : entities.get(each.target).keyName,
                    entity.groups.contains("@index([%s, %s])".formatted(each.field, each.keyField))
                        ? each.options.replace(", noIndex: true", "")
                        : each.options));
      }
    }
    out.append("}\n");
  }

  /** Puts columns where SQL has the name of a field in braces. */
  private String withColumns(String entity, String group) {
    return FIELD_IN_SQL
        .matcher(group)
        .replaceAll(
            each ->
                Matcher.quoteReplacement(
                    inText(Quoting.identifier(stated.column(entity, each.group(1))))));
  }

  /** A reference without an index cannot have one that is declared. */
  private static boolean isForbidden(EntityModel entity, String group) {
    return entity.fields.entrySet().stream()
        .anyMatch(
            each ->
                group.equals("@index([" + each.getKey() + "])")
                    && !each.getValue().target.isEmpty()
                    && each.getValue().options.contains("@noIndex"));
  }

  /** The names of a reference, and of its index if nothing else can serve it. */
  private static String recorded(EntityModel entity, String name, FieldModel field) {
    String ix = named(entity, "ix " + name);
    if (field.target.isEmpty()) {
      return ix.isEmpty() || field.annotation.isEmpty() ? "" : "(" + ix + ")";
    }
    boolean served =
        field.options.contains("@noIndex")
            || entity.groups.stream().anyMatch(group -> group.contains("[" + name));
    String names =
        String.join(
            ", ",
            java.util.stream.Stream.of(
                    named(entity, "fk " + name), served ? "" : ix.replace("named:", "index:"))
                .filter(each -> !each.isEmpty())
                .toList());
    return names.isEmpty() ? "" : " @references(" + names + ")";
  }

  private String sql(String entity, CheckModel check) {
    String sql = check.expression;
    for (int i = 0; i < check.fields.size(); i++) {
      String column = Quoting.identifier(stated.column(entity, check.fields.get(i)));
      sql = sql.replaceAll("(?<!s )\\{" + i + "}", Matcher.quoteReplacement(column));
    }
    FieldModel first = entities.get(entity).fields.get(check.fields.get(0));
    return inText(sql.contains("{L}") ? withNames(sql, first.type) : sql);
  }

  private boolean isPlainEnum(EntityModel entity, CheckModel check) {
    FieldModel field = entity.fields.get(check.fields.get(0));
    return field.target.isEmpty() && field.base.isEmpty() && enums.containsKey(field.type);
  }

  /** Puts names of an enum in the database where the SQL has letters in braces. */
  private String withNames(String sql, String enumName) {
    List<String> values = enums.get(enumName);
    return sql.replace("{L}", label(enumName, values.get(0)))
        .replace("{M}", label(enumName, values.get(values.size() - 1)))
        .replace("{T}", Quoting.identifierIfNeeded(stated.enumType(enumName)));
  }

  private String label(String enumName, String value) {
    return Quoting.string(stated.label(enumName, value));
  }

  private static String inText(String sql) {
    return sql.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String text(String entity, FieldModel field) {
    String nullable = field.nullable ? "?" : "";
    if (!field.base.isEmpty()) {
      String column = Quoting.identifierIfNeeded(stated.column(entity, field.base));
      return "%s? = generated(sql(\"length(%s::text) * %d\")%s)%s"
          .formatted(
              field.type,
              column.replace("\\", "\\\\").replace("\"", "\\\""),
              field.factor,
              field.virtual ? ", virtual" : "",
              field.annotation);
    }
    if (!field.target.isEmpty()) {
      String options = field.nullable ? field.options : field.options.replaceAll(TO_NULL, "");
      String key =
          OTHER_KEYS.containsKey(field.target)
              ? OTHER_KEYS.get(field.target)
              : entities.get(field.target).keyName;
      return field.target + "." + key + nullable + options;
    }
    return field.type + nullable + defaultValue(field) + field.annotation;
  }

  private String defaultValue(FieldModel field) {
    if (!field.sequence.isEmpty()) {
      return " = nextval(" + field.sequence + ")";
    }
    if (!field.hasDefault) {
      return "";
    }
    if (isOfEnum(field)) {
      return " = "
          + (field.type.endsWith("[]")
              ? "[]"
              : enums.get(field.type).get(enums.get(field.type).size() - 1));
    }
    if (field.namesInDefault && field.type.equals("string") && !enums.isEmpty()) {
      String sql = withNames("({L}::{T})::text", enums.keySet().iterator().next());
      return " = sql(\"%s\")".formatted(inText(sql));
    }
    if (field.namesInDefault && field.type.equals("bigint") && !sequences.isEmpty()) {
      String name = stated.sequence(sequences.keySet().iterator().next());
      String sql = "nextval(" + Quoting.string(Quoting.identifierIfNeeded(name)) + ")";
      return " = sql(\"%s\")".formatted(inText(sql));
    }
    return " = " + DEFAULTS.get(field.type);
  }
}
