package dev.kizaki.inspire.parse;

import static java.util.Map.entry;

import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The annotations of the language: their names, their arguments and their places. Whether an
 * annotation fits the type of its field is checked elsewhere.
 */
final class AnnotationForm {
  /** The place of an annotation. */
  enum Place {
    ENTITY_FIELD("field"),
    TYPE_FIELD("field"),
    ENTITY("entity"),
    ENTITY_HEAD("entity"),
    RENAMED_ENTITY("entity"),
    ENUM_HEAD("enum"),
    SEQUENCE_HEAD("sequence"),
    ENUM_VALUE("enum value"),
    ADDED_FIELD("field"),
    CHANGED_FIELD("field"),
    RENAMED_FIELD("field"),
    REORDERED_VALUE("enum value");

    private final String words;

    Place(String words) {
      this.words = words;
    }

    /** What the annotation belongs to. */
    String words() {
      return words;
    }

    /** The same with its article. */
    String phrase() {
      return (words.startsWith("e") ? "an " : "a ") + words;
    }
  }

  private enum Arguments {
    NONE("no argument", ""),
    NUMBER("one number", "(3)"),
    COUNT("one whole number", "(3)"),
    SIZE("one number of bytes", "(1000000)"),
    TEXT("one text", "(\"image/*\")"),
    NAME("one name in double quotes", "(\"name\")"),
    ACTION("noAction, restrict, cascade, setNull or setDefault", "(cascade)"),
    DEFERRAL("no argument or initiallyDeferred", "(initiallyDeferred)"),
    NO_REFERENCE_INDEX("no argument", ""),
    CHECK("one SQL expression", "(sql(\"total >= 0\"))"),
    NO_KEY("no argument", ""),
    REFERENCE_NAMES("named, index or both, each with a name in double quotes", "(named: \"name\")"),
    REFERENCE(
        "fields, an arrow, and the fields that they refer to",
        "([tenantId, customerId] -> Customer([tenantId, id]))"),
    NOT_VALID("no argument", ""),
    FIELDS("no argument on a field, or a list of fields on an entity", "([name, ownerId])");

    private final String words;
    private final String example;

    Arguments(String words, String example) {
      this.words = words;
      this.example = example;
    }
  }

  private static final String REFERENCES = "references";

  /** The words that state the names of a reference in the database. */
  private static final Set<String> REFERENCE_WORDS = Set.of("index", GroupForm.NAMED);

  private static final Map<String, Arguments> KNOWN =
      Map.ofEntries(
          entry("accept", Arguments.TEXT),
          entry("check", Arguments.CHECK),
          entry("column", Arguments.NAME),
          entry("deferrable", Arguments.DEFERRAL),
          entry("email", Arguments.NONE),
          entry("index", Arguments.FIELDS),
          entry("label", Arguments.NAME),
          entry("max", Arguments.NUMBER),
          entry("maxLength", Arguments.COUNT),
          entry("maxSize", Arguments.SIZE),
          entry("min", Arguments.NUMBER),
          entry("minLength", Arguments.COUNT),
          entry("noIndex", Arguments.NO_REFERENCE_INDEX),
          entry("noKey", Arguments.NO_KEY),
          entry("notValid", Arguments.NOT_VALID),
          entry("onDelete", Arguments.ACTION),
          entry("onUpdate", Arguments.ACTION),
          entry("pii", Arguments.NONE),
          entry("primaryKey", Arguments.FIELDS),
          entry(REFERENCES, Arguments.REFERENCE_NAMES),
          entry("reference", Arguments.REFERENCE),
          entry("regex", Arguments.TEXT),
          entry("sensitive", Arguments.NONE),
          entry("sequence", Arguments.NAME),
          entry("table", Arguments.NAME),
          entry("trim", Arguments.NONE),
          entry("type", Arguments.NAME),
          entry("unique", Arguments.FIELDS),
          entry("url", Arguments.NONE));

