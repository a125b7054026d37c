package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.object.ObjectScript;
import java.util.Set;

/** The words in the body of a function, of which the catalog records no dependencies. */
final class BodyWords {
  private BodyWords() {}

  static Set<String> of(FoundObject object) {
    return object.body() == FoundObject.Body.TEXT
        ? ObjectScript.of(object.definition()).words()
        : Set.of();
  }
}
