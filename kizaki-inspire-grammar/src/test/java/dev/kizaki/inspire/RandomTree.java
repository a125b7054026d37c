package dev.kizaki.inspire;

import static dev.kizaki.inspire.source.SourceSpan.NONE;

import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.DatabaseNoun;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.EnumValue;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ReferenceTerm;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.RuntimeRule;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.TypeName;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.ast.ValuePosition;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Makes any tree that a valid text can have. Spans mean nothing, but in runtime-only items. */
public final class RandomTree {
  private static final String[] NAMES = {
    "Task",
    "title",
    "ownerId",
    "__User",
    "_",
    "x1",
    "entity",
    "enum",
    "type",
    "value",
    "index",
    "unique",
    "key",
    "sequence",
    "object",
    "uses",
    "create",
    "derived",
    "made",
    "anew",
    "system",
    "add",
    "drop",
    "rename",
    "change",
    "update",
    "run",
    "set",
    "where",
    "backfill",
    "using",
    "before",
    "after",
    "from",
    "either",
    "or",
    "routes",
    "auth",
    "namespace",
    "schedule",
    "string",
    "migration",
    "file"
  };
  private static final String[] TEXTS = {
    "",
    "x",
    "say \"hi\"",
    "back\\slash",
    "tab\there",
    "é漢😀",
    "// no comment",
    "/* nor this",
    "{ [ (",
    "a\u0001b",
    "\u202E",
    "'",
    "\\",
    "@unique",
    "}"
  };
  private static final String[] SQL = {
    "select 1",
    "a\nb",
    "update t\n  set x = 1\n\nwhere y",
    "  indented\n  both\n",
    "trailing \nline",
    "quote\"\nat end\"",
    "\"\"\"\nthree",
    "\n",
    "\ttab\n\t\ttabs",
    "\\n\nraw",
    "x\n\n"
  };

  private final Random random;
  private final boolean plan;

  public RandomTree(long seed, boolean plan) {
    this.random = new Random(seed);
    this.plan = plan;
  }

  public InspireFile inspireFile() {
    return new InspireFile(list(0, 6, this::declaration), NONE);
  }

  public PlanFile planFile() {
    return new PlanFile(text(), list(0, 8, this::planItem), List.of(), NONE, NONE);
  }

  public AnswerFile answerFile() {
    return new AnswerFile(list(0, 8, this::answer), NONE);
  }

  private Declaration declaration() {
    return switch (random.nextInt(6)) {
      case 0 -> enumeration(true);
      case 4 -> object();
      case 3 -> sequence();
      case 1 -> new TypeDeclaration(name(), list(0, 4, () -> field("minLength")), NONE);
      case 2 -> runtimeDeclaration();
      default -> entity();
    };
  }

  private Declaration runtimeDeclaration() {
    Name name = name();
    String body = " {\n  GET /files/* -> x // }\n  \"}\" https://y\n}";
    return switch (random.nextInt(3)) {
      case 0 -> new RuntimeDeclaration(name("routes"), Optional.empty(), span("routes" + body));
      case 1 ->
          new RuntimeDeclaration(
              name("schedule"), Optional.of(name), span("schedule " + name.text() + body));
      default ->
          new RuntimeDeclaration(
              name("@validation type"),
              Optional.of(name),
              span("@validation type " + name.text() + " = Partial<Y> & " + body));
    };
  }

  private EntityDeclaration entity() {
    return new EntityDeclaration(name(), entityHead(), list(0, 6, this::entityItem), NONE);
  }

  private List<Annotation> entityHead() {
    List<Annotation> annotations = new ArrayList<>(nameInDatabase("table"));
    if (random.nextInt(4) == 0) {
      annotations.add(new Annotation(name("noKey"), List.of(), false, NONE));
    }
    return annotations;
  }

  private EntityItem entityItem() {
    int kind = random.nextInt(plan ? 5 : 6);
    if (kind == 5) {
      return random.nextBoolean()
          ? new RuntimeRule(name("grant"), span("@grant read\n  where a == \"@}\""))
          : new RuntimeRule(name("on"), span("@on(insert) effect x { retries: 5 }"));
    }
    if (kind == 4 && random.nextInt(4) == 0) {
      List<Value> arguments = new ArrayList<>(List.of(arrow()));
      arguments.addAll(referenceOptions());
      return new EntityAnnotation(new Annotation(name("reference"), arguments, true, NONE), NONE);
    }
    if (kind == 4) {
      if (random.nextInt(3) == 0) {
        CheckNode check = check();
        List<Value> arguments = new ArrayList<>(List.of(check.expression()));
        arguments.addAll(check.options());
        return new EntityAnnotation(new Annotation(name("check"), arguments, true, NONE), NONE);
      }
      String word = pick("unique", "index", "primaryKey");
      List<Value> arguments = new ArrayList<>();
      arguments.add(new Value.Sequence(list(1, 3, () -> element(word, indexed(word))), NONE));
      arguments.addAll(options(word));
      return new EntityAnnotation(new Annotation(name(word), arguments, true, NONE), NONE);
    }
    return field(plan ? "" : "minLength");
  }

