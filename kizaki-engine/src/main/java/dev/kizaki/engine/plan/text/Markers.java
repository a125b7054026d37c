package dev.kizaki.engine.plan.text;

import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the {@code [RESOLVE]} markers in items of plans. A block is one marker. */
final class Markers {
  private Markers() {}

  static List<SourceSpan> in(PlanItemNode item) {
    if (item instanceof ResolveBlock block) {
      return List.of(block.span());
    }
    if (item instanceof StatementNode.AddField add) {
      return open(add.backfill()).toList();
    }
    if (item instanceof StatementNode.ChangeField change) {
      return Stream.concat(open(change.using()), open(change.backfill())).toList();
    }
    if (item instanceof StatementNode.UpdateRows update) {
      return update.assignments().stream()
          .flatMap(each -> open(Optional.of(each.value())))
          .toList();
    }
    if (item instanceof StatementNode.ChangeObject change) {
      return change.change().create().stream()
          .filter(ObjectText.Open.class::isInstance)
          .map(ObjectText::span)
          .toList();
    }
    return item instanceof StatementNode.DropEnumValue drop
            && drop.replacement() instanceof StatementNode.Replacement.Unresolved marker
        ? List.of(marker.span())
        : List.of();
  }

  private static Stream<SourceSpan> open(Optional<Value> value) {
    return value.filter(Value.Unresolved.class::isInstance).map(Value::span).stream();
  }
}
