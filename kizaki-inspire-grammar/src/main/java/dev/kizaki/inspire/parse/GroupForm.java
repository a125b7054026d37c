package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that a key, a unique and an index allow: those after a field, such as {@code desc}, and
 * those after the list, such as {@code using: gin}. They are words only there, so that fields can
 * have the same names. Which of them PostgreSQL allows together is checked elsewhere.
 */
final class GroupForm {
  /** The access methods that PostgreSQL has (documentation, section 11.2). */
  static final Set<String> METHODS =
      new TreeSet<>(Set.of("brin", "btree", "gin", "gist", "hash", "spgist"));

  /** States the name of the constraint or index in the database. */
  static final String NAMED = "named";

  /** The option for the rows that an index contains. */
  static final String WHERE = "where";

  private static final String OPS = "ops";
  private static final String NULLS_FIRST = "nullsFirst";
  private static final String NULLS_LAST = "nullsLast";
  private static final Set<String> MODIFIERS = Set.of("desc", NULLS_FIRST, NULLS_LAST, OPS);
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "primaryKey", Set.of(NAMED),
          "unique", Set.of("include", NAMED, "nulls"),
          "index", Set.of("include", NAMED, "nulls", "unique", "using", WHERE));

  /** The words of all options. */
  static final Set<String> OPTION_WORDS = OPTIONS.get("index");

  private static final Set<String> NOT_DISTINCT = Set.of("notDistinct");
  private static final Pattern OPERATOR_CLASS =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*");

  /** A mistake and what to write instead. */
  record Problem(SourceSpan span, String message, String hint) {}

  private final String name;
  private final boolean isStatement;

  private GroupForm(String name, boolean isStatement) {
    this.name = name;
    this.isStatement = isStatement;
  }

  /** The form of an annotation: primaryKey, unique or index. */
  static GroupForm ofAnnotation(String name) {
    return new GroupForm(name, false);
  }

  /** The form of a statement, which states a name after the parentheses. */
  static GroupForm ofStatement(String annotation) {
    return new GroupForm(annotation, true);
  }

  /** The first mistake, if there is one. */
  Optional<Problem> check(List<Value> elements, List<Value.Option> options) {
    for (Value element : elements) {
      Value value = element instanceof Value.Element modified ? modified.value() : element;
      if (value instanceof Value.Sql sql && !name.equals("index")) {
        return expression(sql);
      }
      if (element instanceof Value.Element modified) {
        Optional<Problem> problem = element(modified);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    Set<String> seen = new HashSet<>();
    for (Value.Option option : options) {
      Optional<Problem> problem =
          seen.add(option.name().text())
              ? option(option)
              : problem(
                  option.span(),
                  "'%s' is written twice".formatted(option.name().text()),
                  "keep one of them");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> expression(Value.Sql sql) {
    return name.equals("unique")
        ? problem(
            sql.span(),
            "a unique is over fields only, not over an expression",
            "write an index that is unique: @index([%s], unique: true)"
                .formatted(sql.span().text()))
        : problem(
            sql.span(),
            "a key is over fields only, not over an expression",
            "delete the expression");
  }

  private Optional<Problem> element(Value.Element element) {
    Map<String, Value> seen = new HashMap<>();
    for (Value modifier : element.modifiers()) {
      Optional<Problem> problem = modifier(element, modifier);
      if (problem.isPresent()) {
        return problem;
      }
      if (seen.put(word(modifier).text(), modifier) != null) {
        return problem(
            modifier.span(),
            "'%s' is written twice".formatted(word(modifier).text()),
            "keep one of them");
      }
    }
    return seen.keySet().containsAll(Set.of(NULLS_FIRST, NULLS_LAST))
        ? problem(element.span(), "nullsFirst and nullsLast exclude each other", "keep one of them")
        : Optional.empty();
  }

  private Optional<Problem> modifier(Value.Element element, Value modifier) {
    Name word = word(modifier);
    if (!MODIFIERS.contains(word.text())) {
      return problem(
          modifier.span(),
          name.equals("index")
              ? "a field of an index takes desc, nullsFirst, nullsLast and ops(\"…\"), found '%s'"
                  .formatted(word.text())
              : "expected ',' or ']' after a field, found '%s'".formatted(word.text()),
          word.text().equals("asc")
              ? "delete it: ascending order is the default"
              : DidYouMean.hint(word.text(), "", name.equals("index") ? MODIFIERS : Set.of())
                  .orElseGet(
                      () ->
                          "put a comma between two fields: [%s, %s]"
                              .formatted(element.value().span().text(), word.text())));
    }
    if (!name.equals("index")) {
      return problem(
          modifier.span(),
          "'%s' is allowed in an index only".formatted(word.text()),
          name.equals("unique")
              ? "write an index that is unique: [%s], unique: true".formatted(element.span().text())
              : "delete it");
    }
    if (!word.text().equals(OPS)) {
      return modifier instanceof Value.Word
          ? Optional.empty()
          : problem(
              modifier.span(),
              "%s takes no argument".formatted(word.text()),
              "write %s".formatted(word.text()));
    }
    return modifier instanceof Value.Call call && isOperatorClass(call.arguments())
        ? Optional.empty()
        : problem(
            modifier.span(),
            "ops takes the name of an operator class, alone or after its PostgreSQL schema",
            "write ops(\"text_pattern_ops\") or ops(\"public.gin_trgm_ops\")");
  }

  private static boolean isOperatorClass(List<Value> arguments) {
    return arguments.size() == 1
        && arguments.get(0) instanceof Value.Text text
        && OPERATOR_CLASS.matcher(text.text()).matches();
  }

  private Optional<Problem> option(Value.Option option) {
    String word = option.name().text();
    if (isStatement && word.equals(NAMED)) {
      return problem(
          option.span(),
          "a statement states the name in the database after the parentheses",
          "write it like add index Task([title]) named \"task_title\"");
    }
    Set<String> known =
        OPTIONS.get(name).stream()
            .filter(each -> !isStatement || !each.equals(NAMED))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!known.contains(word)) {
      return problem(
          option.span(),
          name.equals("primaryKey")
              ? "a key takes a list of fields%s, found '%s'"
                  .formatted(isStatement ? " only" : " and named", word)
              : "%s takes %s, found '%s'"
                  .formatted(
                      name.equals("unique") ? "a unique" : "an index",
                      String.join(", ", known),
                      word),
          name.equals("unique") && OPTIONS.get("index").contains(word)
              ? "only an index takes it; an index with unique: true is unique too"
              : DidYouMean.hint(word, "", known).orElse("delete it"));
    }
    return switch (word) {
      case NAMED -> name(option);
      case "using" -> oneOf(option, METHODS);
      case WHERE ->
          option.value() instanceof Value.Sql
              ? Optional.empty()
              : problem(
                  option.value().span(),
                  "where takes an SQL expression in the form sql(\"…\")",
                  "write where: sql(\"deleted_at is null\")");
      case "nulls" -> oneOf(option, NOT_DISTINCT);
      case "unique" ->
          option.value() instanceof Value.Boolean flag && flag.value()
              ? Optional.empty()
              : problem(option.span(), "unique takes true", "write unique: true, or delete it");
      default ->
          AnnotationForm.isNames(option.value())
              ? Optional.empty()
              : problem(
                  option.span(),
                  "include takes a list of fields",
                  "write include: [%s]"
                      .formatted(
                          option.value() instanceof Value.Word field
                              ? field.name().text()
                              : "title"));
    };
  }

  private static Optional<Problem> name(Value.Option option) {
    if (option.value() instanceof Value.Text) {
      return Optional.empty();
    }
    String found = option.value().span().text();
    return problem(
        option.value().span(),
        "named takes one name in double quotes, found %s".formatted(Expected.quote(found)),
        "write named: \"%s\"".formatted(option.value() instanceof Value.Word ? found : "name"));
  }

  private static Optional<Problem> oneOf(Value.Option option, Set<String> words) {
    String name = option.name().text();
    if (option.value() instanceof Value.Word word && words.contains(word.name().text())) {
      return Optional.empty();
    }
    String found = option.value().span().text();
    String example = words.contains("gin") ? "gin" : words.iterator().next();
    return problem(
        option.value().span(),
        "%s takes %s, found %s".formatted(name, String.join(", ", words), Expected.quote(found)),
        DidYouMean.nearest(found.replace("\"", ""), words)
            .map(near -> "write %s: %s".formatted(name, near))
            .orElse("write %s: %s".formatted(name, example)));
  }

  private static Name word(Value modifier) {
    return modifier instanceof Value.Call call ? call.function() : ((Value.Word) modifier).name();
  }

  private static Optional<Problem> problem(SourceSpan span, String message, String hint) {
    return Optional.of(new Problem(span, message, hint));
  }
}
