package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.CheckValues;
import dev.kizaki.engine.compile.SchemaAnnotations;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Checks as syntax tree nodes. */
final class CheckNodes {
  private CheckNodes() {}

  /** {@code sql("total >= 0"), notValid: true}. */
  static CheckNode of(Check check) {
    return new CheckNode(ValueNodes.sql(check.sql()), options(check), SourceSpan.NONE);
  }

  /** {@code @check(sql("total >= 0"))}. */
  static EntityAnnotation annotation(Check check) {
    List<Value> arguments = new ArrayList<>();
    arguments.add(ValueNodes.sql(check.sql()));
    arguments.addAll(options(check));
    return new EntityAnnotation(
        new Annotation(
            Name.of(SchemaAnnotations.CHECK), List.copyOf(arguments), true, SourceSpan.NONE),
        SourceSpan.NONE);
  }

  private static List<Value.Option> options(Check check) {
    List<Value.Option> options = new ArrayList<>();
    if (check.notValid()) {
      options.add(option(CheckValues.NOT_VALID, new Value.Boolean(true, SourceSpan.NONE)));
    }
    check.named().ifPresent(name -> options.add(option(CheckValues.NAMED, ValueNodes.text(name))));
    return options;
  }

  private static Value.Option option(String word, Value value) {
    return new Value.Option(Name.of(word), value, SourceSpan.NONE);
  }
}
