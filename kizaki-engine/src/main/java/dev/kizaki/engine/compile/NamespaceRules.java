package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;
import static dev.kizaki.inspire.source.DiagnosticCode.NAMESPACE_SCOPE;

import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.NamespaceDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Namespaces are not part of the shape. The entities that they list must exist, and should have the
 * field by which the namespace is scoped.
 */
final class NamespaceRules {
  private final Map<String, ParsedEntity> entities;
  private final Consumer<Diagnostic> problems;

  NamespaceRules(Map<String, ParsedEntity> entities, Consumer<Diagnostic> problems) {
    this.entities = entities;
    this.problems = problems;
  }

  void check(NamespaceDeclaration namespace) {
    for (Name listed : namespace.entities()) {
      ParsedEntity entity = entities.get(listed.text());
      if (entity == null) {
        problems.accept(
            Diagnostic.error(
                    INVALID_REFERENCE,
                    listed.span(),
                    "unknown entity '%s'".formatted(listed.text()))
                .withHint(DidYouMean.hint(listed.text(), "", entities.keySet())));
      } else {
        namespace.scopeField().ifPresent(scope -> checkScope(namespace, scope, listed, entity));
      }
    }
  }

  private void checkScope(
      NamespaceDeclaration namespace, Name scope, Name listed, ParsedEntity entity) {
    if (!entity.fields().containsKey(scope.text())) {
      problems.accept(
          Diagnostic.warning(
                  NAMESPACE_SCOPE,
                  listed.span(),
                  "%s has no field '%s', but namespace %s is scoped by it"
                      .formatted(listed.text(), scope.text(), namespace.name().text()))
              .withHint("add the field, or remove %s from the list".formatted(listed.text()))
              .withRelated(entity.name().span(), "%s is declared here".formatted(listed.text())));
    }
  }
}
