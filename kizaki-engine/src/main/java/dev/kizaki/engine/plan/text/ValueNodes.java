package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.OwnedSequences;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Values of plans and shapes as syntax tree nodes, which the formatter of Inspire prints. */
final class ValueNodes {
  private ValueNodes() {}

  static Value of(PlanValue value) {
    if (value instanceof PlanValue.Literal literal) {
      return of(literal.value());
    }
    if (value instanceof PlanValue.Sql sql) {
      return sql(sql.expression());
    }
    if (value instanceof PlanValue.Null) {
      return new Value.Null(SourceSpan.NONE);
    }
    if (value instanceof PlanValue.Converted converted) {
      return word(converted.from());
    }
    if (value instanceof PlanValue.Unresolved) {
      return new Value.Unresolved(SourceSpan.NONE);
    }
    throw new IllegalArgumentException("unknown kind of value: " + value);
  }

  static Value of(DefaultValue value) {
    if (value instanceof DefaultValue.Text text) {
      return text(text.text());
    }
    if (value instanceof DefaultValue.Number number) {
      return number(number.value().toPlainString());
    }
    if (value instanceof DefaultValue.Boolean flag) {
      return new Value.Boolean(flag.value(), SourceSpan.NONE);
    }
    if (value instanceof DefaultValue.EnumValue enumValue) {
      return word(enumValue.value());
    }
    if (value instanceof DefaultValue.EmptyArray) {
      return new Value.Sequence(List.of(), SourceSpan.NONE);
    }
    if (value instanceof DefaultValue.Expression given) {
      return sql(given.expression().text());
    }
    if (value instanceof DefaultValue.Generated generated) {
      Value expression = sql(generated.expression().text());
      return new Value.Call(
          Name.of(DefaultValue.Generated.FUNCTION),
          generated.virtual()
              ? List.of(expression, word(DefaultValue.Generated.VIRTUAL))
              : List.of(expression),
          SourceSpan.NONE);
    }
    if (value instanceof DefaultValue.Function function) {
      Name name = Name.of(function.text().substring(0, function.text().indexOf('(')));
      return new Value.Call(name, List.of(), SourceSpan.NONE);
    }
    if (value instanceof DefaultValue.NextValue next) {
      return new Value.Call(
          Name.of(DefaultValue.NextValue.FUNCTION),
          List.of(word(next.sequence())),
          SourceSpan.NONE);
    }
    if (value instanceof DefaultValue.OwnedSequence sequence) {
      List<Value> arguments = new ArrayList<>();
      if (sequence.kind() == DefaultValue.OwnedSequence.Kind.ALWAYS) {
        arguments.add(word(DefaultValue.OwnedSequence.ALWAYS_WORD));
      }
      arguments.addAll(SequenceNodes.options(sequence.options()));
      sequence.named().map(ValueNodes::named).ifPresent(arguments::add);
      return new Value.Call(Name.of(sequence.function()), arguments, SourceSpan.NONE);
    }
    throw new IllegalArgumentException("unknown kind of default: " + value);
  }

  static Value.Text text(String text) {
    return new Value.Text(text, SourceSpan.NONE);
  }

  static Value.Option named(String name) {
    return new Value.Option(Name.of(OwnedSequences.NAMED), text(name), SourceSpan.NONE);
  }

  static Value number(String digits) {
    return new Value.Number(digits, SourceSpan.NONE);
  }

  static Value word(String word) {
    return new Value.Word(Name.of(word), SourceSpan.NONE);
  }

  static Value.Sql sql(String text) {
    return new Value.Sql(text(text), SourceSpan.NONE);
  }
}