  /** An annotation that names an element in the database, or none. */
  private List<Annotation> nameInDatabase(String word) {
    return random.nextInt(3) == 0
        ? List.of(new Annotation(name(word), List.of(text()), true, NONE))
        : List.of();
  }

  /** A field; {@code runtime} is an annotation with a number that it may have, or empty. */
  private FieldDeclaration field(String runtime) {
    List<Annotation> annotations = new ArrayList<>();
    if (!runtime.isEmpty() && random.nextBoolean()) {
      annotations.add(
          new Annotation(name(runtime), List.of(new Value.Number("3", NONE)), true, NONE));
    }
    if (!runtime.isEmpty() && random.nextBoolean()) {
      annotations.add(new Annotation(name("regex"), List.of(text()), true, NONE));
    }
    return new FieldDeclaration(name(), type(), annotations, optional(() -> value(2, false)), NONE);
  }

  private FieldDeclaration shapingField() {
    List<Annotation> annotations = new ArrayList<>();
    for (String word : List.of("unique", "index", "primaryKey")) {
      if (random.nextInt(3) == 0) {
        annotations.add(
            random.nextBoolean()
                ? new Annotation(name(word), List.of(), false, NONE)
                : new Annotation(name(word), List.of(option("named", text())), true, NONE));
      }
    }
    annotations.addAll(ofReference());
    annotations.addAll(referenceNames());
    annotations.addAll(nameInDatabase("column"));
    return new FieldDeclaration(name(), type(), annotations, optional(() -> value(2, false)), NONE);
  }

