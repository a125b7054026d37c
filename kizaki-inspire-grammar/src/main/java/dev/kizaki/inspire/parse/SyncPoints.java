package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Finds the token at which the parser continues after an error: the start of the next declaration,
 * field, statement or answer. So an item with an error is skipped as a whole, and the items around
 * it are kept.
 *
 * <p>Only tokens at the depth of the item count, so that the body of a broken declaration is
 * skipped together with it. The closing brace around the item always ends the search.
 */
final class SyncPoints {
  private static final Set<Integer> ITEM_RULES =
      Set.of(
          InspireBaseParser.RULE_declaration,
          InspireBaseParser.RULE_entityItem,
          InspireBaseParser.RULE_enumValue,
          InspireBaseParser.RULE_objectItem,
          InspireBaseParser.RULE_sequenceItem,
          InspireBaseParser.RULE_typeItem,
          InspireBaseParser.RULE_namespaceItem,
          InspireBaseParser.RULE_migrationHeader,
          InspireBaseParser.RULE_planItem,
          InspireBaseParser.RULE_answer);

  private final TokenSequence sequence;
  private final String text;

  SyncPoints(TokenSequence sequence, String text) {
    this.sequence = sequence;
    this.text = text;
  }

  static boolean isItem(ParserRuleContext context) {
    return ITEM_RULES.contains(context.getRuleIndex());
  }

  /**
   * The index of the token at which the parser continues.
   *
   * @param rule the rule that is skipped
   * @param start index of its first token
   * @param from where the error is; never before {@code start}
   */
  int next(int rule, int start, int from) {
    int depth = sequence.depths().get(start);
    int brackets = bracketsBetween(start, from);
    for (int index = from; ; index++) {
      Token token = token(index);
      int type = token.getType();
      int tokenDepth = sequence.depths().get(index);
      if (type == Token.EOF || type == InspireBaseParser.CLOSE_BRACE && tokenDepth < depth) {
        return index;
      }
      if (tokenDepth == depth) {
        if (index > start && starts(rule, start, index, brackets <= 0)) {
          return index;
        }
        brackets += bracket(type);
      }
    }
  }

  private boolean starts(int rule, int start, int index, boolean outsideBrackets) {
    return switch (rule) {
      case InspireBaseParser.RULE_singleInspireFile, InspireBaseParser.RULE_declaration ->
          startsDeclaration(index);
      // a text that starts with another word has no header, so its braces are not the body
      case InspireBaseParser.RULE_migrationHeader ->
          token(index).getType() == InspireBaseParser.OPEN_BRACE
              && token(start).getType() == InspireBaseParser.IDENTIFIER;
      case InspireBaseParser.RULE_migrationBody,
          InspireBaseParser.RULE_choice,
          InspireBaseParser.RULE_planItem ->
          outsideBrackets && startsStatement(index);
      case InspireBaseParser.RULE_singleAnswersFile, InspireBaseParser.RULE_answer ->
          token(index).getType() == InspireBaseParser.SEMICOLON || isFirstOnLine(index);
      default -> startsMember(index, outsideBrackets);
    };
  }

  private boolean startsDeclaration(int index) {
    int type = token(index).getType();
    int before = token(index - 1).getType();
    boolean afterBody =
        before == InspireBaseParser.CLOSE_BRACE || before == InspireBaseParser.OPAQUE_BLOCK;
    return switch (type) {
      case InspireBaseParser.ENTITY,
          InspireBaseParser.ENUM,
          InspireBaseParser.EXTENSION,
          InspireBaseParser.EXTERNAL,
          InspireBaseParser.NAMESPACE,
          InspireBaseParser.OBJECT,
          InspireBaseParser.SCHEDULE,
          InspireBaseParser.SEQUENCE,
          InspireBaseParser.AT_SYSTEM,
          InspireBaseParser.AT_VALIDATION ->
          true;
      case InspireBaseParser.TYPE -> before != InspireBaseParser.AT_VALIDATION;
      case InspireBaseParser.API_KEYS,
          InspireBaseParser.AUTH,
          InspireBaseParser.EMAIL,
          InspireBaseParser.INTEGRATIONS,
          InspireBaseParser.NETWORK,
          InspireBaseParser.PAYMENTS,
          InspireBaseParser.ROUTES ->
          isFirstOnLine(index) || afterBody;
      default -> afterBody && (isWord(index) || isAnnotation(type));
    };
  }

