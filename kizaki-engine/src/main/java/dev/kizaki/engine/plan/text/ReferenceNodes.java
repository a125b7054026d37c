package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.SchemaAnnotations;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ReferenceTerm;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** References in the body of an entity as syntax tree nodes. What is the default is left out. */
final class ReferenceNodes {
  private ReferenceNodes() {}

  /** What a statement is about. */
  static ReferenceTerm term(String entity, EntityReference reference) {
    return new ReferenceTerm(
        Name.of(entity), arrow(reference), options(reference.options()), SourceSpan.NONE);
  }

  static Value.Arrow arrow(EntityReference reference) {
    return new Value.Arrow(
        reference.fields().stream().map(Name::of).toList(),
        Name.of(reference.target()),
        reference.targetFields().stream().map(Name::of).toList(),
        SourceSpan.NONE);
  }

  static List<Value.Option> options(ReferenceOptions options) {
    List<Value.Option> nodes = new ArrayList<>();
    action(nodes, SchemaAnnotations.ON_DELETE, options.onDelete());
    action(nodes, SchemaAnnotations.ON_UPDATE, options.onUpdate());
    switch (options.deferrability()) {
      case NOT_DEFERRABLE -> {}
      case INITIALLY_IMMEDIATE -> nodes.add(flag(SchemaAnnotations.DEFERRABLE));
      case INITIALLY_DEFERRED ->
          nodes.add(
              option(
                  SchemaAnnotations.DEFERRABLE,
                  ValueNodes.word(SchemaAnnotations.INITIALLY_DEFERRED)));
    }
    if (!options.indexed()) {
      nodes.add(flag(SchemaAnnotations.NO_INDEX));
    }
    if (options.notValid()) {
      nodes.add(flag(SchemaAnnotations.NOT_VALID));
    }
    options.named().map(ValueNodes::named).ifPresent(nodes::add);
    return List.copyOf(nodes);
  }

  private static void action(List<Value.Option> nodes, String word, ReferentialAction action) {
    if (action != ReferentialAction.NO_ACTION) {
      nodes.add(option(word, ValueNodes.word(action.word())));
    }
  }

  private static Value.Option flag(String word) {
    return option(word, new Value.Boolean(true, SourceSpan.NONE));
  }

  private static Value.Option option(String word, Value value) {
    return new Value.Option(Name.of(word), value, SourceSpan.NONE);
  }
}
