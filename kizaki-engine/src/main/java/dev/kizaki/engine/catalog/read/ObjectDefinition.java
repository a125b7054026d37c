package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.FoundObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the server prints of an object.
 *
 * @param identity where it is more than the name
 * @param partners the operators that an operator names
 */
record ObjectDefinition(
    Optional<String> identity,
    List<String> commands,
    Optional<String> language,
    FoundObject.Body body,
    Set<CatalogKey> partners) {
  static final ObjectDefinition NONE =
      new ObjectDefinition(
          Optional.empty(), List.of(), Optional.empty(), FoundObject.Body.NONE, Set.of());

  static ObjectDefinition of(String command) {
    return NONE.with(command);
  }

  ObjectDefinition identified(String text) {
    return new ObjectDefinition(Optional.of(text), commands, language, body, partners);
  }

  ObjectDefinition with(String command) {
    return new ObjectDefinition(identity, plus(commands, command), language, body, partners);
  }

  ObjectDefinition with(String functionLanguage, FoundObject.Body functionBody) {
    return new ObjectDefinition(
        identity, commands, Optional.of(functionLanguage), functionBody, partners);
  }

  ObjectDefinition with(Set<CatalogKey> others) {
    return new ObjectDefinition(identity, commands, language, body, Set.copyOf(others));
  }

  private static List<String> plus(List<String> texts, String text) {
    return Stream.concat(texts.stream(), Stream.of(text)).toList();
  }
}