  private List<Annotation> referenceNames() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(references(option("named", text())));
      case 1 -> List.of(references(option("index", text())));
      case 2 -> List.of(references(option("named", text()), option("index", text())));
      default -> List.of();
    };
  }

  private static Annotation references(Value... names) {
    return new Annotation(name("references"), List.of(names), true, NONE);
  }

  private List<Annotation> ofReference() {
    List<Annotation> annotations = new ArrayList<>();
    for (String word : List.of("onDelete", "onUpdate")) {
      if (random.nextInt(3) == 0) {
        annotations.add(
            withWord(word, pick("cascade", "noAction", "restrict", "setDefault", "setNull")));
      }
    }
    if (random.nextInt(4) == 0) {
      annotations.add(
          random.nextBoolean()
              ? new Annotation(name("deferrable"), List.of(), false, NONE)
              : withWord("deferrable", "initiallyDeferred"));
    }
    if (random.nextInt(4) == 0) {
      annotations.add(new Annotation(name("noIndex"), List.of(), false, NONE));
    }
    if (random.nextInt(4) == 0) {
      annotations.add(new Annotation(name("notValid"), List.of(), false, NONE));
    }
    return annotations;
  }

  private static Annotation withWord(String annotation, String word) {
    return new Annotation(name(annotation), List.of(new Value.Word(name(word), NONE)), true, NONE);
  }

  private TypeExpression type() {
    TypeName name =
        switch (random.nextInt(3)) {
          case 0 -> new TypeName.Referenced(path(), NONE);
          case 1 ->
              new TypeName.Named(
                  name("decimal"),
                  List.of(new Value.Number("10", NONE), new Value.Number("2", NONE)),
                  NONE);
          default -> new TypeName.Named(name(), List.of(), NONE);
        };
    return new TypeExpression(name, list(0, 2, () -> pick(TypeExpression.Suffix.values())), NONE);
  }

  private Value value(int depth, boolean marker) {
    return switch (random.nextInt(depth == 0 ? 5 : plan ? 9 : 7)) {
      case 0 -> text();
      case 1 -> new Value.Number(pick("0", "-1", "1.50", "007"), NONE);
      case 2 -> new Value.Boolean(random.nextBoolean(), NONE);
      case 3 -> new Value.Null(NONE);
      case 4 -> word();
      case 5 -> new Value.Sequence(list(0, 3, () -> value(depth - 1, false)), NONE);
      case 6 -> new Value.Call(name("now"), list(0, 2, () -> value(depth - 1, false)), NONE);
      case 7 -> sql();
      default -> marker ? new Value.Unresolved(NONE) : sql();
    };
  }

  private Value indexed(String annotation) {
    return annotation.equals("index") && random.nextInt(4) == 0 ? sql() : word();
  }

  private Value element(String annotation, Value field) {
    List<Value> modifiers = new ArrayList<>();
    if (annotation.equals("index") && random.nextBoolean()) {
      if (random.nextBoolean()) {
        String operatorClass = pick("text_pattern_ops", "public.gin_trgm_ops");
        modifiers.add(
            new Value.Call(name("ops"), List.of(new Value.Text(operatorClass, NONE)), NONE));
      }
      if (random.nextBoolean()) {
        modifiers.add(new Value.Word(name("desc"), NONE));
      }
      if (random.nextBoolean()) {
        modifiers.add(new Value.Word(name(pick("nullsFirst", "nullsLast")), NONE));
      }
    }
    return modifiers.isEmpty() ? field : new Value.Element(field, modifiers, NONE);
  }

  private List<Value.Option> options(String annotation) {
    List<Value.Option> options = new ArrayList<>();
    if (annotation.equals("index") && random.nextInt(3) == 0) {
      options.add(option("unique", new Value.Boolean(true, NONE)));
    }
    if (annotation.equals("index") && random.nextInt(3) == 0) {
      options.add(option("using", new Value.Word(name(pick("gin", "hash", "btree")), NONE)));
    }
    if (!annotation.equals("primaryKey") && random.nextInt(3) == 0) {
      options.add(option("include", new Value.Sequence(list(1, 2, this::word), NONE)));
    }
    if (!annotation.equals("primaryKey") && random.nextInt(3) == 0) {
      options.add(option("nulls", new Value.Word(name("notDistinct"), NONE)));
    }
    if (annotation.equals("index") && random.nextInt(3) == 0) {
      options.add(option("where", sql()));
    }
    return options;
  }

  private Value.Option option(String word, Value value) {
    return new Value.Option(name(word), value, NONE);
  }

  private Value word() {
    return new Value.Word(name(), NONE);
  }

  private Value.Text text() {
    return new Value.Text(pick(TEXTS), NONE);
  }

  private Value.Sql sql() {
    return new Value.Sql(new Value.Text(pick(SQL), NONE), NONE);
  }

  private PlanItemNode planItem() {
    return random.nextInt(6) == 0
        ? new ResolveBlock(list(0, 2, this::planItem), list(0, 2, this::statement), NONE)
        : statement();
  }

  private StatementNode statement() {
    return switch (random.nextInt(40)) {
      case 0 -> new StatementNode.AddEntity(entity(), NONE);
      case 1 ->
          new StatementNode.AddField(name(), shapingField(), optional(() -> value(2, true)), NONE);
      case 2 -> new StatementNode.AddEnum(enumeration(true), NONE);
      case 3 ->
          new StatementNode.AddEnumValue(
              path(),
              nameInDatabase("label"),
              optional(() -> new ValuePosition(random.nextBoolean(), path(), NONE)),
              NONE);
      case 4 -> new StatementNode.AddUnique(fields("unique"), NONE);
      case 5 -> new StatementNode.AddIndex(fields("index"), NONE);
      case 6 -> new StatementNode.AddKey(fields("primaryKey"), NONE);
      case 7 -> new StatementNode.AddSystemEntity(name(), optional(this::tableColumn), NONE);
      case 8 -> new StatementNode.DropEntity(name(), NONE);
      case 9 -> new StatementNode.DropField(path(), optional(() -> value(2, false)), NONE);
      case 10 -> new StatementNode.DropEnum(name(), NONE);
      case 11 -> new StatementNode.DropEnumValue(path(), replacement(), NONE);
      case 12 -> new StatementNode.DropUnique(fields("unique"), NONE);
      case 13 -> new StatementNode.DropIndex(fields("index"), NONE);
      case 14 -> new StatementNode.DropKey(name(), NONE);
      case 15 -> new StatementNode.RenameEntity(name(), name(), nameInDatabase("table"), NONE);
      case 16 -> new StatementNode.RenameField(path(), path(), nameInDatabase("column"), NONE);
      case 17 -> new StatementNode.RenameEnum(name(), name(), nameInDatabase("type"), NONE);
      case 18 -> new StatementNode.RenameEnumValue(path(), path(), nameInDatabase("label"), NONE);
      case 19 -> change();
      case 20 -> new StatementNode.ReorderEnum(enumeration(false), NONE);
      case 21 ->
          new StatementNode.UpdateRows(
              random.nextBoolean(),
              name(),
              list(1, 3, () -> new Assignment(name(), value(2, true), NONE)),
              optional(this::sql),
              NONE);
      case 22 -> renameInDatabase();
      case 33 -> new StatementNode.AddCheck(name(), check(), NONE);
      case 34 -> new StatementNode.DropCheck(name(), check(), NONE);
      case 35 -> new StatementNode.ChangeCheck(name(), check(), check(), NONE);
      case 23 -> new StatementNode.AddReference(reference(), NONE);
      case 24 -> new StatementNode.DropReference(reference(), NONE);
      case 25 -> new StatementNode.ChangeReference(reference(), reference(), NONE);
      case 26 -> new StatementNode.AddSequence(sequence(), NONE);
      case 27 -> new StatementNode.DropSequence(name(), NONE);
      case 28 -> new StatementNode.RenameSequence(name(), name(), nameInDatabase("sequence"), NONE);
      case 29 ->
          new StatementNode.ChangeSequence(name(), sequenceOptions(), sequenceOptions(), NONE);
      case 36 -> new StatementNode.AddObject(object(), NONE);
      case 37 -> new StatementNode.DropObject(name(), NONE);
      case 38 -> new StatementNode.RenameObject(name(), name(), NONE);
      case 39 -> new StatementNode.ChangeObject(random.nextBoolean(), objectChange(), NONE);
      case 30 -> new StatementNode.AddExternal(external(), NONE);
      case 31 -> new StatementNode.AddExtension(extension(), NONE);
      default -> new StatementNode.RunSql(random.nextBoolean(), sql(), NONE);
    };
  }

  private CheckNode check() {
    List<Value.Option> options = new ArrayList<>();
    if (random.nextBoolean()) {
      options.add(new Value.Option(name("notValid"), new Value.Boolean(true, NONE), NONE));
    }
    if (random.nextBoolean()) {
      options.add(new Value.Option(name("named"), text(), NONE));
    }
    return new CheckNode(sql(), options, NONE);
  }

  private StatementNode change() {
    Name member = name();
    return new StatementNode.ChangeField(
        name(),
        side(member),
        side(member),
        optional(() -> value(2, true)),
        optional(() -> value(2, true)),
        optional(this::sql),
        NONE);
  }

  private FieldDeclaration side(Name member) {
    return new FieldDeclaration(
        member, type(), ofReference(), optional(() -> value(2, false)), NONE);
  }

  private StatementNode renameInDatabase() {
    DatabaseNoun noun = pick(DatabaseNoun.values());
    if (noun == DatabaseNoun.UNIQUE || noun == DatabaseNoun.INDEX) {
      return new StatementNode.RenameGroupInDatabase(
          noun, fields(noun.word(), Optional.empty()), text(), text(), NONE);
    }
    if (noun == DatabaseNoun.REFERENCE && random.nextBoolean()) {
      return new StatementNode.RenameReferenceInDatabase(reference(), text(), text(), NONE);
    }
    if (noun == DatabaseNoun.KEY && random.nextBoolean()) {
      return new StatementNode.RenameCheckInDatabase(name(), check(), text(), text(), NONE);
    }
    boolean sequence = noun == DatabaseNoun.SEQUENCE && random.nextBoolean();
    boolean whole =
        sequence || Set.of(DatabaseNoun.TABLE, DatabaseNoun.TYPE, DatabaseNoun.KEY).contains(noun);
    Optional<Name> member = whole ? Optional.empty() : Optional.of(name());
    return new StatementNode.RenameInDatabase(noun, name(), member, text(), text(), NONE);
  }

  private EnumDeclaration enumeration(boolean named) {
    return new EnumDeclaration(
        name(),
        named ? nameInDatabase("type") : List.of(),
        list(0, 4, () -> new EnumValue(name(), named ? nameInDatabase("label") : List.of(), NONE)),
        NONE);
  }

  private TableColumn tableColumn() {
    return new TableColumn(text(), text(), text(), type(), NONE);
  }

  private ExternalDeclaration external() {
    return new ExternalDeclaration(
        name(),
        text(),
        text(),
        list(1, 3, () -> new ExternalDeclaration.TypedColumn(text(), type())),
        NONE);
  }

  private ExtensionDeclaration extension() {
    return new ExtensionDeclaration(pick("citext", "uuid-ossp"), NONE);
  }

  private ObjectDeclaration object() {
    return new ObjectDeclaration(
        name(),
        optional(() -> list(0, 3, this::name)),
        Optional.of(objectText()),
        optional(this::objectText),
        NONE);
  }

  private ObjectDeclaration objectChange() {
    return new ObjectDeclaration(
        name(),
        optional(() -> list(0, 3, this::name)),
        optional(this::objectText),
        optional(() -> random.nextBoolean() ? new ObjectText.Derived(NONE) : objectText()),
        NONE);
  }

  private ObjectText objectText() {
    return new ObjectText.Written(
        pick(
            "",
            "create view v as select 1",
            "@@ -1,2 +1,2 @@\n a\n\n-b\n+c\n",
            "create function f() as $$\n  \"\"\" \\n \t\n  é;\n$$",
            "  a\n    b  \n\n",
            "\n\"a\"\"\n"),
        NONE);
  }

  private SequenceDeclaration sequence() {
    return new SequenceDeclaration(name(), nameInDatabase("sequence"), sequenceOptions(), NONE);
  }

  private List<Value.Option> sequenceOptions() {
    return list(0, 3, () -> option(pick(NAMES), value(0, false)));
  }

  private ReferenceTerm reference() {
    return new ReferenceTerm(name(), arrow(), referenceOptions(), NONE);
  }

  private Value.Arrow arrow() {
    return new Value.Arrow(list(1, 3, this::name), name(), list(1, 3, this::name), NONE);
  }

  private List<Value.Option> referenceOptions() {
    List<Value.Option> options = new ArrayList<>();
    for (String word : List.of("onDelete", "onUpdate")) {
      if (random.nextInt(3) == 0) {
        options.add(option(word, new Value.Word(name(pick("cascade", "setNull")), NONE)));
      }
    }
    if (random.nextInt(3) == 0) {
      options.add(
          option(
              "deferrable",
              random.nextBoolean()
                  ? new Value.Boolean(true, NONE)
                  : new Value.Word(name("initiallyDeferred"), NONE)));
    }
    for (String word : List.of("noIndex", "notValid")) {
      if (random.nextInt(3) == 0) {
        options.add(option(word, new Value.Boolean(true, NONE)));
      }
    }
    if (random.nextInt(3) == 0) {
      options.add(option("named", text()));
    }
    return options;
  }

  private FieldList fields(String annotation) {
    return fields(annotation, optional(this::text));
  }

  private FieldList fields(String annotation, Optional<Value.Text> named) {
    return new FieldList(
        name(),
        list(1, 3, () -> element(annotation, indexed(annotation))),
        options(annotation),
        named,
        NONE);
  }

  private Replacement replacement() {
    return switch (random.nextInt(3)) {
      case 0 -> new Replacement.None();
      case 1 -> new Replacement.Other(path());
      default -> new Replacement.Unresolved(NONE);
    };
  }

  private AnswerNode answer() {
    return switch (random.nextInt(7)) {
      case 0 -> new AnswerNode.Backfill(path(), optional(() -> value(2, false)), NONE);
      case 1 -> new AnswerNode.Using(path(), optional(() -> value(2, false)), NONE);
      case 2 -> new AnswerNode.Rows(path(), optional(this::path), NONE);
      case 3 -> new AnswerNode.DropValue(path(), NONE);
      case 4 -> new AnswerNode.DropAndAdd(NONE);
      case 5 -> new AnswerNode.Change(path(), NONE);
      default ->
          new AnswerNode.Statement(
              random.nextBoolean()
                  ? new StatementNode.DropField(path(), optional(() -> value(2, false)), NONE)
                  : new StatementNode.RenameField(path(), path(), List.of(), NONE),
              NONE);
    };
  }

  private FieldPath path() {
    return new FieldPath(name(), name(), NONE);
  }

  private Name name() {
    return name(pick(NAMES));
  }

  private static Name name(String text) {
    return new Name(text, NONE);
  }

  private static SourceSpan span(String text) {
    return SourceText.of("random", text).span(0, text.length());
  }

  private <T> Optional<T> optional(Supplier<T> supplier) {
    return random.nextBoolean() ? Optional.of(supplier.get()) : Optional.empty();
  }

  private <T> List<T> list(int least, int most, Supplier<T> supplier) {
    List<T> list = new ArrayList<>();
    int size = least + random.nextInt(most - least + 1);
    for (int index = 0; index < size; index++) {
      list.add(supplier.get());
    }
    return list;
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