  /** Words of other languages in lower case, and how Inspire says the same. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          entry("default", "a default is written after the type: = value"),
          entry("id", "write @primaryKey"),
          entry("key", "write @primaryKey"),
          entry("pk", "write @primaryKey"),
          entry("nullable", "a field that may be null has ? after its type, such as string?"),
          entry("optional", "a field that may be null has ? after its type, such as string?"),
          entry("notnull", "a field is required unless its type ends with ?"),
          entry("required", "a field is required unless its type ends with ?"),
          entry("fk", "a reference names a field as its type, such as ownerId: User.id"),
          entry("foreignkey", "a reference names a field as its type, such as ownerId: User.id"),
          entry("relation", "a reference names a field as its type, such as ownerId: User.id"),
          entry("autoincrement", "write = autoincrement() after the type"),
          entry("generatedvalue", "write = autoincrement() after the type"),
          entry("size", "write @minLength(n) and @maxLength(n), which the database does not check"),
          entry("length", "write @maxLength(n), which the database does not check"));

  private static final Set<String> DEFERRALS = Set.of("initiallyDeferred");

  /** The forms of the annotations that only references have. */
  private static final Set<Arguments> OF_REFERENCES =
      EnumSet.of(
          Arguments.ACTION,
          Arguments.DEFERRAL,
          Arguments.NO_REFERENCE_INDEX,
          Arguments.NOT_VALID,
          Arguments.REFERENCE_NAMES);

  private static final Set<String> ENTITY_ONLY = Set.of("deny", "grant", "on", "why");
  private static final Pattern WHOLE = Pattern.compile("[0-9]+");

  private AnnotationForm() {}

  static boolean isKnown(String name) {
    return KNOWN.containsKey(name) || ENTITY_ONLY.contains(name);
  }

  /** Whether an annotation after a field belongs to the entity. A check always does. */
  static boolean isAboutEntity(Annotation annotation) {
    Arguments form = KNOWN.get(annotation.name().text());
    return form == Arguments.CHECK
        || form == Arguments.REFERENCE
        || form == Arguments.FIELDS
            && annotation.arguments().stream()
                .findFirst()
                .filter(Value.Sequence.class::isInstance)
                .isPresent();
  }

  /** The diagnostic for an annotation of a field that the language does not have. */
  static Diagnostic unknownOnField(SourceSpan span, String name) {
    return Optional.ofNullable(FOREIGN.get(name.toLowerCase(Locale.ROOT)))
        .map(hint -> unknownAnnotation(span, name).withHint(hint))
        .orElseGet(() -> unknown(span, name));
  }

  /** The diagnostic for an annotation that the language does not have. */
  static Diagnostic unknown(SourceSpan span, String name) {
    Set<String> candidates = new TreeSet<>(KNOWN.keySet());
    candidates.addAll(ENTITY_ONLY);
    return unknownAnnotation(span, name).withHint(DidYouMean.hint(name, "@", candidates));
  }

  /** The diagnostic for an annotation that the language does not have, outside of fields. */
  static Diagnostic unknownAt(Place place, SourceSpan span, String name) {
    Set<String> possible =
        switch (place) {
          case ENTITY_HEAD -> Set.of("noKey", "table");
          case RENAMED_ENTITY -> Set.of("table");
          case ENUM_HEAD -> Set.of("type");
          case SEQUENCE_HEAD -> Set.of("sequence");
          case ENUM_VALUE, REORDERED_VALUE -> Set.of("label");
          default -> Set.of("column");
        };
    return unknownAnnotation(span, name).withHint(DidYouMean.hint(name, "@", possible));
  }

  private static Diagnostic unknownAnnotation(SourceSpan span, String name) {
    return Diagnostic.error(
        DiagnosticCode.UNKNOWN_ANNOTATION, span, "unknown annotation '@%s'".formatted(name));
  }

  /** The problem with an annotation at this place, if there is one. */
  static Optional<Diagnostic> check(Annotation annotation, Place place, Language language) {
    if (language != Language.SCHEMA && !shapesDatabase(annotation)) {
      return Optional.of(notInPlan(annotation.name().text(), annotation.span()));
    }
    Optional<Diagnostic> misplaced = checkPlace(annotation, place);
    return misplaced.isPresent() ? misplaced : checkArguments(annotation);
  }

