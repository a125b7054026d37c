package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decodes a field's default. */
final class DefaultValueDecoder {
  /**
   * The only form of a number. It is checked before the number is parsed, because a number with an
   * exponent can need any amount of memory.
   */
  private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]*[1-9])?");

  private final SnapshotProblems problems;

  DefaultValueDecoder(SnapshotProblems problems) {
    this.problems = problems;
  }

  DefaultValue decode(JsonValue node) {
    if (node instanceof JsonValue.TextNode text) {
      return new DefaultValue.Text(text.text());
    }
    if (node instanceof JsonValue.BooleanNode flag) {
      return new DefaultValue.Boolean(flag.value());
    }
    if (node instanceof JsonValue.NumberNode number) {
      return number(number);
    }
    if (node instanceof JsonValue.ListNode list && list.items().isEmpty()) {
      return new DefaultValue.EmptyArray();
    }
    if (node instanceof JsonValue.ObjectNode object) {
      return named(object);
    }
    throw problems.at(node.offset(), "a default cannot be " + node.kind());
  }

  private DefaultValue number(JsonValue.NumberNode number) {
    if (!NUMBER.matcher(number.text()).matches()) {
      throw problems.at(
          number.offset(), "kizaki does not write a number in the form " + number.text());
    }
    return new DefaultValue.Number(new BigDecimal(number.text()));
  }

  private DefaultValue named(JsonValue.ObjectNode object) {
    ObjectReader reader = new ObjectReader(problems, object, "a default");
    if (reader.optional("enum").isPresent()) {
      DefaultValue value = new DefaultValue.EnumValue(reader.name("enum"));
      reader.refuseUnknown();
      return value;
    }
    String text = reader.text("function");
    reader.refuseUnknown();
    if (text.equals(new DefaultValue.OwnedSequence().text())) {
      return new DefaultValue.OwnedSequence();
    }
    return Stream.of(DefaultValue.Function.values())
        .filter(function -> function.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                problems.at(
                    reader.required("function").offset(),
                    "there is no function " + JsonString.quote(text)));
  }
}
