package dev.kizaki.inspire;

import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.Assignment;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EntityItem;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItem;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.RuntimeDeclaration;
import dev.kizaki.inspire.ast.RuntimeRule;
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
import java.util.function.Supplier;

/** Makes any tree that a valid text can have. Spans mean nothing, but in runtime-only items. */
public final class RandomTree {
  private static final SourceSpan NOWHERE = SourceText.of("random", "").span(0, 0);
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
    return new InspireFile(list(0, 6, this::declaration), NOWHERE);
  }

  public PlanFile planFile() {
    return new PlanFile(text(), list(0, 8, this::planItem), list(0, 4, this::comment), NOWHERE);
  }

  public AnswerFile answerFile() {
    return new AnswerFile(list(0, 8, this::answer), NOWHERE);
  }

  private Declaration declaration() {
    return switch (random.nextInt(4)) {
      case 0 -> new EnumDeclaration(name(), list(0, 5, this::name), NOWHERE);
      case 1 -> new TypeDeclaration(name(), list(0, 4, () -> field("minLength")), NOWHERE);
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
    return new EntityDeclaration(name(), list(0, 6, this::entityItem), NOWHERE);
  }

  private EntityItem entityItem() {
    int kind = random.nextInt(plan ? 5 : 6);
    if (kind == 5) {
      return random.nextBoolean()
          ? new RuntimeRule(name("grant"), span("@grant read\n  where a == \"@}\""))
          : new RuntimeRule(name("on"), span("@on(insert) effect x { retries: 5 }"));
    }
    if (kind == 4) {
      Value names = new Value.Sequence(list(1, 3, this::word), NOWHERE);
      String word = pick("unique", "index", "primaryKey");
      return new EntityAnnotation(
          new Annotation(name(word), List.of(names), true, NOWHERE), NOWHERE);
    }
    return field(plan ? "" : "minLength");
  }

  /** A field; {@code runtime} is an annotation with a number that it may have, or empty. */
  private FieldDeclaration field(String runtime) {
    List<Annotation> annotations = new ArrayList<>();
    if (!runtime.isEmpty() && random.nextBoolean()) {
      annotations.add(
          new Annotation(name(runtime), List.of(new Value.Number("3", NOWHERE)), true, NOWHERE));
    }
    if (!runtime.isEmpty() && random.nextBoolean()) {
      annotations.add(new Annotation(name("regex"), List.of(text()), true, NOWHERE));
    }
    return new FieldDeclaration(
        name(), type(), annotations, optional(() -> value(2, false)), NOWHERE);
  }

  private FieldDeclaration shapingField() {
    List<Annotation> annotations = new ArrayList<>();
    for (String word : List.of("unique", "index", "primaryKey")) {
      if (random.nextInt(3) == 0) {
        annotations.add(new Annotation(name(word), List.of(), false, NOWHERE));
      }
    }
    annotations.addAll(onDelete());
    return new FieldDeclaration(
        name(), type(), annotations, optional(() -> value(2, false)), NOWHERE);
  }

  private List<Annotation> onDelete() {
    Name action = name(pick("cascade", "restrict", "setNull"));
    return random.nextBoolean()
        ? List.of()
        : List.of(
            new Annotation(
                name("onDelete"), List.of(new Value.Word(action, NOWHERE)), true, NOWHERE));
  }

  private TypeExpression type() {
    TypeName name =
        switch (random.nextInt(3)) {
          case 0 -> new TypeName.Referenced(path(), NOWHERE);
          case 1 ->
              new TypeName.Named(
                  name("decimal"),
                  List.of(new Value.Number("10", NOWHERE), new Value.Number("2", NOWHERE)),
                  NOWHERE);
          default -> new TypeName.Named(name(), List.of(), NOWHERE);
        };
    return new TypeExpression(
        name, list(0, 2, () -> pick(TypeExpression.Suffix.values())), NOWHERE);
  }

  private Value value(int depth, boolean marker) {
    return switch (random.nextInt(depth == 0 ? 5 : plan ? 9 : 7)) {
      case 0 -> text();
      case 1 -> new Value.Number(pick("0", "-1", "1.50", "007"), NOWHERE);
      case 2 -> new Value.Boolean(random.nextBoolean(), NOWHERE);
      case 3 -> new Value.Null(NOWHERE);
      case 4 -> word();
      case 5 -> new Value.Sequence(list(0, 3, () -> value(depth - 1, false)), NOWHERE);
      case 6 -> new Value.Call(name("now"), list(0, 2, () -> value(depth - 1, false)), NOWHERE);
      case 7 -> sql();
      default -> marker ? new Value.Unresolved(NOWHERE) : sql();
    };
  }

  private Value word() {
    return new Value.Word(name(), NOWHERE);
  }

  private Value.Text text() {
    return new Value.Text(pick(TEXTS), NOWHERE);
  }

  private Value.Sql sql() {
    return new Value.Sql(new Value.Text(pick(SQL), NOWHERE), NOWHERE);
  }

  private PlanItem planItem() {
    return random.nextInt(6) == 0
        ? new ResolveBlock(list(0, 2, this::statement), list(0, 2, this::statement), NOWHERE)
        : statement();
  }

  private StatementNode statement() {
    return switch (random.nextInt(23)) {
      case 0 -> new StatementNode.AddEntity(entity(), NOWHERE);
      case 1 ->
          new StatementNode.AddField(
              name(), shapingField(), optional(() -> value(2, true)), NOWHERE);
      case 2 -> new StatementNode.AddEnum(enumeration(), NOWHERE);
      case 3 ->
          new StatementNode.AddEnumValue(
              path(),
              optional(() -> new ValuePosition(random.nextBoolean(), path(), NOWHERE)),
              NOWHERE);
      case 4 -> new StatementNode.AddUnique(fields(), NOWHERE);
      case 5 -> new StatementNode.AddIndex(fields(), NOWHERE);
      case 6 -> new StatementNode.AddKey(fields(), NOWHERE);
      case 7 ->
          new StatementNode.AddSystemEntity(
              name(),
              optional(() -> new TableColumn(text(), text(), text(), type(), NOWHERE)),
              NOWHERE);
      case 8 -> new StatementNode.DropEntity(name(), NOWHERE);
      case 9 -> new StatementNode.DropField(path(), NOWHERE);
      case 10 -> new StatementNode.DropEnum(name(), NOWHERE);
      case 11 -> new StatementNode.DropEnumValue(path(), replacement(), NOWHERE);
      case 12 -> new StatementNode.DropUnique(fields(), NOWHERE);
      case 13 -> new StatementNode.DropIndex(fields(), NOWHERE);
      case 14 -> new StatementNode.DropKey(name(), NOWHERE);
      case 15 -> new StatementNode.RenameEntity(name(), name(), NOWHERE);
      case 16 -> new StatementNode.RenameField(path(), path(), NOWHERE);
      case 17 -> new StatementNode.RenameEnum(name(), name(), NOWHERE);
      case 18 -> new StatementNode.RenameEnumValue(path(), path(), NOWHERE);
      case 19 -> change();
      case 20 -> new StatementNode.ReorderEnum(enumeration(), NOWHERE);
      case 21 ->
          new StatementNode.UpdateRows(
              name(),
              list(1, 3, () -> new Assignment(name(), value(2, true), NOWHERE)),
              optional(this::sql),
              NOWHERE);
      default -> new StatementNode.RunSql(sql(), NOWHERE);
    };
  }

  private StatementNode change() {
    Name member = name();
    return new StatementNode.ChangeField(
        name(),
        side(member),
        side(member),
        optional(() -> value(2, true)),
        optional(() -> value(2, true)),
        NOWHERE);
  }

  private FieldDeclaration side(Name member) {
    return new FieldDeclaration(
        member, type(), onDelete(), optional(() -> value(2, false)), NOWHERE);
  }

  private EnumDeclaration enumeration() {
    return new EnumDeclaration(name(), list(0, 4, this::name), NOWHERE);
  }

  private FieldList fields() {
    return new FieldList(name(), list(1, 3, this::name), NOWHERE);
  }

  private Replacement replacement() {
    return switch (random.nextInt(3)) {
      case 0 -> new Replacement.None();
      case 1 -> new Replacement.Other(path());
      default -> new Replacement.Unresolved(NOWHERE);
    };
  }

  private AnswerNode answer() {
    return switch (random.nextInt(5)) {
      case 0 -> new AnswerNode.Backfill(path(), optional(() -> value(2, false)), NOWHERE);
      case 1 -> new AnswerNode.Using(path(), optional(() -> value(2, false)), NOWHERE);
      case 2 -> new AnswerNode.Rows(path(), optional(this::path), NOWHERE);
      case 3 -> new AnswerNode.DropValue(path(), NOWHERE);
      default ->
          new AnswerNode.Statement(
              random.nextBoolean()
                  ? new StatementNode.DropField(path(), NOWHERE)
                  : new StatementNode.RenameField(path(), path(), NOWHERE),
              NOWHERE);
    };
  }

  private Comment comment() {
    return new Comment(pick("", "why", "two\nlines", "/ third slash", "}", "\"", "*"), NOWHERE);
  }

  private FieldPath path() {
    return new FieldPath(name(), name(), NOWHERE);
  }

  private Name name() {
    return name(pick(NAMES));
  }

  private static Name name(String text) {
    return new Name(text, NOWHERE);
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