  private static boolean shapesDatabase(Annotation annotation) {
    Arguments form = KNOWN.get(annotation.name().text());
    return isOfEntity(form)
        || form == Arguments.NAME
        || form == Arguments.NO_KEY
        || OF_REFERENCES.contains(form);
  }

  /** Whether an annotation of this form can stand in the braces of an entity. */
  private static boolean isOfEntity(Arguments form) {
    return form == Arguments.FIELDS || form == Arguments.CHECK || form == Arguments.REFERENCE;
  }

  private static Optional<Diagnostic> checkPlace(Annotation annotation, Place place) {
    String name = annotation.name().text();
    Arguments form = KNOWN.get(name);
    if (form == Arguments.NAME) {
      return checkPlaceOfName(annotation, place);
    }
    if (form == Arguments.NO_KEY) {
      return checkPlaceOfNoKey(annotation, place);
    }
    return switch (place) {
      case ENTITY_FIELD -> Optional.empty();
      case ENTITY_HEAD, ENUM_HEAD, SEQUENCE_HEAD ->
          error(
              annotation,
              "@%s is not allowed before the brace of %s".formatted(name, place.phrase()),
              place == Place.ENTITY_HEAD && isOfEntity(form)
                  ? "write it in the braces%s: @%s%s"
                      .formatted(
                          form == Arguments.CHECK ? "" : ", with the fields", name, form.example)
                  : "delete it, or write it after the type of a field");
      case ENUM_VALUE, REORDERED_VALUE ->
          error(annotation, "@%s is not allowed on an enum value".formatted(name), "delete it");
      case RENAMED_ENTITY, RENAMED_FIELD ->
          error(annotation, "@%s is not allowed in a rename".formatted(name), "delete it");
      case ENTITY ->
          form == Arguments.CHECK
                  || form == Arguments.REFERENCE
                  || form == Arguments.FIELDS
                      && annotation.parenthesised()
                      && !namesOnly(annotation)
              ? Optional.empty()
              : error(
                  annotation,
                  "@%s is separated from its field".formatted(name),
                  form == Arguments.FIELDS
                      ? "write it after the field without a comma before it, or name the fields: @%s%s"
                          .formatted(name, form.example)
                      : "write it after the field's type without a comma before it");
      case TYPE_FIELD ->
          shapesDatabase(annotation)
              ? error(
                  annotation,
                  "@%s is not allowed in a type, because a type is one json column".formatted(name),
                  "make the type an entity, or delete @%s".formatted(name))
              : Optional.empty();
      case ADDED_FIELD ->
          isAboutEntity(annotation)
              ? error(
                  annotation,
                  form == Arguments.CHECK
                      ? "@check is not allowed on a field in a plan"
                      : "@%s with a list of fields is not allowed on a field".formatted(name),
                  form == Arguments.REFERENCE
                      ? "write a separate statement: add reference Task([title] -> Topic([name]))"
                      : "write a separate statement: add %s Task%s"
                          .formatted(
                              noun(name), form == Arguments.CHECK ? form.example : "([title])"))
              : Optional.empty();
      case CHANGED_FIELD ->
          OF_REFERENCES.contains(form)
              ? checkChangedNames(annotation, form)
              : error(
                  annotation,
                  "@%s is not allowed in a change".formatted(name),
                  form == Arguments.CHECK
                      ? "write a separate statement: add check Task%1$s or drop check Task%1$s"
                          .formatted(form.example)
                      : form == Arguments.REFERENCE
                          ? "write a separate statement: add reference or drop reference"
                          : "write a separate statement: add %1$s Task([title]) or drop %1$s Task%2$s"
                              .formatted(noun(name), name.equals("primaryKey") ? "" : "([title])"));
    };
  }

