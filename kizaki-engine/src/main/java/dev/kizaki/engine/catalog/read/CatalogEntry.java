package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object of a schema by its name in the catalog.
 *
 * @param relation the table of a trigger and the like
 * @param method the index method of an operator class, the kind of a text search object
 */
record CatalogEntry(Kind kind, String name, Optional<String> relation, Optional<String> method) {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** The identity of all but functions, operators and casts. */
  String identity() {
    return quoted(name)
        + relation.map(each -> " on " + quoted(each)).orElse("")
        + method.map(each -> " using " + each).orElse("");
  }

  /**
   * The name, in quotes if it needs them. Words of SQL get none, whose list each version extends.
   */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
