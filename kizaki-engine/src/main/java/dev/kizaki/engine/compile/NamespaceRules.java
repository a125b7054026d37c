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
 * Namespaces shape nothing. The entities they list must exist, and should have the field that the
 * namespace is scoped by.
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
                    INVALID_REFERENCE, listed.span(), "unknown entity '" + listed.text() + "'")
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
                  listed.text()
                      + " has no field '"
                      + scope.text()
                      + "', by which namespace "
                      + namespace.name().text()
                      + " is scoped")
              .withHint("add the field, or take " + listed.text() + " off the list")
              .withRelated(entity.name().span(), listed.text() + " is declared here"));
    }
  }
}