  private static Optional<Diagnostic> checkPlaceOfNoKey(Annotation annotation, Place place) {
    return switch (place) {
      case ENTITY_HEAD -> Optional.empty();
      case RENAMED_ENTITY ->
          error(
              annotation,
              "@noKey is not allowed in a rename",
              "write a separate statement: drop key Task");
      default ->
          error(
              annotation,
              place == Place.ENTITY
                  ? "@noKey is not allowed in the braces of an entity"
                  : "@noKey is not allowed on %s %s"
                      .formatted(place.words().startsWith("e") ? "an" : "a", place.words()),
              "write it before the brace of an entity: entity Log @noKey { ... }");
    };
  }

  private static Optional<Diagnostic> checkChangedNames(Annotation annotation, Arguments form) {
    boolean namesIndex =
        form == Arguments.REFERENCE_NAMES
            && options(annotation.arguments()).stream()
                .anyMatch(option -> option.name().text().equals("index"));
    return namesIndex
        ? error(
            annotation,
            "@references in a change cannot name an index, because a change brings none",
            "write a separate statement: add index Task([ownerId]) named \"name\"")
        : Optional.empty();
  }

  /** An annotation that names something in the database belongs to one kind of element. */
  private static Optional<Diagnostic> checkPlaceOfName(Annotation annotation, Place place) {
    String name = annotation.name().text();
    String right =
        switch (name) {
          case "table" -> "entity";
          case "type" -> "enum";
          case "sequence" -> "sequence";
          case "label" -> "enum value";
          default -> "field";
        };
    boolean changes = place == Place.CHANGED_FIELD || place == Place.REORDERED_VALUE;
    if (right.equals(place.words()) && changes) {
      return error(
          annotation,
          "@%s is not allowed in a change".formatted(name),
          "write a separate statement: rename %s \"old\" -> \"new\""
              .formatted(name.equals("label") ? "label Status.Done" : "column Task.title"));
    }
    if (place == Place.TYPE_FIELD && name.equals("column")) {
      return error(
          annotation,
          "@column is not allowed in a type, because a type is one json column",
          "delete @column, or write it on the field that has the type");
    }
    if (right.equals(place.words()) && place != Place.ENTITY) {
      return Optional.empty();
    }
    return error(
        annotation,
        place == Place.ENTITY
            ? "@%s is not allowed in the braces of an entity".formatted(name)
            : "@%s is not allowed on %s".formatted(name, place.phrase()),
        switch (name) {
          case "table" -> "write it before the brace: entity User @table(\"users\") { ... }";
          case "type" -> "write it before the brace: enum Status @type(\"state\") { ... }";
          case "sequence" ->
              "write it before the brace: sequence InvoiceSeq @sequence(\"invoices\") { ... }";
          case "label" -> "write it after a value of an enum: InProgress @label(\"in-progress\")";
          default -> "write it after the type of a field: timeToLive: int @column(\"ttl\")";
        });
  }

  private static Optional<Diagnostic> checkArguments(Annotation annotation) {
    String name = annotation.name().text();
    Arguments form = KNOWN.get(name);
    List<Value> arguments = annotation.arguments();
    if (form == Arguments.CHECK && hasForm(form, annotation)) {
      return CheckForm.check(options(arguments)).map(AnnotationForm::diagnostic);
    }
    if (hasForm(form, annotation)) {
      if (form == Arguments.REFERENCE) {
        return ReferenceForm.check(options(arguments)).map(AnnotationForm::diagnostic);
      }
      return form == Arguments.FIELDS && annotation.parenthesised()
          ? GroupForm.ofAnnotation(name)
              .check(elements(arguments), options(arguments))
              .map(AnnotationForm::diagnostic)
          : Optional.empty();
    }
    if ((form == Arguments.ACTION || form == Arguments.DEFERRAL)
        && arguments.size() == 1
        && arguments.get(0) instanceof Value.Word word) {
      return Optional.of(
          Diagnostic.error(
                  DiagnosticCode.MISPLACED_ANNOTATION,
                  word.span(),
                  "@%s takes %s, found '%s'".formatted(name, form.words, word.name().text()))
              .withHint(
                  DidYouMean.hint(
                      word.name().text(),
                      "",
                      form == Arguments.ACTION ? ReferenceForm.ACTIONS : DEFERRALS)));
    }
    String example = form.example.isEmpty() ? "" : ", such as @" + name + form.example;
    return error(
        annotation, "@" + name + " takes " + form.words + example, rewrite(annotation, form));
  }

