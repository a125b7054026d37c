package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.ast.ValueVisitor;
import java.util.List;
import java.util.stream.Collectors;

/** Prints values. */
final class ValueFormatter implements ValueVisitor<String> {
  private static final String BLOCK_INDENTATION = "  ";

  String format(Value value) {
    return value.accept(this);
  }

  String list(List<? extends Value> values) {
    return values.stream().map(this::format).collect(Collectors.joining(", "));
  }

  @Override
  public String visitText(Value.Text value) {
    return StringLiterals.quote(value.text());
  }

  @Override
  public String visitNumber(Value.Number value) {
    return value.digits();
  }

  @Override
  public String visitBoolean(Value.Boolean value) {
    return Boolean.toString(value.value());
  }

  @Override
  public String visitNull(Value.Null value) {
    return "null";
  }

  @Override
  public String visitWord(Value.Word value) {
    return value.name().text();
  }

  @Override
  public String visitSequence(Value.Sequence value) {
    return "[" + list(value.elements()) + "]";
  }

  @Override
  public String visitCall(Value.Call value) {
    return value.function().text() + "(" + list(value.arguments()) + ")";
  }

  /** SQL of several lines is printed as a block, SQL of one line in quotes. */
  @Override
  public String visitSql(Value.Sql value) {
    String text = value.text().text();
    String literal =
        StringLiterals.block(text, BLOCK_INDENTATION).orElseGet(() -> StringLiterals.quote(text));
    return "sql(" + literal + ")";
  }

  @Override
  public String visitElement(Value.Element value) {
    return format(value.value())
        + value.modifiers().stream()
            .map(modifier -> " " + format(modifier))
            .collect(Collectors.joining());
  }

  @Override
  public String visitArrow(Value.Arrow value) {
    return "[%s] -> %s([%s])"
        .formatted(names(value.fields()), value.target().text(), names(value.targetFields()));
  }

  private static String names(List<Name> names) {
    return names.stream().map(Name::text).collect(Collectors.joining(", "));
  }

  @Override
  public String visitOption(Value.Option value) {
    return value.name().text() + ": " + format(value.value());
  }

  @Override
  public String visitUnresolved(Value.Unresolved value) {
    return "[RESOLVE]";
  }
}
