package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.ColumnsOfType.Kind;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where an expression names a label of an enum. A string becomes a label when PostgreSQL reads the
 * expression, by what it is cast to or compared with (documentation, section 10.2); from then on
 * the expression follows the label.
 */
final class LabelPlaces {
  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
  private static final Set<String> ANY = Set.of("any", "some", "all");

  /** What can stand before a whole comparison, since it binds less. */
  private static final Set<String> BEFORE =
      Set.of("", "(", ",", "[", "and", "or", "not", "when", "then", "else");

  /** What can stand after a whole comparison, likewise. */
  private static final Set<String> AFTER =
      Set.of("", ")", ",", "]", "and", "or", "then", "else", "end", "when", "is");

  private final ExpressionTokens tokens;
  private final String type;
  private final ColumnsOfType columns;
  private final Optional<Kind> whole;

  /**
   * @param type the name of the enum's type
   * @param whole what the column is whose value the whole expression gives; empty if it gives none
   */
  LabelPlaces(ExpressionTokens tokens, String type, ColumnsOfType columns, Optional<Kind> whole) {
    this.tokens = tokens;
    this.type = type;
    this.columns = columns;
    this.whole = whole;
  }

  /**
   * The labels of an enum in an expression of an entity.
   *
   * @param field the field whose default or generated value the expression is
   */
  static LabelPlaces in(
      ShapeView shape, Entity entity, Optional<Field> field, EnumType enumType, String text) {
    return new LabelPlaces(
        new ExpressionTokens(text),
        DatabaseNames.CURRENT.enumType(enumType),
        new ColumnsOfType(shape, entity, enumType.name()),
        field.map(each -> ColumnsOfType.kind(shape, each, enumType.name())));
  }

  NamePlaces of(String label) {
    return new NamePlaces(tokens, usesEnum() ? at -> place(at, label) : at -> Place.OTHER);
  }

  /** Whether the expression has the type, or gives or uses a value of it. */
  private boolean usesEnum() {
    return whole.filter(kind -> kind != Kind.OTHER).isPresent()
        || IntStream.range(0, tokens.size())
            .anyMatch(
                at ->
                    tokens.isNamed(at, type)
                        || tokens.isNamed(at, "_" + type)
                        || tokens.identifier(at).filter(columns::mayHoldEnum).isPresent());
  }

  /** The first string that is certainly a label, but none of these. */
  Optional<String> unknown(Collection<String> labels) {
    return IntStream.range(0, tokens.size())
        .filter(at -> isPlain(at) && !labels.contains(content(at)))
        .filter(at -> meaning(at) == Place.NAMED && !hasQualifiedType(at))
        .mapToObj(this::content)
        .findFirst();
  }

  /** Another schema can have a type of this name. */
  private boolean hasQualifiedType(int at) {
    return type(at).flatMap(SqlTypeName::qualifier).isPresent();
  }

  private Place place(int at, String label) {
    if (!tokens.isText(at)) {
      return Place.OTHER;
    }
    if (isPlain(at)) {
      String content = content(at);
      if (content.equals(label)) {
        return meaning(at);
      }
      return isArray(content) && content.contains(label) ? unlessOther(at) : Place.OTHER;
    }
    String text = tokens.text(at);
    boolean continued = tokens.isContinued(at) || tokens.isContinued(at + 1);
    boolean mayBe = continued || text.contains("\\") || text.contains(label);
    return mayBe ? unlessOther(at) : Place.OTHER;
  }

  /** Whether the string has no escapes and is not one of several parts. */
  private boolean isPlain(int at) {
    return tokens.is(at, SqlTokens.Kind.STRING)
        && !tokens.isContinued(at)
        && !tokens.isContinued(at + 1)
        && !tokens.text(at - 1).equals("&");
  }

  private String content(int at) {
    String text = tokens.text(at);
    return text.substring(1, text.length() - 1).replace("''", "'");
  }

  /** Whether a text can be an array or a row with labels. */
  private static boolean isArray(String content) {
    return content.startsWith("{") || content.startsWith("(");
  }

  private Place unlessOther(int at) {
    return meaning(at) == Place.OTHER ? Place.OTHER : Place.UNKNOWN;
  }

  /** What the string at this place is. */
  private Place meaning(int at) {
    return type(at)
        .map(this::ofType)
        .or(() -> inArray(at))
        .orElseGet(() -> place(compared(at).or(() -> alone())));
  }

  /** The type that the string is given. */
  private Optional<SqlTypeName> type(int at) {
    return SqlTypeName.ofPrefixBefore(tokens, at)
        .or(() -> SqlTypeName.ofCastAt(tokens, at + 1))
        .or(() -> SqlTypeName.ofCastAround(tokens, at));
  }

  private Place ofType(SqlTypeName found) {
    return !found.isOwn(type) ? Place.OTHER : found.array() ? Place.UNKNOWN : Place.NAMED;
  }

  private static Place place(Optional<Kind> comparedWith) {
    return comparedWith
        .map(
            kind ->
                switch (kind) {
                  case OF_ENUM -> Place.NAMED;
                  case ARRAY_OF_ENUM -> Place.UNKNOWN;
                  case OTHER -> Place.OTHER;
                })
        .orElse(Place.UNKNOWN);
  }

