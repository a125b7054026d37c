package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Optional;

/**
 * The names that elements had before some statements. An element that one of the statements added
 * had none.
 *
 * @param statements in order
 */
public record EarlierNames(List<PlanStatement> statements) {
  public EarlierNames {
    statements = List.copyOf(statements);
  }

  /** The element by the names that it and its owner had. */
  public Optional<NamedElement> of(NamedElement element) {
    NamedElement at = element;
    for (int i = statements.size() - 1; i >= 0; i--) {
      PlanStatement each = statements.get(i);
      if (adds(each, at)) {
        return Optional.empty();
      }
      if (each instanceof RenameStatement rename) {
        at = before(rename, at);
      }
    }
    return Optional.of(at);
  }

  /** Whether the statement adds the element or its owner. The users' table may exist already. */
  private static boolean adds(PlanStatement statement, NamedElement element) {
    return statement.verb() == Verb.ADD
        && !(statement instanceof AddSystemEntity)
        && (statement.element().equals(element) || statement.element().equals(element.root()));
  }

  private static NamedElement before(RenameStatement rename, NamedElement after) {
    if (rename.elementAfter().equals(after)) {
      return rename.element();
    }
    if (!rename.elementAfter().equals(after.root())) {
      return after;
    }
    String owner = rename.element().name();
    return after.kind() == ElementKind.FIELD
        ? SchemaElement.field(owner, after.name())
        : SchemaElement.value(owner, after.name());
  }
}
