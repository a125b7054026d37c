package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.FieldList;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The elements and options of a unique or an index as written, in a schema or a plan. What the
 * parser has refused is left out.
 */
public final class GroupValues {
  private static final String WHERE = "where";
  private static final String DESCENDING = "desc";
  private static final String NULLS_FIRST = "nullsFirst";
  private static final String NULLS_LAST = "nullsLast";

  private final List<Value> elements;
  private final List<Value.Option> options;

  private GroupValues(List<Value> elements, List<Value.Option> options) {
    this.elements = elements;
    this.options = options;
  }

  /** Those of {@code @index([a desc], using: gin)}. */
  public static GroupValues of(Annotation annotation) {
    List<Value> elements = new ArrayList<>();
    List<Value.Option> options = new ArrayList<>();
    for (Value argument : annotation.arguments()) {
      if (argument instanceof Value.Sequence list) {
        elements.addAll(list.elements());
      } else if (argument instanceof Value.Option option) {
        options.add(option);
      }
    }
    return new GroupValues(elements, options);
  }

  /** Those of {@code Task([a desc], using: gin) named "x"}. */
  public static GroupValues of(FieldList list) {
    List<Value.Option> options = new ArrayList<>(list.options());
    list.named()
        .map(
            name ->
                new Value.Option(new Name(OwnedSequences.NAMED, name.span()), name, name.span()))
        .ifPresent(options::add);
    return new GroupValues(list.elements(), options);
  }

  /** The names of the fields in order, without expressions. */
  public List<Name> names() {
    return elements.stream().flatMap(element -> name(element).stream()).toList();
  }

  /** The names of the included fields in order. */
  public List<Name> include() {
    return option("include").stream()
        .filter(Value.Sequence.class::isInstance)
        .flatMap(list -> ((Value.Sequence) list).elements().stream())
        .flatMap(element -> name(element).stream())
        .toList();
  }

  /** The option as it is written. */
  Optional<Value> option(String word) {
    return options.stream()
        .filter(option -> option.name().text().equals(word))
        .map(Value.Option::value)
        .findFirst();
  }

  /** The name that it states for its constraint or index. */
  public Optional<Value.Text> named() {
    return text(OwnedSequences.NAMED);
  }

  /** The text of an option. */
  Optional<Value.Text> text(String word) {
    return option(word).filter(Value.Text.class::isInstance).map(Value.Text.class::cast);
  }

  /** The elements that have words after the field. */
  List<Value.Element> modified() {
    return elements.stream()
        .filter(Value.Element.class::isInstance)
        .map(Value.Element.class::cast)
        .toList();
  }

  /** The SQL texts of the elements and of the predicate, as they are written. */
  public List<Value.Sql> expressions() {
    return Stream.concat(elements.stream().map(GroupValues::value), option(WHERE).stream())
        .filter(Value.Sql.class::isInstance)
        .map(Value.Sql.class::cast)
        .toList();
  }

  /** The SQL texts of the elements. */
  List<Value.Sql> expressionElements() {
    return elements.stream()
        .map(GroupValues::value)
        .filter(Value.Sql.class::isInstance)
        .map(Value.Sql.class::cast)
        .toList();
  }

  /** The number of elements; none if the parser has refused the list. */
  public int size() {
    return names().size() + expressionElements().size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * The index; the list is not empty. The fields of its expressions are not known without the
   * entity.
   */
  public Index index() {
    return new Index(
        elements.stream().flatMap(element -> indexed(element).stream()).toList(),
        option("using")
            .filter(Value.Word.class::isInstance)
            .flatMap(word -> IndexMethod.ofWord(((Value.Word) word).name().text()))
            .orElse(IndexMethod.BTREE),
        option("unique").isPresent(),
        option("nulls").isPresent(),
        texts(include()),
        option(WHERE).flatMap(GroupValues::expression),
        named().map(Value.Text::text));
  }

  /** The key; the list is not empty. */
  public Key key() {
    return new Key(texts(names()), named().map(Value.Text::text));
  }

  /** The unique; the list is not empty. */
  public Unique unique() {
    return new Unique(
        texts(names()),
        option("nulls").isPresent(),
        texts(include()),
        named().map(Value.Text::text));
  }

  private static Value value(Value element) {
    return element instanceof Value.Element modified ? modified.value() : element;
  }

  private static Optional<Name> name(Value element) {
    return value(element) instanceof Value.Word word ? Optional.of(word.name()) : Optional.empty();
  }

  private static Optional<SqlExpression> expression(Value element) {
    return value(element) instanceof Value.Sql sql
        ? Optional.of(EntityExpressions.unresolved(sql.text().text()))
        : Optional.empty();
  }

  private static Optional<IndexedValue> indexed(Value element) {
    List<Value> modifiers =
        element instanceof Value.Element modified ? modified.modifiers() : List.of();
    List<String> words =
        modifiers.stream()
            .filter(Value.Word.class::isInstance)
            .map(word -> ((Value.Word) word).name().text())
            .toList();
    boolean descending = words.contains(DESCENDING);
    boolean nullsFirst = words.contains(NULLS_FIRST) || descending && !words.contains(NULLS_LAST);
    return name(element)
        .map(name -> IndexedValue.of(name.text()))
        .or(() -> expression(element).map(IndexedValue::of))
        .map(value -> value.ordered(descending, nullsFirst))
        .map(value -> value.withOperatorClass(operatorClass(modifiers)));
  }

  private static Optional<String> operatorClass(List<Value> modifiers) {
    return modifiers.stream()
        .filter(Value.Call.class::isInstance)
        .flatMap(call -> ((Value.Call) call).arguments().stream())
        .filter(Value.Text.class::isInstance)
        .map(text -> ((Value.Text) text).text())
        .filter(IndexedValue::isOperatorClass)
        .findFirst();
  }

  private static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).toList();
  }
}
