package dev.kizaki.engine.sql;

/** Where an expression names a type of the schema. */
final class TypePlaces {
  private final ExpressionTokens tokens;
  private final String type;

  TypePlaces(ExpressionTokens tokens, String type) {
    this.tokens = tokens;
    this.type = type;
  }

  NamePlaces all() {
    return new NamePlaces(tokens, this::place);
  }

  private Place place(int at) {
    if (tokens.isText(at)) {
      return mayNameType(at) ? Place.UNKNOWN : Place.OTHER;
    }
    if (tokens.isNamed(at, "_" + type)) {
      return isType(at) ? Place.UNKNOWN : Place.OTHER;
    }
    if (!tokens.isNamed(at, type)) {
      return Place.OTHER;
    }
    if (isType(at)) {
      return SqlTypeName.beginningAt(tokens, start(at)).filter(name -> name.isOwn(type)).isPresent()
          ? Place.NAMED
          : Place.OTHER;
    }
    // A type can be written like a function.
    return tokens.text(at + 1).equals("(") ? Place.UNKNOWN : Place.OTHER;
  }

  /** {@code 'status'::regtype}. */
  private boolean mayNameType(int at) {
    return tokens.text(at).contains(type)
        && SqlTypeName.ofCastAt(tokens, at + 1)
            .or(() -> SqlTypeName.ofCastAround(tokens, at))
            .or(() -> SqlTypeName.ofPrefixBefore(tokens, at))
            .filter(cast -> cast.name().equals("regtype"))
            .isPresent();
  }

  private boolean isType(int at) {
    int start = start(at);
    return !tokens.text(at + 1).equals(".")
        && (tokens.isCastBefore(start)
            || tokens.word(start - 1).equals("as") && isInCast(start - 1)
            || tokens.isText(at + 1));
  }

  /** Where the name begins, with its schema. */
  private int start(int at) {
    return tokens.text(at - 1).equals(".") ? at - 2 : at;
  }

  /** Whether the innermost parentheses around this place are those of a cast. */
  private boolean isInCast(int at) {
    int open = at;
    for (int depth = 0; open >= 0 && depth >= 0; ) {
      open--;
      depth += tokens.text(open).equals(")") ? 1 : tokens.text(open).equals("(") ? -1 : 0;
    }
    return tokens.word(open - 1).equals("cast");
  }
}
