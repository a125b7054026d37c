package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** Objects in SQL to and from syntax tree nodes. */
final class ObjectNodes {
  private ObjectNodes() {}

  static ObjectDeclaration declaration(SqlObject object) {
    return new ObjectDeclaration(
        Name.of(object.name()),
        object.uses().isEmpty() ? Optional.empty() : Optional.of(names(object.uses())),
        Optional.of(written(object.create())),
        object.drop().map(ObjectNodes::written),
        SourceSpan.NONE);
  }

  static ObjectDeclaration change(ChangeObject change) {
    return new ObjectDeclaration(
        Name.of(change.name()),
        change.uses().map(ObjectNodes::names),
        change.isOpen()
            ? Optional.of(new ObjectText.Open(SourceSpan.NONE))
            : change.create().map(ObjectNodes::written),
        change
            .drop()
            .map(
                drop ->
                    drop.text()
                        .map(ObjectNodes::written)
                        .orElseGet(() -> new ObjectText.Derived(SourceSpan.NONE))),
        SourceSpan.NONE);
  }

  static AddObject added(ObjectDeclaration node) {
    return new AddObject(
        new SqlObject(
            node.name().text(),
            node.uses().map(ObjectNodes::texts).orElse(List.of()),
            node.create().flatMap(ObjectNodes::text).orElse(""),
            node.drop().flatMap(ObjectNodes::text)));
  }

  static ChangeObject changed(ObjectDeclaration node, boolean madeAnew) {
    return new ChangeObject(
        node.name().text(),
        madeAnew,
        node.uses().map(ObjectNodes::texts),
        node.create().flatMap(ObjectNodes::text),
        node.drop().map(drop -> new ChangeObject.Drop(text(drop))),
        node.create().filter(ObjectText.Open.class::isInstance).isPresent());
  }

  private static ObjectText written(String text) {
    return new ObjectText.Written(text, SourceSpan.NONE);
  }

  private static Optional<String> text(ObjectText node) {
    return node instanceof ObjectText.Written written
        ? Optional.of(written.text())
        : Optional.empty();
  }

  private static List<Name> names(List<String> uses) {
    return uses.stream().map(Name::of).toList();
  }

  private static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).sorted().distinct().toList();
  }
}