  private static boolean hasForm(Arguments form, Annotation annotation) {
    List<Value> arguments = annotation.arguments();
    boolean single = arguments.size() == 1;
    return switch (form) {
      case NONE, NO_REFERENCE_INDEX, NO_KEY, NOT_VALID -> !annotation.parenthesised();
      case REFERENCE ->
          !arguments.isEmpty()
              && arguments.get(0) instanceof Value.Arrow
              && options(arguments).size() == arguments.size() - 1;
      case NUMBER, SIZE -> single && arguments.get(0) instanceof Value.Number;
      case COUNT ->
          single
              && arguments.get(0) instanceof Value.Number number
              && WHOLE.matcher(number.digits()).matches();
      case TEXT, NAME -> single && arguments.get(0) instanceof Value.Text;
      case ACTION -> single && isOneOf(ReferenceForm.ACTIONS, arguments.get(0));
      case DEFERRAL ->
          !annotation.parenthesised() || single && isOneOf(DEFERRALS, arguments.get(0));
      case CHECK ->
          !arguments.isEmpty()
              && arguments.get(0) instanceof Value.Sql
              && options(arguments).size() == arguments.size() - 1;
      case REFERENCE_NAMES -> isReferenceNames(arguments);
      case FIELDS -> !annotation.parenthesised() || namesOnly(annotation) || isGroup(arguments);
    };
  }

  /** Whether it is {@code (named: "name")}, which an annotation of a field can have. */
  private static boolean namesOnly(Annotation annotation) {
    List<Value> arguments = annotation.arguments();
    return arguments.size() == 1
        && arguments.get(0) instanceof Value.Option option
        && option.name().text().equals(GroupForm.NAMED);
  }

  private static boolean isReferenceNames(List<Value> arguments) {
    List<Value.Option> options = options(arguments);
    Set<String> words = new TreeSet<>();
    options.forEach(option -> words.add(option.name().text()));
    return !arguments.isEmpty()
        && words.size() == arguments.size()
        && REFERENCE_WORDS.containsAll(words)
        && options.stream().allMatch(option -> option.value() instanceof Value.Text);
  }

  private static List<Value> elements(List<Value> arguments) {
    return arguments.get(0) instanceof Value.Sequence list ? list.elements() : List.of();
  }

  private static boolean isOneOf(Set<String> words, Value value) {
    return value instanceof Value.Word word && words.contains(word.name().text());
  }

  private static boolean isGroup(List<Value> arguments) {
    return !arguments.isEmpty()
        && arguments.get(0) instanceof Value.Sequence list
        && !list.elements().isEmpty()
        && list.elements().stream()
            .map(each -> each instanceof Value.Element element ? element.value() : each)
            .allMatch(each -> each instanceof Value.Word || each instanceof Value.Sql)
        && options(arguments).size() == arguments.size() - 1;
  }

  private static List<Value.Option> options(List<Value> arguments) {
    return arguments.stream()
        .filter(Value.Option.class::isInstance)
        .map(Value.Option.class::cast)
        .toList();
  }

  static boolean isNames(Value value) {
    return value instanceof Value.Sequence sequence
        && !sequence.elements().isEmpty()
        && sequence.elements().stream().allMatch(Value.Word.class::isInstance);
  }

