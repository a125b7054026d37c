package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.SqlExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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
    if (number.text().length() > DefaultValue.Number.LONGEST) {
      throw problems.at(
          number.offset(),
          "a number of %d characters fits no type".formatted(number.text().length()));
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
    if (reader.optional("nextval").isPresent()) {
      DefaultValue value = new DefaultValue.NextValue(reader.name("nextval"));
      reader.refuseUnknown();
      return value;
    }
    if (reader.optional("sql").isPresent()) {
      DefaultValue value = new DefaultValue.Expression(expression(reader, "sql", List.of()));
      reader.refuseUnknown();
      return value;
    }
    if (reader.optional("generated").isPresent()) {
      DefaultValue value =
          new DefaultValue.Generated(
              expression(reader, "generated", reader.names("fields")),
              reader.optional("virtual").isPresent() && reader.flag("virtual"));
      reader.refuseUnknown();
      return value;
    }
    String text = reader.text("function");
    if (text.equals(DefaultValue.OwnedSequence.FUNCTION + "()")) {
      boolean always = reader.optional("always").isPresent() && reader.flag("always");
      return sequence(
          reader,
          always
              ? DefaultValue.OwnedSequence.Kind.ALWAYS
              : DefaultValue.OwnedSequence.Kind.BY_DEFAULT);
    }
    if (text.equals(DefaultValue.OwnedSequence.SERIAL_FUNCTION + "()")) {
      return sequence(reader, DefaultValue.OwnedSequence.Kind.SERIAL);
    }
    reader.refuseUnknown();
    return Stream.of(DefaultValue.Function.values())
        .filter(function -> function.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                problems.at(
                    reader.required("function").offset(),
                    "there is no function " + JsonString.quote(text)));
  }

  /** The type of the field is not known here, so its limits are not checked. */
  private DefaultValue sequence(ObjectReader reader, DefaultValue.OwnedSequence.Kind kind) {
    SequenceOptions options = SequenceJson.read(reader, problems, Scalar.BIGINT);
    reader.refuseUnknown();
    return new DefaultValue.OwnedSequence(kind, options, Optional.empty());
  }

  private SqlExpression expression(ObjectReader reader, String member, List<String> fields) {
    String text = reader.text(member);
    if (text.isBlank()) {
      throw problems.at(
          reader.required(member).offset(), "\"" + member + "\" must be an SQL expression");
    }
    return new SqlExpression(text, fields);
  }
}
