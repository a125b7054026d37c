package dev.kizaki.engine.sql;

import java.util.Optional;
import java.util.Set;

/**
 * Where an expression names a sequence: in a string that PostgreSQL reads as {@code regclass}, in
 * which it follows the sequence (documentation, section 8.19).
 */
final class SequencePlaces {
  private static final Set<String> FUNCTIONS = Set.of("nextval", "currval", "setval");

  private final ExpressionTokens tokens;
  private final String sequence;

  SequencePlaces(ExpressionTokens tokens, String sequence) {
    this.tokens = tokens;
    this.sequence = sequence;
  }

  NamePlaces all() {
    return new NamePlaces(tokens, this::place);
  }

  private Place place(int at) {
    if (!tokens.isText(at)) {
      return Place.OTHER;
    }
    boolean plain =
        tokens.is(at, SqlTokens.Kind.STRING)
            && !tokens.isContinued(at)
            && !tokens.isContinued(at + 1)
            && !tokens.text(at - 1).equals("&");
    boolean names = plain ? name(at).isPresent() : tokens.text(at).contains(sequence);
    if (!names) {
      return Place.OTHER;
    }
    Optional<SqlTypeName> cast =
        SqlTypeName.ofPrefixBefore(tokens, at)
            .or(() -> SqlTypeName.ofCastAt(tokens, at + 1))
            .or(() -> SqlTypeName.ofCastAround(tokens, at));
    boolean relation =
        cast.map(type -> type.name().equals("regclass")).orElseGet(() -> isArgument(at));
    return cast.isPresent() && !relation
        ? Place.OTHER
        : plain && relation ? Place.NAMED : Place.UNKNOWN;
  }

  private boolean isArgument(int at) {
    return tokens.text(at - 1).equals("(")
        && tokens.identifier(at - 2).filter(FUNCTIONS::contains).isPresent()
        && Set.of(")", ",").contains(tokens.text(at + 1));
  }

  /** The name in the string at this place, if its last part is the sequence. */
  private Optional<ExpressionTokens> name(int at) {
    ExpressionTokens name = new ExpressionTokens(content(at));
    boolean one = name.size() == 1 && name.isNamed(0, sequence);
    boolean qualified =
        name.size() == 3
            && name.identifier(0).filter(schema -> !schema.equals("pg_catalog")).isPresent()
            && name.text(1).equals(".")
            && name.isNamed(2, sequence);
    return one || qualified ? Optional.of(name) : Optional.empty();
  }

  /** The string at this place with another name of the sequence. */
  String renamed(int at, String to) {
    ExpressionTokens name = name(at).orElseThrow();
    int last = name.size() - 1;
    return Quoting.string(
        name.replaced(
            part ->
                part == last
                    ? Optional.of(Quoting.identifierLike(name.text(last), to))
                    : Optional.empty()));
  }

  private String content(int at) {
    String text = tokens.text(at);
    return text.substring(1, text.length() - 1).replace("''", "'");
  }
}
