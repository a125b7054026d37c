package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.List;
import java.util.Set;

/**
 * The words in the body of a function, of which the catalog records no dependencies. PostgreSQL
 * prints it last.
 */
final class BodyWords {
  private BodyWords() {}

  static Set<String> of(FoundObject object) {
    if (object.body() != FoundObject.Body.TEXT) {
      return Set.of();
    }
    List<SqlTokens.Token> tokens = SqlTokens.of(object.definition());
    return ObjectScript.of(tokens.get(tokens.size() - 1).text()).words();
  }
}