  /** A field, an enum value, or an annotation of the entity. */
  private boolean startsMember(int index, boolean outsideBrackets) {
    if (isWord(index) && token(index + 1).getType() == InspireBaseParser.COLON) {
      return !isOption(index);
    }
    boolean separate =
        isFirstOnLine(index) || token(index - 1).getType() == InspireBaseParser.COMMA;
    return outsideBrackets && separate && (isWord(index) || isAnnotation(token(index).getType()));
  }

  /**
   * Whether the word is most likely {@code using} in {@code @index([a], using: gin)}, or {@code
   * named} in {@code @check(sql("…"), named: "a")}.
   */
  private boolean isOption(int index) {
    String word = token(index).getText();
    return (GroupForm.OPTION_WORDS.contains(word)
            || CheckForm.OPTION_WORDS.contains(word)
            || ReferenceForm.OPTION_WORDS.contains(word))
        && index > 1
        && !isFirstOnLine(index)
        && token(index - 1).getType() == InspireBaseParser.COMMA
        && endsArgument(token(index - 2).getType());
  }

  private static boolean endsArgument(int type) {
    return type == InspireBaseParser.CLOSE_BRACKET || type == InspireBaseParser.CLOSE_PARENTHESIS;
  }

  private boolean startsStatement(int index) {
    int type = token(index).getType();
    if (type == InspireBaseParser.OPEN_BRACKET) {
      return isFirstOnLine(index) && token(index + 1).getType() == InspireBaseParser.RESOLVE;
    }
    return isStatementWord(type) && isFirstOnLine(index);
  }

  static boolean isStatementWord(int type) {
    return switch (type) {
      case InspireBaseParser.ADD,
          InspireBaseParser.CHANGE,
          InspireBaseParser.DROP,
          InspireBaseParser.EXPAND,
          InspireBaseParser.RENAME,
          InspireBaseParser.RUN,
          InspireBaseParser.UPDATE ->
          true;
      default -> false;
    };
  }

  static boolean isAnnotation(int type) {
    return switch (type) {
      case InspireBaseParser.DETACHED_ANNOTATION,
          InspireBaseParser.DETACHED_UNKNOWN_ANNOTATION,
          InspireBaseParser.AT_DENY,
          InspireBaseParser.AT_GRANT,
          InspireBaseParser.AT_ON,
          InspireBaseParser.AT_WHY ->
          true;
      default -> false;
    };
  }

  boolean isWord(int index) {
    Token token = token(index);
    if (token.getType() == Token.EOF || TokenSequence.isInserted(token)) {
      return false;
    }
    char first = text.charAt(token.getStartIndex());
    return token.getType() != InspireBaseParser.OPAQUE_RULE
        && (first == '_' || Character.isLetter(first));
  }

  boolean isFirstOnLine(int index) {
    if (index == 0) {
      return true;
    }
    // Not by a search for the next line end, which may be far away.
    for (int at = token(index - 1).getStopIndex() + 1; at < token(index).getStartIndex(); at++) {
      if (text.charAt(at) == '\n') {
        return true;
      }
    }
    return false;
  }

  private int bracketsBetween(int start, int end) {
    int brackets = 0;
    for (int index = start; index < end; index++) {
      brackets += bracket(token(index).getType());
    }
    return brackets;
  }

  private static int bracket(int type) {
    return switch (type) {
      case InspireBaseParser.OPEN_BRACKET, InspireBaseParser.OPEN_PARENTHESIS -> 1;
      case InspireBaseParser.CLOSE_BRACKET, InspireBaseParser.CLOSE_PARENTHESIS -> -1;
      default -> 0;
    };
  }

  private Token token(int index) {
    return sequence.tokens().get(Math.min(index, sequence.tokens().size() - 1));
  }
}