  /** The column that the string is compared with. */
  private Optional<Kind> compared(int at) {
    return comparedBefore(at, at)
        .or(() -> comparedAfter(at))
        .or(() -> distinctFrom(at))
        .or(() -> inList(at));
  }

  /**
   * {@code column = value}.
   *
   * @param first the first token of the value
   * @param last its last token
   */
  private Optional<Kind> comparedBefore(int first, int last) {
    int start = first;
    while (isOperator(start - 1)) {
      start--;
    }
    return COMPARISONS.contains(joined(start, first)) && ends(last + 1)
        ? column(start - 1)
        : Optional.empty();
  }

  /** {@code 'value' = column}, {@code 'value' = any(array)}. */
  private Optional<Kind> comparedAfter(int at) {
    int end =
        IntStream.iterate(at + 1, next -> next + 1)
            .filter(next -> !isOperator(next))
            .findFirst()
            .orElseThrow();
    if (!COMPARISONS.contains(joined(at + 1, end)) || !begins(at - 1)) {
      return Optional.empty();
    }
    if (ANY.contains(tokens.word(end)) && tokens.text(end + 1).equals("(")) {
      return columns
          .at(tokens, end + 2)
          .filter(kind -> kind == Kind.ARRAY_OF_ENUM && tokens.text(end + 3).equals(")"))
          .map(kind -> Kind.OF_ENUM);
    }
    return ends(end + 1) ? columns.at(tokens, end) : Optional.empty();
  }

  /** {@code column is not distinct from 'value'}. */
  private Optional<Kind> distinctFrom(int at) {
    if (!tokens.word(at - 1).equals("from")
        || !tokens.word(at - 2).equals("distinct")
        || !ends(at + 1)) {
      return Optional.empty();
    }
    int is = tokens.word(at - 3).equals("not") ? at - 4 : at - 3;
    return tokens.word(is).equals("is") ? column(is - 1) : Optional.empty();
  }

  /** {@code column not in ('value', 'other')}. */
  private Optional<Kind> inList(int at) {
    Optional<Integer> open = opening(at, "(");
    if (open.isEmpty() || !tokens.word(open.get() - 1).equals("in")) {
      return Optional.empty();
    }
    int before = open.get() - 2;
    return column(tokens.word(before).equals("not") ? before - 1 : before);
  }

  /**
   * {@code array['value']::type[]} and {@code column = any(array['value'])}; empty if the string is
   * not in an array.
   */
  private Optional<Place> inArray(int at) {
    Optional<Integer> open = opening(at, "[");
    if (open.isEmpty() || !tokens.word(open.get() - 1).equals("array")) {
      return Optional.empty();
    }
    int close = at;
    for (int depth = 1; close < tokens.size() && depth > 0; ) {
      depth += depth(++close);
    }
    Optional<SqlTypeName> cast = SqlTypeName.ofCastAt(tokens, close + 1);
    if (cast.isPresent()) {
      return cast.map(array -> array.isOwn(type) ? Place.NAMED : Place.OTHER);
    }
    int any = open.get() - 3;
    boolean inAny =
        tokens.text(any + 1).equals("(")
            && ANY.contains(tokens.word(any))
            && tokens.text(close + 1).equals(")");
    return Optional.of(inAny ? place(comparedBefore(any, close + 1)) : Place.UNKNOWN);
  }

  /** The whole expression is the value of a column. */
  private Optional<Kind> alone() {
    int strings = 0;
    for (int at = 0; at < tokens.size(); at++) {
      strings += tokens.isText(at) ? 1 : 0;
      if (!tokens.isText(at) && !tokens.text(at).equals("(") && !tokens.text(at).equals(")")) {
        return Optional.empty();
      }
    }
    return strings == 1 ? whole : Optional.empty();
  }

  /** Where the list begins of which the string is one whole element. */
  private Optional<Integer> opening(int at, String bracket) {
    boolean whole =
        Set.of(bracket, ",").contains(tokens.text(at - 1))
            && Set.of(bracket.equals("(") ? ")" : "]", ",").contains(tokens.text(at + 1));
    int open = at;
    for (int depth = 0; whole && open >= 0 && depth >= 0; ) {
      depth -= depth(--open);
    }
    return whole && tokens.text(open).equals(bracket) ? Optional.of(open) : Optional.empty();
  }

  private int depth(int at) {
    return switch (tokens.text(at)) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  private Optional<Kind> column(int at) {
    return begins(at - 1) ? columns.at(tokens, at) : Optional.empty();
  }

  private boolean begins(int before) {
    return BEFORE.contains(tokens.text(before).toLowerCase(Locale.ROOT));
  }

  private boolean ends(int after) {
    return AFTER.contains(tokens.text(after).toLowerCase(Locale.ROOT));
  }

  private boolean isOperator(int at) {
    return tokens.is(at, SqlTokens.Kind.SYMBOL) && OPERATOR_CHARACTERS.contains(tokens.text(at));
  }

  private String joined(int from, int to) {
    StringBuilder joined = new StringBuilder();
    for (int at = from; at < to; at++) {
      joined.append(tokens.text(at));
    }
    return joined.toString();
  }
}