  /** A hint with the form that the author probably meant. */
  private static String rewrite(Annotation annotation, Arguments form) {
    List<Value> arguments = annotation.arguments();
    String name = "@" + annotation.name().text();
    if (form.example.isEmpty() || arguments.isEmpty()) {
      return "write " + name + (arguments.isEmpty() ? form.example : "");
    }
    if (form == Arguments.CHECK
        && arguments.size() == 1
        && arguments.get(0) instanceof Value.Text text) {
      return "write %s(sql(%s))".formatted(name, text.span().text());
    }
    if (form == Arguments.NAME && arguments.size() == 1 && isPlainWord(arguments.get(0))) {
      return "write %s(\"%s\")".formatted(name, textOf(arguments));
    }
    if (form != Arguments.FIELDS) {
      return "write " + name + form.example;
    }
    List<Value> words = arguments.stream().filter(AnnotationForm::isMethod).toList();
    if (words.size() == 1 && name.equals("@index")) {
      String fields =
          arguments.get(0) instanceof Value.Sequence list ? textOf(list.elements()) : "title";
      return "write @index([%s], using: %s)".formatted(fields, textOf(words));
    }
    if (words.size() == arguments.size()) {
      return "its index is a B-tree index; delete (%s)".formatted(textOf(arguments));
    }
    if (!options(arguments).isEmpty() && options(arguments).size() == arguments.size()) {
      return "name the fields first: %s([title], %s)".formatted(name, textOf(arguments));
    }
    if (arguments.stream().allMatch(Value.Word.class::isInstance)) {
      return "write %s([%s])".formatted(name, textOf(arguments));
    }
    if (name.equals("@index") && calls(arguments).findAny().isPresent()) {
      return "an expression is written as SQL: write @index([sql(\"%s\")])"
          .formatted(calls(arguments).findFirst().orElseThrow().span().text());
    }
    List<String> fields = arguments.stream().flatMap(AnnotationForm::names).distinct().toList();
    return fields.isEmpty()
        ? "write " + name + form.example
        : "only fields can be listed, no expressions: write %s([%s])"
            .formatted(name, String.join(", ", fields));
  }

  /** The calls that are arguments or elements of them. */
  private static Stream<Value.Call> calls(List<Value> arguments) {
    return arguments.stream()
        .flatMap(
            each ->
                each instanceof Value.Sequence list ? list.elements().stream() : Stream.of(each))
        .map(each -> each instanceof Value.Element element ? element.value() : each)
        .filter(Value.Call.class::isInstance)
        .map(Value.Call.class::cast);
  }

  private static boolean isPlainWord(Value value) {
    return value instanceof Value.Word;
  }

  private static boolean isMethod(Value value) {
    return value instanceof Value.Word word
        && GroupForm.METHODS.contains(word.name().text().toLowerCase(Locale.ROOT));
  }

  /** The names that a value contains, such as the argument of {@code lower(email)}. */
  private static Stream<String> names(Value value) {
    if (value instanceof Value.Word word) {
      return Stream.of(word.name().text());
    }
    if (value instanceof Value.Sequence sequence) {
      return sequence.elements().stream().flatMap(AnnotationForm::names);
    }
    if (value instanceof Value.Element element) {
      return names(element.value());
    }
    return value instanceof Value.Call call
        ? call.arguments().stream().flatMap(AnnotationForm::names)
        : Stream.empty();
  }

  private static String textOf(List<Value> values) {
    return String.join(", ", values.stream().map(value -> value.span().text()).toList());
  }

  static Diagnostic notInPlan(String name, SourceSpan span) {
    return Diagnostic.error(
            DiagnosticCode.MISPLACED_ANNOTATION,
            span,
            "@%s does not affect the database and is not allowed in a plan".formatted(name))
        .withHint("delete it");
  }

  private static String noun(String name) {
    return name.equals("primaryKey") ? "key" : name;
  }

  private static Diagnostic diagnostic(GroupForm.Problem problem) {
    return Diagnostic.error(DiagnosticCode.MISPLACED_ANNOTATION, problem.span(), problem.message())
        .withHint(problem.hint());
  }

  private static Optional<Diagnostic> error(Annotation annotation, String message, String hint) {
    return Optional.of(
        Diagnostic.error(DiagnosticCode.MISPLACED_ANNOTATION, annotation.span(), message)
            .withHint(hint));
  }
}
