package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.StatedNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Sequences as syntax tree nodes. What is the default is left out. */
final class SequenceNodes {
  private SequenceNodes() {}

  static SequenceDeclaration declaration(DeclaredSequence sequence) {
    return new SequenceDeclaration(
        Name.of(sequence.name()),
        DeclarationNodes.stated(StatedNames.SEQUENCE, sequence.sequence()),
        options(sequence.options()),
        SourceSpan.NONE);
  }

  static List<Value.Option> options(SequenceOptions options) {
    List<Value.Option> nodes = new ArrayList<>();
    options.type().ifPresent(type -> nodes.add(option("type", ValueNodes.word(type.word()))));
    if (options.increment() != SequenceOptions.NONE.increment()) {
      nodes.add(number("increment", options.increment()));
    }
    options.min().ifPresent(min -> nodes.add(number("min", min)));
    options.max().ifPresent(max -> nodes.add(number("max", max)));
    options.start().ifPresent(start -> nodes.add(number("start", start)));
    if (options.cache() != SequenceOptions.NONE.cache()) {
      nodes.add(number("cache", options.cache()));
    }
    if (options.cycle()) {
      nodes.add(option("cycle", new Value.Boolean(true, SourceSpan.NONE)));
    }
    return List.copyOf(nodes);
  }

  private static Value.Option number(String word, long number) {
    return option(word, ValueNodes.number(Long.toString(number)));
  }

  private static Value.Option option(String word, Value value) {
    return new Value.Option(Name.of(word), value, SourceSpan.NONE);
  }
}
