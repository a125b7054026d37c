package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.sql.Quoting;
import java.util.Locale;
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
   * The kind and the name in a command.
   *
   * @param signature the identity of a function, an operator or a cast
   * @param column a column of a view or a composite type, or null
   */
  String addressed(Optional<String> signature, String column) {
    String own = Quoting.identifierIfNeeded(name);
    if (column != null) {
      return "COLUMN " + own + "." + Quoting.identifierIfNeeded(column);
    }
    return switch (kind) {
      case COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "TYPE " + own;
      case FUNCTION, PROCEDURE, AGGREGATE ->
          word() + own + signature.orElseThrow().substring(quoted(name).length());
      case OPERATOR -> word() + name + " " + signature.orElseThrow().substring(name.length());
      case CAST -> word() + signature.orElseThrow();
      default ->
          word() + own + relation.map(each -> " ON " + Quoting.identifierIfNeeded(each)).orElse("");
    };
  }

  private String word() {
    return kind.word().toUpperCase(Locale.ROOT) + " ";
  }

  /**
   * The name, in quotes if it needs them. Words of SQL get none, whose list each version extends.
   */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
