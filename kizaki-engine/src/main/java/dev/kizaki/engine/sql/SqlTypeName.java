package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a type in an expression: {@code status}, {@code public."Status"}, {@code status[]}.
 *
 * @param qualifier the schema; empty if none is stated
 * @param at the place of the last part of the name
 * @param array whether brackets or the word array follow
 */
record SqlTypeName(Optional<String> qualifier, String name, int at, boolean array) {
  private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema");

  /** The type whose name begins at this place. */
  static Optional<SqlTypeName> beginningAt(ExpressionTokens tokens, int start) {
    boolean qualified = tokens.text(start + 1).equals(".");
    int at = qualified ? start + 2 : start;
    boolean array = tokens.text(at + 1).equals("[") || tokens.word(at + 1).equals("array");
    return tokens
        .identifier(at)
        .map(
            name ->
                new SqlTypeName(
                    qualified ? tokens.identifier(start) : Optional.empty(), name, at, array));
  }

  /** The type that the value that ends before this place is cast to by {@code ::}. */
  static Optional<SqlTypeName> ofCastAt(ExpressionTokens tokens, int at) {
    return tokens.isCast(at) ? beginningAt(tokens, at + 2) : Optional.empty();
  }

  /** The type in {@code cast(value as type)}, if the value is the token at this place alone. */
  static Optional<SqlTypeName> ofCastAround(ExpressionTokens tokens, int value) {
    boolean cast =
        tokens.text(value - 1).equals("(")
            && tokens.word(value - 2).equals("cast")
            && tokens.word(value + 1).equals("as");
    return cast ? beginningAt(tokens, value + 2) : Optional.empty();
  }

  /** The type that a string at this place is given by the name before it: {@code date '…'}. */
  static Optional<SqlTypeName> ofPrefixBefore(ExpressionTokens tokens, int string) {
    int at = string - 1;
    if (tokens.identifier(at).isEmpty()
        || ReservedWords.cannotNameColumn(tokens.word(at))
        || Set.of("between", "escape").contains(tokens.word(at))) {
      return Optional.empty();
    }
    boolean qualified = tokens.text(at - 1).equals(".");
    return beginningAt(tokens, qualified ? at - 2 : at);
  }

  /** Whether this is the type of the schema with this name, and not one of PostgreSQL's own. */
  boolean isOwn(String type) {
    return name.equals(type)
        && qualifier.map(schema -> !SYSTEM_SCHEMAS.contains(schema)).orElse(!isBuiltIn(type));
  }

  static boolean isBuiltIn(String type) {
    return DatabaseNames.isBuiltInType(type);
  }
}
